#include "common/facts/canonical_json.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <vector>

#include "common/facts/json_text.h"

namespace clearbudget::facts {
namespace {

// Greater integers are not exact in every reader of JSON.
constexpr int64_t kGreatestJsonInteger = int64_t{1} << 53;

void AppendRecord(const Record& record, std::string& out);

void AppendList(const RecordList& list, std::string& out) {
  std::vector<const Record*> sorted;
  sorted.reserve(list.size());
  for (const Record& record : list) sorted.push_back(&record);
  std::stable_sort(sorted.begin(), sorted.end(),
                   [](const Record* left, const Record* right) { return CompareKeys(*left, *right) < 0; });
  out += '[';
  for (const Record* record : sorted) {
    if (record != sorted.front()) out += ',';
    AppendRecord(*record, out);
  }
  out += ']';
}

void AppendValue(const Value& value, std::string& out) {
  if (const Record* record = value.AsRecord()) return AppendRecord(*record, out);
  if (const RecordList* list = value.AsList()) return AppendList(*list, out);
  const int64_t* integer = value.AsInteger();
  const bool bare = value.AsBool() != nullptr || (integer != nullptr && *integer <= kGreatestJsonInteger &&
                                                  *integer >= -kGreatestJsonInteger);
  if (bare) {
    out += value.ToText();
  } else {
    AppendJsonString(value.ToText(), out);
  }
}

void AppendRecord(const Record& record, std::string& out) {
  const std::vector<Field>& fields = record.type().fields();
  std::vector<int> stated;
  for (int index = 0; index < static_cast<int>(fields.size()); ++index) {
    if (fields[static_cast<size_t>(index)].digested && !record.at(index).blank()) stated.push_back(index);
  }
  // Names are ASCII, so that bytes are in the order of UTF-16 code units.
  std::sort(stated.begin(), stated.end(), [&](int left, int right) {
    return fields[static_cast<size_t>(left)].name < fields[static_cast<size_t>(right)].name;
  });
  out += '{';
  for (const int index : stated) {
    if (index != stated.front()) out += ',';
    AppendJsonString(fields[static_cast<size_t>(index)].name, out);
    out += ':';
    AppendValue(record.at(index), out);
  }
  out += '}';
}

}  // namespace

std::weak_ordering CompareKeys(const Record& left, const Record& right) {
  for (const int index : left.type().key_fields()) {
    const Value& a = left.at(index);
    const Value& b = right.at(index);
    if (a.blank() != b.blank()) return a.blank() ? std::weak_ordering::less : std::weak_ordering::greater;
    const int order = a.ToText().compare(b.ToText());
    if (order != 0) return order < 0 ? std::weak_ordering::less : std::weak_ordering::greater;
  }
  return std::weak_ordering::equivalent;
}

std::string CanonicalJson(const Record& record) {
  std::string out;
  AppendRecord(record, out);
  return out;
}

}  // namespace clearbudget::facts
