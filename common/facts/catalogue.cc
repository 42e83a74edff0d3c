#include "common/facts/catalogue.h"

#include <fmt/format.h>

#include <utility>

#include "absl/status/status.h"

namespace clearbudget::facts {

std::string_view KindName(Kind kind) {
  switch (kind) {
    case Kind::kBool:
      return "bool";
    case Kind::kInteger:
      return "integer";
    case Kind::kAmount:
      return "amount";
    case Kind::kNumber:
      return "number";
    case Kind::kText:
      return "text";
    case Kind::kCode:
      return "code";
    case Kind::kDate:
      return "date";
    case Kind::kSymbol:
      return "symbol";
    case Kind::kRecord:
      return "record";
    case Kind::kRecordList:
      return "list";
  }
  return "unknown";
}

int RecordType::IndexOf(std::string_view field_name) const {
  const auto found = index_.find(std::string(field_name));
  return found == index_.end() ? -1 : found->second;
}

const Field* RecordType::Find(std::string_view field_name) const {
  const int index = IndexOf(field_name);
  return index < 0 ? nullptr : &fields_[static_cast<size_t>(index)];
}

absl::Status RecordType::AddField(Field field) {
  const int index = static_cast<int>(fields_.size());
  if (!index_.emplace(field.name, index).second) {
    return absl::AlreadyExistsError(fmt::format("{} has a field {} already", name_, field.name));
  }
  if (field.key) key_fields_.push_back(index);
  fields_.push_back(std::move(field));
  return absl::OkStatus();
}

RecordType* Catalogue::Add(std::string name) {
  RecordType& type = types_.emplace_back(std::move(name));
  by_name_.emplace(type.name(), &type);
  return &type;
}

const RecordType* Catalogue::Find(std::string_view name) const {
  const auto found = by_name_.find(std::string(name));
  return found == by_name_.end() ? nullptr : found->second;
}

}  // namespace clearbudget::facts
