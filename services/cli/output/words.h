// Texts of the program in the two languages of the suite.
#pragma once

#include <string>
#include <string_view>

namespace clearbudget::cli {

enum class Language { kChinese, kEnglish, kBoth };

struct Words {
  std::string_view chinese;
  std::string_view english;
};

// "中文", "English" or, for both, "中文 English", parted by `between`.
inline std::string In(Language language, const Words& words, std::string_view between = " ") {
  if (language == Language::kChinese || words.english.empty()) return std::string(words.chinese);
  if (language == Language::kEnglish || words.chinese.empty()) return std::string(words.english);
  return std::string(words.chinese).append(between).append(words.english);
}

}  // namespace clearbudget::cli
