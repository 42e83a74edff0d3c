#pragma once

#include <string>
#include <string_view>
#include <unordered_map>

#include "absl/status/statusor.h"

namespace clearbudget::disclosure {

// How headings, paragraphs and tables are numbered. A form is written as its first number: "一、", "（一）",
// "1、", "第一部分". The one 一 or 1 in it stands for the number, in Chinese or Arabic numerals.
class NumberingForm {
 public:
  // An empty form numbers nothing. Errors: INVALID_ARGUMENT where the text holds no or more than one numeral.
  static absl::StatusOr<NumberingForm> FromText(std::string_view text);

  NumberingForm() = default;

  bool empty() const { return text_.empty(); }
  const std::string& text() const { return text_; }
  // The number as printed; empty for the empty form.
  std::string Print(int number) const;

 private:
  std::string text_;
  std::string before_;
  std::string after_;
  bool chinese_ = false;
};

// Counts the numbered siblings of one parent, each form for itself.
class SiblingCounter {
 public:
  // The next number of the form as printed; empty for the empty form.
  std::string Next(const NumberingForm& form);

 private:
  std::unordered_map<std::string, int> counts_;
};

}  // namespace clearbudget::disclosure
