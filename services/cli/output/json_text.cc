#include "services/cli/output/json_text.h"

#include "common/facts/json_text.h"

namespace clearbudget::cli {

void JsonText::Lead(std::string_view name) {
  if (!filled_.empty()) {
    text_.append(filled_.back() ? ",\n" : "\n");
    filled_.back() = true;
    text_.append(2 * filled_.size(), ' ');
  }
  if (name.empty()) return;
  facts::AppendJsonString(name, text_);
  text_.append(": ");
}

void JsonText::Begin(std::string_view name, char bracket) {
  Lead(name);
  text_.push_back(bracket);
  filled_.push_back(false);
}

void JsonText::End(char bracket) {
  const bool filled = filled_.back();
  filled_.pop_back();
  if (filled) text_.append("\n").append(2 * filled_.size(), ' ');
  text_.push_back(bracket);
}

void JsonText::Text(std::string_view name, std::string_view value) {
  Lead(name);
  facts::AppendJsonString(value, text_);
}

void JsonText::Number(std::string_view name, int64_t value) {
  Lead(name);
  text_.append(std::to_string(value));
}

}  // namespace clearbudget::cli
