#include "common/facts/disclosable.h"

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

}  // namespace clearbudget::facts
