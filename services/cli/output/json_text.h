// JSON of what is no message of the contract: results of a run, differences and errors.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace clearbudget::cli {

// Objects and lists begin and end in pairs; a value in an object has a name, one in a list has an empty one.
class JsonText {
 public:
  void BeginObject(std::string_view name = {}) { Begin(name, '{'); }
  void EndObject() { End('}'); }
  void BeginList(std::string_view name = {}) { Begin(name, '['); }
  void EndList() { End(']'); }
  void Text(std::string_view name, std::string_view value);
  void Number(std::string_view name, int64_t value);

  const std::string& text() const { return text_; }

 private:
  void Begin(std::string_view name, char bracket);
  void End(char bracket);
  // What stands before a value: comma, line feed, indentation and name.
  void Lead(std::string_view name);

  std::string text_;
  std::vector<bool> filled_;  // A level each: true once it holds something.
};

}  // namespace clearbudget::cli
