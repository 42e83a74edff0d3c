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

// "中文", "English" or, for both, "中文 English", parted by `between`. A text that is missing in one language
// is told in the other.
inline std::string In(Language language, const Words& words, std::string_view between = " ") {
  if (words.chinese.empty() || words.english.empty()) return std::string(words.chinese).append(words.english);
  if (language == Language::kChinese) return std::string(words.chinese);
  if (language == Language::kEnglish) return std::string(words.english);
  return std::string(words.chinese).append(between).append(words.english);
}

}  // namespace clearbudget::cli
