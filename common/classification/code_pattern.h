// A small pattern language for codes that are not listed one by one, such as project codes.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"

namespace clearbudget::classification {

// A pattern is a sequence of elements, each with an optional count:
//   D          a digit 0-9
//   L          an upper-case letter A-Z
//   X          a digit or an upper-case letter
//   [RTU0-9]   one of these characters; ranges with '-', which stands for itself at the start or the end
//   'JBN'      exactly this text (takes no count)
//   - . / _    the character itself
//   {4} {2,6}  after an element: that many times, or from 2 to 6 times
// D{3}-D{4}-'JBN'-X{4} accepts 101-0701-JBN-P8K4. Codes are ASCII; the whole code must match. Matching takes
// time bounded by the pattern and the code, whatever they are.
class CodePattern {
 public:
  static constexpr size_t kMaxPatternSize = 200;
  static constexpr size_t kMaxCodeSize = 200;
  static constexpr int kMaxCount = 100;

  // Errors: INVALID_ARGUMENT, naming the position in the pattern.
  static absl::StatusOr<CodePattern> Parse(std::string_view pattern);

  // False for a code longer than kMaxCodeSize.
  bool Matches(std::string_view code) const;

  const std::string& text() const { return text_; }

 private:
  friend class CodePatternParser;

  struct Element {
    std::array<bool, 128> allowed{};
    int least = 1;
    int most = 1;
  };

  std::string text_;
  std::vector<Element> elements_;
};

}  // namespace clearbudget::classification
