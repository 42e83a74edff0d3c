// JSON from strangers, RFC 8259 without leniency: a key that occurs twice, text after the end, invalid UTF-8,
// NUL characters and deep nesting are refused.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace clearbudget::identity {

// One object. Every reader gives nothing for a member that is absent or of another type; Has tells the two
// apart.
class JsonObject {
 public:
  // None for a text that is no such object, is longer than the limit, or is nested more than 8 deep.
  static std::optional<JsonObject> Parse(std::string_view text, std::size_t most_bytes);

  bool Has(std::string_view name) const;
  std::optional<std::string> Text(std::string_view name) const;
  // A number that is written without fraction and exponent.
  std::optional<std::int64_t> Integer(std::string_view name) const;
  // A list of texts, or one text as a list of one.
  std::optional<std::vector<std::string>> Texts(std::string_view name) const;
  std::optional<JsonObject> Object(std::string_view name) const;
  std::optional<std::vector<JsonObject>> Objects(std::string_view name) const;
  std::vector<std::string> Names() const;

 private:
  struct Node;
  explicit JsonObject(std::shared_ptr<const Node> node);
  std::shared_ptr<const Node> node_;
};

// The text in quotation marks, with what must be escaped escaped. The text is valid UTF-8.
std::string JsonQuoted(std::string_view text);

}  // namespace clearbudget::identity
