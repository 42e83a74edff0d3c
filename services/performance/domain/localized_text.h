#pragma once

#include <string>

namespace clearbudget::performance {

// One text in the two languages of the suite.
struct LocalizedText {
  std::string chinese;
  std::string english;

  bool empty() const { return chinese.empty() && english.empty(); }
  bool operator==(const LocalizedText&) const = default;
};

}  // namespace clearbudget::performance
