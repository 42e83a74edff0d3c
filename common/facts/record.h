#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "common/facts/catalogue.h"
#include "common/facts/date.h"
#include "common/money/amount.h"
#include "common/money/decimal.h"

// What a content states: a tree of records. A fact that is not stated is blank, which is never 0, false or
// "".
namespace clearbudget::facts {

class Record;
using RecordList = std::vector<Record>;

// One value, or blank. Text, codes and symbols are all held as strings; the field's kind tells them apart.
class Value {
 public:
  Value() = default;
  explicit Value(bool value) : held_(value) {}
  explicit Value(int64_t value) : held_(value) {}
  explicit Value(money::Amount value) : held_(value) {}
  explicit Value(money::Decimal value) : held_(value) {}
  explicit Value(Date value) : held_(value) {}
  explicit Value(std::string value) : held_(std::move(value)) {}
  explicit Value(Record record);
  explicit Value(RecordList records);
  Value(const Value& other);
  Value& operator=(const Value& other);
  Value(Value&&) noexcept = default;
  Value& operator=(Value&&) noexcept = default;
  ~Value();

  // True where the fact is not stated. An empty list is blank too: a list that is declared empty says so in a
  // field of its own. So is a record that states nothing.
  bool blank() const;

  // Each pointer is nullptr where the value is blank or of another kind.
  const bool* AsBool() const { return std::get_if<bool>(&held_); }
  const int64_t* AsInteger() const { return std::get_if<int64_t>(&held_); }
  const money::Amount* AsAmount() const { return std::get_if<money::Amount>(&held_); }
  const money::Decimal* AsNumber() const { return std::get_if<money::Decimal>(&held_); }
  const Date* AsDate() const { return std::get_if<Date>(&held_); }
  const std::string* AsText() const { return std::get_if<std::string>(&held_); }
  const Record* AsRecord() const;
  Record* AsRecord();
  const RecordList* AsList() const;
  RecordList* AsList();

  // The value in canonical text: amounts with two places, numbers without trailing zeros, dates as
  // YYYY-MM-DD, booleans as true and false. Empty for blank, records and lists.
  std::string ToText() const;

  // Blank values are equal, whatever they would hold.
  bool operator==(const Value& other) const;

 private:
  std::variant<std::monostate, bool, int64_t, money::Amount, money::Decimal, Date, std::string,
               std::unique_ptr<Record>, std::unique_ptr<RecordList>>
      held_;
};

// The values of one record, one for each field of its type. It is built by common/contract, which checks what
// it puts in, so that a record that exists is valid.
class Record {
 public:
  explicit Record(const RecordType& type) : type_(&type), values_(type.fields().size()) {}

  const RecordType& type() const { return *type_; }
  const Value& at(int index) const { return values_[static_cast<size_t>(index)]; }
  Value& at(int index) { return values_[static_cast<size_t>(index)]; }
  // The value of a field by name; a blank value where the type has no such field.
  const Value& Get(std::string_view field_name) const;
  // Sets a field of the type by name; the field must exist.
  void Set(std::string_view field_name, Value value);

  bool operator==(const Record& other) const { return type_ == other.type_ && values_ == other.values_; }

 private:
  const RecordType* type_;
  std::vector<Value> values_;
};

}  // namespace clearbudget::facts
