#include "services/submission/use_cases/token_scope.h"

#include <fmt/format.h>

namespace clearbudget::submission {
namespace {

// With its length before it, so that no other parts, joined, give the same text.
void Append(std::string_view part, std::string& text) {
  text += fmt::format("{}:", part.size());
  text += part;
}

}  // namespace

std::string TokenScope(std::string_view method, std::string_view parent, std::string_view order,
                       const std::vector<std::string>& filter, const ports::PageRequest& page) {
  std::string text;
  Append(method, text);
  Append(parent, text);
  Append(order, text);
  for (const std::string& condition : filter) Append(condition, text);
  Append(page.subject, text);
  return text;
}

}  // namespace clearbudget::submission
