#include "common/contract/value_reader.h"

#include <fmt/format.h>

#include <string>

#include "common/contract/secrecy_marking.h"
#include "common/contract/text_check.h"
#include "common/names/resource_name.h"
#include "google/protobuf/descriptor.h"
#include "google/protobuf/message.h"

namespace clearbudget::contract {
namespace {

using errors::Reason;
using facts::Value;
using google::protobuf::FieldDescriptor;
using google::protobuf::Message;
using google::protobuf::Reflection;

int64_t IntegerOf(const Message& message, const FieldDescriptor& field) {
  const Reflection& reflection = *message.GetReflection();
  switch (field.cpp_type()) {
    case FieldDescriptor::CPPTYPE_INT32:
      return reflection.GetInt32(message, &field);
    case FieldDescriptor::CPPTYPE_UINT32:
      return reflection.GetUInt32(message, &field);
    default:
      return reflection.GetInt64(message, &field);
  }
}

struct FaultText {
  Reason reason;
  std::string_view chinese;
  std::string_view english;
};

FaultText TextOf(TextFault fault) {
  switch (fault) {
    case TextFault::kNotUtf8:
      return {Reason::kTextMalformed, "UTF-8 编码的文本", "text in UTF-8"};
    case TextFault::kCarriageReturn:
      return {Reason::kTextMalformed, "以换行符（LF）分段、不含回车符（CR）的文本",
              "text whose paragraphs are parted by line feeds, without carriage returns"};
    case TextFault::kInvisible:
      return {Reason::kTextMalformed, "不含控制字符、双向控制符和零宽字符的文本",
              "text without control, bidirectional or zero-width characters"};
    case TextFault::kOnlySpaces:
      return {Reason::kTextMalformed, "文本；没有内容时请不填该字段",
              "text; a fact that is not stated is left out"};
    case TextFault::kTooLong:
      break;
  }
  return {Reason::kTooLong, "", ""};
}

}  // namespace

void ValueReader::Complain(const FieldSchema& field, Reason reason, std::string_view given,
                           std::string_view chinese, std::string_view english) {
  const facts::PathScope scope(path_, field.descriptor->name());
  if (element_) path_.SetIndex(*element_);
  violations_.Add({.path = path_.ToText(),
                   .given = std::string(given),
                   .reason = reason,
                   .expected_zh = std::string(chinese),
                   .expected_en = std::string(english)});
}

std::optional<Value> ValueReader::Read(const Message& message, const FieldSchema& field) {
  const FieldDescriptor& descriptor = *field.descriptor;
  const Reflection& reflection = *message.GetReflection();
  const bool presence = descriptor.has_presence();
  if (presence && !reflection.HasField(message, &descriptor)) return Value();
  switch (field.form) {
    case Form::kBool: {
      const bool value = reflection.GetBool(message, &descriptor);
      return presence || value ? Value(value) : Value();
    }
    case Form::kInteger: {
      const int64_t value = IntegerOf(message, descriptor);
      if (!presence && value == 0) return Value();
      return ReadInteger(field, value);
    }
    case Form::kSymbol:
      return ReadSymbol(field, reflection.GetEnumValue(message, &descriptor));
    case Form::kMessage:
    case Form::kFieldMask:
    case Form::kOpaque:
      return Value();
    default: {
      std::string scratch;
      const std::string& text = reflection.GetStringReference(message, &descriptor, &scratch);
      // Without presence the empty text is how a message says nothing; with presence somebody wrote it.
      if (text.empty() && !presence) return Value();
      return ReadText(field, text);
    }
  }
}

std::optional<Value> ValueReader::ReadElement(const Message& message, const FieldSchema& field, int index) {
  const FieldDescriptor& descriptor = *field.descriptor;
  const Reflection& reflection = *message.GetReflection();
  element_ = static_cast<size_t>(index);
  std::optional<Value> value;
  switch (descriptor.cpp_type()) {
    case FieldDescriptor::CPPTYPE_STRING:
      value = ReadText(field, reflection.GetRepeatedString(message, &descriptor, index));
      break;
    case FieldDescriptor::CPPTYPE_ENUM:
      value = ReadSymbol(field, reflection.GetRepeatedEnumValue(message, &descriptor, index));
      break;
    case FieldDescriptor::CPPTYPE_INT32:
      value = ReadInteger(field, reflection.GetRepeatedInt32(message, &descriptor, index));
      break;
    default:
      value = Value();
  }
  element_.reset();
  return value;
}

std::optional<Value> ValueReader::ReadText(const FieldSchema& field, std::string_view text) {
  if (BearsSecrecyMarking(text)) {
    const facts::PathScope scope(path_, field.descriptor->name());
    if (element_) path_.SetIndex(*element_);
    violations_.Add(Confidential(path_.ToText()));
    return std::nullopt;
  }
  switch (field.form) {
    case Form::kAmount:
      return ReadAmount(field, text);
    case Form::kNumber:
      return ReadNumber(field, text);
    case Form::kCode:
      if (IsCode(text)) return Value(std::string(text));
      Complain(field, Reason::kCodeMalformed, text, "1 至 64 个字母、数字或 . _ -",
               "1 to 64 letters, digits, '.', '_' or '-'");
      return std::nullopt;
    case Form::kDate:
      if (const auto date = facts::Date::FromText(text)) return Value(*date);
      Complain(field, Reason::kDateMalformed, text, "存在的日期，写作 YYYY-MM-DD，如 2020-01-31",
               "a day that exists, written YYYY-MM-DD, such as 2020-01-31");
      return std::nullopt;
    case Form::kResourceName:
      if (names::IsResourceName(text)) return Value(std::string(text));
      Complain(field, Reason::kNameMalformed, text, "资源名，如 regions/130303/agencies/101/budgets/2020",
               "a resource name, such as regions/130303/agencies/101/budgets/2020");
      return std::nullopt;
    case Form::kInstant:
      if (IsInstant(text)) return Value(std::string(text));
      Complain(field, Reason::kInstantMalformed, text, "世界协调时，如 2020-01-31T08:00:00Z",
               "an instant in UTC, such as 2020-01-31T08:00:00Z");
      return std::nullopt;
    default:
      return ReadProse(field, text);
  }
}

std::optional<Value> ValueReader::ReadInteger(const FieldSchema& field, int64_t value) {
  if (!WithinBounds(field, money::Decimal::FromInteger(value), std::to_string(value))) return std::nullopt;
  return Value(value);
}

std::optional<Value> ValueReader::ReadSymbol(const FieldSchema& field, int number) {
  if (number == 0) return Value();
  const auto* value = field.descriptor->enum_type()->FindValueByNumber(number);
  if (value != nullptr) return Value(value->name());
  const std::string& type = field.descriptor->enum_type()->name();
  Complain(field, Reason::kEnumUnknown, std::to_string(number), fmt::format("{} 的取值之一", type),
           fmt::format("a value of {}", type));
  return std::nullopt;
}

std::optional<Value> ValueReader::ReadAmount(const FieldSchema& field, std::string_view text) {
  const absl::StatusOr<money::Amount> amount = money::Amount::FromYuanText(text);
  if (!amount.ok()) {
    const bool range = money::NumberFaultOf(amount.status()) == money::NumberFault::kOutOfRange;
    Complain(field, range ? Reason::kOutOfRange : Reason::kAmountMalformed, text,
             "以元为单位的十进制数，最多两位小数，绝对值不超过 10^16，如 516000.00",
             "a decimal number of yuan with at most two places, within ±10^16, such as 516000.00");
    return std::nullopt;
  }
  const auto exact = money::Decimal::FromUnscaled(amount->fen(), 2);
  if (exact.ok() && !WithinBounds(field, *exact, text)) return std::nullopt;
  return Value(*amount);
}

std::optional<Value> ValueReader::ReadNumber(const FieldSchema& field, std::string_view text) {
  // The expression language counts on this range: a sum of any list of numbers then stays within 38 digits.
  static const money::Decimal kMost = *money::Decimal::FromText("1000000000000000");
  static const money::Decimal kLeast = *money::Decimal::FromText("-1000000000000000");
  const absl::StatusOr<money::Decimal> number = money::Decimal::FromText(text);
  const bool beyond = number.ok() && (*number > kMost || *number < kLeast);
  if (!number.ok() || beyond) {
    const bool range = beyond || money::NumberFaultOf(number.status()) == money::NumberFault::kOutOfRange;
    Complain(field, range ? Reason::kOutOfRange : Reason::kNumberMalformed, text,
             "十进制数，最多九位小数，绝对值不超过 10^15，如 95.5",
             "a decimal number with at most nine places, within ±10^15, such as 95.5");
    return std::nullopt;
  }
  if (!WithinBounds(field, *number, text)) return std::nullopt;
  return Value(*number);
}

std::optional<Value> ValueReader::ReadProse(const FieldSchema& field, std::string_view text) {
  if (text.empty()) {
    Complain(field, Reason::kTextMalformed, "", "文本；没有内容时请不填该字段",
             "text; a fact that is not stated is left out");
    return std::nullopt;
  }
  const TextRule rule{.max_characters = field.max_characters,
                      .paragraphs = field.max_characters >= kParagraphCharacters};
  const std::optional<TextFault> fault = FindTextFault(text, rule);
  if (!fault) return Value(std::string(text));
  if (*fault == TextFault::kTooLong) {
    Complain(field, Reason::kTooLong, text, fmt::format("至多 {} 个字符的文本", field.max_characters),
             fmt::format("text of at most {} characters", field.max_characters));
    return std::nullopt;
  }
  const FaultText words = TextOf(*fault);
  Complain(field, words.reason, text, words.chinese, words.english);
  return std::nullopt;
}

bool ValueReader::WithinBounds(const FieldSchema& field, const money::Decimal& value,
                               std::string_view given) {
  const bool low = field.minimum && value < *field.minimum;
  const bool high = field.maximum && value > *field.maximum;
  if (!low && !high) return true;
  std::string chinese;
  std::string english;
  if (field.minimum && field.maximum) {
    chinese = fmt::format("{} 至 {} 之间的值", field.minimum->ToText(), field.maximum->ToText());
    english = fmt::format("a value from {} to {}", field.minimum->ToText(), field.maximum->ToText());
  } else if (field.minimum) {
    chinese = fmt::format("不小于 {} 的值", field.minimum->ToText());
    english = fmt::format("a value of at least {}", field.minimum->ToText());
  } else {
    chinese = fmt::format("不大于 {} 的值", field.maximum->ToText());
    english = fmt::format("a value of at most {}", field.maximum->ToText());
  }
  Complain(field, Reason::kOutOfRange, given, chinese, english);
  return false;
}

}  // namespace clearbudget::contract
