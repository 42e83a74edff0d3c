// Reads one line of an export, strictly: exactly the bytes that JsonLineWriter makes of the same values.
// Members in another order, unknown or repeated ones, blanks, other escapes, other forms of numbers and
// broken UTF-8 are refused.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "common/errors/violation.h"

namespace clearbudget::trail_export {

// The first thing that does not fit is kept, and everything after it is left as it is.
class JsonLineReader {
 public:
  // The line without its line feed; it must outlive the reader.
  explicit JsonLineReader(std::string_view line);

  void Text(std::string_view key, std::string& value);
  void OptionalText(std::string_view key, std::optional<std::string>& value);
  void Number(std::string_view key, std::int64_t& value);
  // Pairs of lowercase hexadecimal digits, as raw bytes: 64 digits in a sound export, any number where the
  // store holds something else in a hash's place, which the verification then finds.
  void Hash(std::string_view key, std::string& value);
  void Hashes(std::string_view key, std::vector<std::string>& values);

  template <typename Members>
  void Object(std::string_view key, Members members) {
    Key(key);
    Braced([&] { members(*this); });
  }

  template <typename Element, typename Members>
  void Objects(std::string_view key, std::vector<Element>& elements, Members members) {
    Key(key);
    List([&] {
      Element& element = elements.emplace_back();
      Braced([&] { members(*this, element); });
    });
  }

  // The end of the object and of the line.
  void Finish();

  // What does not fit, without the number of the line: path is "byte 17", counted from 1. Absent: nothing so
  // far.
  const std::optional<errors::Violation>& violation() const { return violation_; }

 private:
  void Key(std::string_view key);
  std::string Value();
  std::string HashValue();
  std::int64_t NumberValue();
  void Escape(std::string& text);
  // The key that stands here in quotes; empty where there is none.
  std::string_view KeyHere() const;

  template <typename Members>
  void Braced(Members members) {
    Literal("{");
    const std::size_t outer = std::exchange(object_keys_, keys_.size());
    first_ = true;
    members();
    keys_.resize(object_keys_);
    object_keys_ = outer;
    first_ = false;
    Literal("}");
  }

  template <typename Read>
  void List(Read read) {
    Literal("[");
    if (Take("]")) return;
    while (!violation_.has_value()) {
      read();
      if (Take("]")) return;
      Literal(",");
    }
  }

  // True where the text stands here; it is passed then.
  bool Take(std::string_view text);
  void Literal(std::string_view text);
  void Fail(errors::Reason reason, std::string_view chinese, std::string_view english);

  std::string_view line_;
  std::size_t at_ = 0;
  bool first_ = true;
  std::vector<std::string_view> keys_;  // Those passed of the objects that are open.
  std::size_t object_keys_ = 0;         // Where those of the innermost object begin.
  std::optional<errors::Violation> violation_;
};

}  // namespace clearbudget::trail_export
