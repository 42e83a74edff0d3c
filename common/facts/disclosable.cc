#include "common/facts/disclosable.h"

#include <algorithm>

namespace clearbudget::facts {
namespace {

Value DisclosableValue(const Value& value) {
  if (const Record* record = value.AsRecord()) return Value(Disclosable(*record));
  if (const RecordList* list = value.AsList()) {
    RecordList copy;
    copy.reserve(list->size());
    for (const Record& element : *list) copy.push_back(Disclosable(element));
    return Value(std::move(copy));
  }
  return value;
}

}  // namespace

Record Disclosable(const Record& record) {
  Record copy(record.type());
  int index = 0;
  for (const Field& field : record.type().fields()) {
    if (!field.internal) copy.at(index) = DisclosableValue(record.at(index));
    ++index;
  }
  return copy;
}

bool IsDisclosable(const Record& record) {
  int index = 0;
  for (const Field& field : record.type().fields()) {
    const Value& value = record.at(index++);
    if (value.blank()) continue;
    if (field.internal) return false;
    const Record* part = value.AsRecord();
    if (part != nullptr && !IsDisclosable(*part)) return false;
    const RecordList* list = value.AsList();
    if (list != nullptr && !std::ranges::all_of(*list, IsDisclosable)) return false;
  }
  return true;
}

}  // namespace clearbudget::facts
