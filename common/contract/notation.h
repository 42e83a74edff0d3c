// What the readers of JSON and YAML tell of a document: its values in order, each with its place. Both
// notations say the same to one handler, so that a document means the same in either.
#pragma once

#include <cstddef>
#include <string_view>

namespace clearbudget::contract {

// Line and column count from 1, the column in Unicode characters.
struct Location {
  size_t line = 1;
  size_t column = 1;

  bool operator==(const Location&) const = default;
};

enum class ScalarStyle {
  kQuoted,   // A string of JSON or a quoted or block scalar of YAML: text.
  kLiteral,  // A number, true, false or null of JSON.
  kPlain,    // A plain scalar of YAML: the field that receives it says what it is.
};

struct Scalar {
  ScalarStyle style = ScalarStyle::kQuoted;
  std::string_view text;
};

// What is wrong with the notation, with what is expected instead in both languages.
struct NotationFault {
  std::string_view given;
  std::string_view expected_zh;
  std::string_view expected_en;
};

class NotationHandler {
 public:
  virtual ~NotationHandler() = default;

  virtual void BeginObject(const Location& location) = 0;
  virtual void Key(std::string_view name, const Location& location) = 0;
  virtual void EndObject() = 0;
  virtual void BeginList(const Location& location) = 0;
  virtual void EndList() = 0;
  virtual void Value(const Scalar& scalar, const Location& location) = 0;
  // In the place of a value: the notation does not allow it. What follows is read on.
  virtual void Malformed(const NotationFault& fault, const Location& location) = 0;
  // Nothing after this place can be understood; no other event follows.
  virtual void Broken(const NotationFault& fault, const Location& location) = 0;
};

// The deepest that objects and lists may be nested.
inline constexpr size_t kDeepestNotation = 64;

// RFC 8259 without any leniency. Parses a text in memory; beside it, memory is bounded by the depth and the
// longest string.
void ParseJson(std::string_view text, NotationHandler& handler);

// The part of YAML that says no more than JSON: block and flow style, comments, plain, quoted and block
// scalars. One document; no anchors, aliases, tags or keys that are not scalars.
void ParseYaml(std::string_view text, NotationHandler& handler);

}  // namespace clearbudget::contract
