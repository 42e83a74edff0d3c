// Writes one line of an export: JSON without blanks, members in the order in which they are written. In texts
// that are no UTF-8, U+FFFD stands for what is wrong.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace clearbudget::trail_export {

// Has the same methods as JsonLineReader, so that one function can tell the members of a record to both.
class JsonLineWriter {
 public:
  JsonLineWriter() : text_("{") {}

  void Text(std::string_view key, std::string_view value);
  // null where absent.
  void OptionalText(std::string_view key, const std::optional<std::string>& value);
  void Number(std::string_view key, std::int64_t value);
  // 32 raw bytes, as hexadecimal digits.
  void Hash(std::string_view key, std::string_view value);
  void Hashes(std::string_view key, const std::vector<std::string>& values);

  // A member that is an object; its members are written by `members(writer)`.
  template <typename Members>
  void Object(std::string_view key, Members members) {
    Key(key);
    Braced([&] { members(*this); });
  }

  // A member that is a list of objects, each written by `members(writer, element)`.
  template <typename Element, typename Members>
  void Objects(std::string_view key, const std::vector<Element>& elements, Members members) {
    Key(key);
    text_ += '[';
    for (std::size_t i = 0; i < elements.size(); ++i) {
      if (i > 0) text_ += ',';
      Braced([&] { members(*this, elements[i]); });
    }
    text_ += ']';
  }

  // The line with its line feed. Called once, at the end.
  std::string Finish();

 private:
  void Key(std::string_view key);

  template <typename Members>
  void Braced(Members members) {
    text_ += '{';
    first_ = true;
    members();
    text_ += '}';
    first_ = false;
  }

  std::string text_;
  bool first_ = true;
};

}  // namespace clearbudget::trail_export
