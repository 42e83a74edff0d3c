#include "services/disclosure/domain/document.h"

#include <utility>

namespace clearbudget::disclosure {

Text TextOf(std::string text) {
  Text runs;
  if (!text.empty()) runs.push_back(TextRun{std::move(text), std::nullopt});
  return runs;
}

std::string PlainText(const Text& text) {
  std::string plain;
  for (const TextRun& run : text) plain += run.text;
  return plain;
}

}  // namespace clearbudget::disclosure
