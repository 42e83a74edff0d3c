#include "common/identity/strict_json.h"

#include <jansson.h>

#include <utility>

#include "fmt/core.h"

namespace clearbudget::identity {
namespace {

constexpr int kDeepest = 8;

// Looked at before the parser, which would follow far deeper nesting by recursion.
bool IsNestedTooDeep(std::string_view text) {
  int depth = 0;
  bool in_text = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (in_text) {
      if (c == '\\') ++i;
      if (c == '"') in_text = false;
    } else if (c == '"') {
      in_text = true;
    } else if (c == '{' || c == '[') {
      if (++depth > kDeepest) return true;
    } else if (c == '}' || c == ']') {
      --depth;
    }
  }
  return false;
}

std::optional<std::string> TextOf(const json_t* value) {
  if (!json_is_string(value)) return std::nullopt;
  return std::string(json_string_value(value), json_string_length(value));
}

}  // namespace

// Holds one reference to a value that nobody changes.
struct JsonObject::Node {
  explicit Node(json_t* owned) : value(owned) {}
  ~Node() { json_decref(value); }
  Node(const Node&) = delete;
  Node& operator=(const Node&) = delete;

  json_t* Member(std::string_view name) const { return json_object_getn(value, name.data(), name.size()); }

  json_t* value;
};

JsonObject::JsonObject(std::shared_ptr<const Node> node) : node_(std::move(node)) {}

std::optional<JsonObject> JsonObject::Parse(std::string_view text, std::size_t most_bytes) {
  if (text.size() > most_bytes || IsNestedTooDeep(text)) return std::nullopt;
  json_error_t error;
  json_t* value = json_loadb(text.data(), text.size(), JSON_REJECT_DUPLICATES, &error);
  if (value == nullptr) return std::nullopt;
  auto node = std::make_shared<const Node>(value);
  if (!json_is_object(value)) return std::nullopt;
  return JsonObject(std::move(node));
}

bool JsonObject::Has(std::string_view name) const {
  return node_->Member(name) != nullptr;
}

std::optional<std::string> JsonObject::Text(std::string_view name) const {
  return TextOf(node_->Member(name));
}

std::optional<std::int64_t> JsonObject::Integer(std::string_view name) const {
  const json_t* value = node_->Member(name);
  if (!json_is_integer(value)) return std::nullopt;
  return json_integer_value(value);
}

std::optional<std::vector<std::string>> JsonObject::Texts(std::string_view name) const {
  const json_t* value = node_->Member(name);
  if (std::optional<std::string> one = TextOf(value)) return std::vector{*std::move(one)};
  if (!json_is_array(value)) return std::nullopt;
  std::vector<std::string> texts;
  for (std::size_t i = 0; i < json_array_size(value); ++i) {
    std::optional<std::string> text = TextOf(json_array_get(value, i));
    if (!text.has_value()) return std::nullopt;
    texts.push_back(*std::move(text));
  }
  return texts;
}

std::optional<JsonObject> JsonObject::Object(std::string_view name) const {
  json_t* value = node_->Member(name);
  if (!json_is_object(value)) return std::nullopt;
  return JsonObject(std::make_shared<const Node>(json_incref(value)));
}

std::optional<std::vector<JsonObject>> JsonObject::Objects(std::string_view name) const {
  const json_t* value = node_->Member(name);
  if (!json_is_array(value)) return std::nullopt;
  std::vector<JsonObject> objects;
  for (std::size_t i = 0; i < json_array_size(value); ++i) {
    json_t* element = json_array_get(value, i);
    if (!json_is_object(element)) return std::nullopt;
    objects.push_back(JsonObject(std::make_shared<const Node>(json_incref(element))));
  }
  return objects;
}

std::vector<std::string> JsonObject::Names() const {
  std::vector<std::string> names;
  const char* name = nullptr;
  std::size_t length = 0;
  json_t* value = nullptr;
  json_object_keylen_foreach(node_->value, name, length, value) {
    names.emplace_back(name, length);
  }
  return names;
}

std::string JsonQuoted(std::string_view text) {
  std::string quoted = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') {
      quoted += '\\';
      quoted += c;
    } else if (static_cast<unsigned char>(c) < 0x20) {
      quoted += fmt::format("\\u{:04x}", static_cast<int>(c));
    } else {
      quoted += c;
    }
  }
  return quoted + '"';
}

}  // namespace clearbudget::identity
