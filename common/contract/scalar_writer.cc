#include "common/contract/scalar_writer.h"

#include <fmt/format.h>

#include <charconv>
#include <limits>

#include "absl/strings/escaping.h"
#include "google/protobuf/descriptor.h"
#include "google/protobuf/field_mask.pb.h"
#include "google/protobuf/message.h"

namespace clearbudget::contract {
namespace {

using errors::Reason;
using errors::Violation;
using google::protobuf::FieldDescriptor;
using google::protobuf::Message;
using google::protobuf::Reflection;

Violation Misfit(Reason reason, const Scalar& scalar, std::string chinese, std::string english) {
  return {.path = "",
          .given = std::string(scalar.text),
          .reason = reason,
          .expected_zh = std::move(chinese),
          .expected_en = std::move(english)};
}

bool IsNull(const Scalar& scalar) {
  if (scalar.style == ScalarStyle::kLiteral) return scalar.text == "null";
  if (scalar.style != ScalarStyle::kPlain) return false;
  return scalar.text.empty() || scalar.text == "~" || scalar.text == "null" || scalar.text == "Null" ||
         scalar.text == "NULL";
}

// Digits with an optional minus sign, no leading zero, no -0.
template <typename Integer>
std::optional<Integer> IntegerIn(std::string_view text) {
  const std::string_view digits = text.starts_with('-') ? text.substr(1) : text;
  if (digits.empty() || digits[0] < '0' || digits[0] > '9') return std::nullopt;
  if (digits[0] == '0' && text.size() > 1) return std::nullopt;
  Integer value = 0;
  const auto [stop, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || stop != text.data() + text.size()) return std::nullopt;
  return value;
}

std::optional<Violation> WriteBool(const Scalar& scalar, const FieldDescriptor& field, Message& message) {
  const bool is_true = scalar.text == "true";
  if (scalar.style == ScalarStyle::kQuoted || (!is_true && scalar.text != "false")) {
    return Misfit(Reason::kTypeMismatch, scalar, "true 或 false（不加引号）",
                  "true or false, without quotes");
  }
  const Reflection& reflection = *message.GetReflection();
  field.is_repeated() ? reflection.AddBool(&message, &field, is_true)
                      : reflection.SetBool(&message, &field, is_true);
  return std::nullopt;
}

template <typename Integer>
std::optional<Violation> WriteInteger(const Scalar& scalar, const FieldDescriptor& field, Message& message,
                                      void (Reflection::*set)(Message*, const FieldDescriptor*, Integer)
                                          const,
                                      void (Reflection::*add)(Message*, const FieldDescriptor*, Integer)
                                          const) {
  // JSON readers lose digits of 64-bit numbers, so that its form of the contract quotes them.
  const bool may_be_quoted = sizeof(Integer) == sizeof(int64_t);
  const std::optional<Integer> value = IntegerIn<Integer>(scalar.text);
  if (!value || (scalar.style == ScalarStyle::kQuoted && !may_be_quoted)) {
    return Misfit(
        Reason::kTypeMismatch, scalar,
        fmt::format("{} 至 {} 的整数，如 2020（不加引号，无前导零、小数和指数）",
                    std::numeric_limits<Integer>::min(), std::numeric_limits<Integer>::max()),
        fmt::format("an integer from {} to {}, such as 2020: no quotes, leading zeros, fraction or exponent",
                    std::numeric_limits<Integer>::min(), std::numeric_limits<Integer>::max()));
  }
  const Reflection& reflection = *message.GetReflection();
  (reflection.*(field.is_repeated() ? add : set))(&message, &field, *value);
  return std::nullopt;
}

std::string ValueNames(const google::protobuf::EnumDescriptor& type) {
  std::string names;
  for (int i = 0; i < type.value_count(); ++i) {
    if (type.value(i)->number() == 0) continue;
    if (!names.empty()) names += ", ";
    names += type.value(i)->name();
  }
  return names;
}

std::optional<Violation> WriteSymbol(const Scalar& scalar, const FieldDescriptor& field, Message& message) {
  const auto* value = scalar.style == ScalarStyle::kLiteral
                          ? nullptr
                          : field.enum_type()->FindValueByName(std::string(scalar.text));
  if (value == nullptr) {
    const std::string names = ValueNames(*field.enum_type());
    return Misfit(Reason::kEnumUnknown, scalar, fmt::format("以下名称之一：{}", names),
                  fmt::format("one of these names: {}", names));
  }
  const Reflection& reflection = *message.GetReflection();
  field.is_repeated() ? reflection.AddEnum(&message, &field, value)
                      : reflection.SetEnum(&message, &field, value);
  return std::nullopt;
}

std::optional<Violation> WriteText(const Scalar& scalar, Form form, const FieldDescriptor& field,
                                   Message& message) {
  const bool number = form == Form::kAmount || form == Form::kNumber;
  if (scalar.style == ScalarStyle::kLiteral && !(number && scalar.text != "true" && scalar.text != "false")) {
    return Misfit(Reason::kTypeMismatch, scalar, "双引号中的文本", "text in double quotes");
  }
  const Reflection& reflection = *message.GetReflection();
  field.is_repeated() ? reflection.AddString(&message, &field, std::string(scalar.text))
                      : reflection.SetString(&message, &field, std::string(scalar.text));
  return std::nullopt;
}

// "content.threePublic" as "content.three_public"; names in snake_case stay as they are.
std::string SnakePath(std::string_view path) {
  std::string snake;
  for (const char c : path) {
    if (c >= 'A' && c <= 'Z') {
      snake += '_';
      snake += static_cast<char>(c - 'A' + 'a');
    } else {
      snake += c;
    }
  }
  return snake;
}

std::optional<Violation> WriteMask(const Scalar& scalar, const FieldDescriptor& field, Message& message) {
  if (scalar.style == ScalarStyle::kLiteral) {
    return Misfit(Reason::kTypeMismatch, scalar, "以逗号分隔的字段路径文本",
                  "text of field paths, parted by commas");
  }
  google::protobuf::FieldMask mask;
  std::string_view rest = scalar.text;
  while (!rest.empty()) {
    const size_t comma = std::min(rest.find(','), rest.size());
    mask.add_paths(SnakePath(rest.substr(0, comma)));
    rest.remove_prefix(std::min(comma + 1, rest.size()));
  }
  message.GetReflection()->MutableMessage(&message, &field)->CopyFrom(mask);
  return std::nullopt;
}

std::optional<Violation> WriteBytes(const Scalar& scalar, const FieldDescriptor& field, Message& message) {
  std::string bytes;
  const absl::string_view text(scalar.text.data(), scalar.text.size());
  if (field.type() != FieldDescriptor::TYPE_BYTES || scalar.style == ScalarStyle::kLiteral ||
      !absl::Base64Unescape(text, &bytes)) {
    return Misfit(Reason::kTypeMismatch, scalar, "Base64 文本", "text in Base64");
  }
  const Reflection& reflection = *message.GetReflection();
  field.is_repeated() ? reflection.AddString(&message, &field, std::move(bytes))
                      : reflection.SetString(&message, &field, std::move(bytes));
  return std::nullopt;
}

}  // namespace

std::optional<Violation> WriteScalar(const Scalar& scalar, const FieldSchema& field, Message& message) {
  const FieldDescriptor& descriptor = *field.descriptor;
  if (IsNull(scalar)) {
    return Misfit(Reason::kTypeMismatch, scalar, "一个值；没有内容时请去掉该字段",
                  "a value; what is not stated is left out");
  }
  switch (field.form) {
    case Form::kBool:
      return WriteBool(scalar, descriptor, message);
    case Form::kInteger:
      if (descriptor.cpp_type() == FieldDescriptor::CPPTYPE_INT32) {
        return WriteInteger<int32_t>(scalar, descriptor, message, &Reflection::SetInt32,
                                     &Reflection::AddInt32);
      }
      if (descriptor.cpp_type() == FieldDescriptor::CPPTYPE_UINT32) {
        return WriteInteger<uint32_t>(scalar, descriptor, message, &Reflection::SetUInt32,
                                      &Reflection::AddUInt32);
      }
      return WriteInteger<int64_t>(scalar, descriptor, message, &Reflection::SetInt64, &Reflection::AddInt64);
    case Form::kSymbol:
      return WriteSymbol(scalar, descriptor, message);
    case Form::kFieldMask:
      return WriteMask(scalar, descriptor, message);
    case Form::kOpaque:
      return WriteBytes(scalar, descriptor, message);
    case Form::kMessage:
      return Misfit(Reason::kTypeMismatch, scalar, "一组字段（{ … }）", "an object with fields");
    default:
      return WriteText(scalar, field.form, descriptor, message);
  }
}

}  // namespace clearbudget::contract
