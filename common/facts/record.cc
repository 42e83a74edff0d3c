#include "common/facts/record.h"

#include <cassert>

namespace clearbudget::facts {
namespace {

template <typename Held>
Held CopyOf(const Held& held) {
  return std::visit(
      [](const auto& value) -> Held {
        using Type = std::decay_t<decltype(value)>;
        if constexpr (std::is_same_v<Type, std::unique_ptr<Record>>) {
          return std::make_unique<Record>(*value);
        } else if constexpr (std::is_same_v<Type, std::unique_ptr<RecordList>>) {
          return std::make_unique<RecordList>(*value);
        } else {
          return value;
        }
      },
      held);
}

bool StatesNothing(const Record& record) {
  const int count = static_cast<int>(record.type().fields().size());
  for (int index = 0; index < count; ++index) {
    if (!record.at(index).blank()) return false;
  }
  return true;
}

}  // namespace

Value::Value(Record record) : held_(std::make_unique<Record>(std::move(record))) {}
Value::Value(RecordList records) : held_(std::make_unique<RecordList>(std::move(records))) {}
Value::Value(const Value& other) : held_(CopyOf(other.held_)) {}
Value& Value::operator=(const Value& other) {
  if (this != &other) held_ = CopyOf(other.held_);
  return *this;
}
Value::~Value() = default;

bool Value::blank() const {
  if (std::holds_alternative<std::monostate>(held_)) return true;
  if (const RecordList* list = AsList()) return list->empty();
  if (const Record* record = AsRecord()) return StatesNothing(*record);
  return false;
}

const Record* Value::AsRecord() const {
  const auto* held = std::get_if<std::unique_ptr<Record>>(&held_);
  return held == nullptr ? nullptr : held->get();
}

Record* Value::AsRecord() {
  auto* held = std::get_if<std::unique_ptr<Record>>(&held_);
  return held == nullptr ? nullptr : held->get();
}

const RecordList* Value::AsList() const {
  const auto* held = std::get_if<std::unique_ptr<RecordList>>(&held_);
  return held == nullptr ? nullptr : held->get();
}

RecordList* Value::AsList() {
  auto* held = std::get_if<std::unique_ptr<RecordList>>(&held_);
  return held == nullptr ? nullptr : held->get();
}

std::string Value::ToText() const {
  if (const bool* value = AsBool()) return *value ? "true" : "false";
  if (const int64_t* value = AsInteger()) return std::to_string(*value);
  if (const money::Amount* value = AsAmount()) return value->ToYuanText();
  if (const money::Decimal* value = AsNumber()) return value->ToText();
  if (const Date* value = AsDate()) return value->ToText();
  if (const std::string* value = AsText()) return *value;
  return "";
}

bool Value::operator==(const Value& other) const {
  if (blank() || other.blank()) return blank() && other.blank();
  if (const Record* record = AsRecord()) return other.AsRecord() != nullptr && *record == *other.AsRecord();
  if (const RecordList* list = AsList()) return other.AsList() != nullptr && *list == *other.AsList();
  return held_ == other.held_;
}

const Value& Record::Get(std::string_view field_name) const {
  static const Value kBlank;
  const int index = type_->IndexOf(field_name);
  return index < 0 ? kBlank : at(index);
}

void Record::Set(std::string_view field_name, Value value) {
  const int index = type_->IndexOf(field_name);
  assert(index >= 0);
  at(index) = std::move(value);
}

}  // namespace clearbudget::facts
