#include "common/facts/difference.h"

#include <fmt/format.h>

#include <map>

#include "common/facts/canonical_json.h"
#include "common/facts/path.h"

namespace clearbudget::facts {
namespace {

struct ByKey {
  bool operator()(const Record* left, const Record* right) const { return CompareKeys(*left, *right) < 0; }
};

std::string KeyText(const Record& element) {
  std::string text;
  for (const int index : element.type().key_fields()) {
    if (element.at(index).blank()) continue;
    if (!text.empty()) text += ", ";
    text += fmt::format("{}={}", element.type().fields()[static_cast<size_t>(index)].name,
                        element.at(index).ToText());
  }
  return text;
}

class Comparison {
 public:
  void CompareRecords(const Record& before, const Record& after) {
    int index = 0;
    for (const Field& field : before.type().fields()) {
      const Value& old_value = before.at(index);
      const Value& new_value = after.at(index++);
      if (old_value.blank() && new_value.blank()) continue;
      const PathScope scope(path_, field.name);
      if (field.kind == Kind::kRecordList) {
        CompareLists(field, ListOf(old_value), ListOf(new_value));
      } else if (field.kind == Kind::kRecord) {
        const Record nothing(*field.record);
        CompareRecords(old_value.AsRecord() == nullptr ? nothing : *old_value.AsRecord(),
                       new_value.AsRecord() == nullptr ? nothing : *new_value.AsRecord());
      } else if (old_value != new_value) {
        Add(KindOf(old_value, new_value), field, old_value.ToText(), new_value.ToText());
      }
    }
  }

  std::vector<Change> TakeChanges() { return std::move(changes_); }

 private:
  static const RecordList& ListOf(const Value& value) {
    static const RecordList kNone;
    return value.AsList() == nullptr ? kNone : *value.AsList();
  }

  static ChangeKind KindOf(const Value& before, const Value& after) {
    if (before.blank()) return ChangeKind::kAdded;
    return after.blank() ? ChangeKind::kRemoved : ChangeKind::kChanged;
  }

  void Add(ChangeKind kind, const Field& field, std::string before, std::string after) {
    changes_.push_back({.kind = kind,
                        .path = path_.ToText(),
                        .element = element_,
                        .before = std::move(before),
                        .after = std::move(after),
                        .field = &field});
  }

  void CompareLists(const Field& field, const RecordList& before, const RecordList& after) {
    const std::string outer = element_;
    if (field.record->key_fields().empty()) {
      CompareByPosition(field, before, after);
    } else {
      CompareByKey(field, before, after);
    }
    element_ = outer;
  }

  void CompareByPosition(const Field& field, const RecordList& before, const RecordList& after) {
    for (size_t i = 0; i < after.size(); ++i) {
      CompareElement(field, i, i < before.size() ? &before[i] : nullptr, &after[i]);
    }
    for (size_t i = after.size(); i < before.size(); ++i) CompareElement(field, i, &before[i], nullptr);
  }

  void CompareByKey(const Field& field, const RecordList& before, const RecordList& after) {
    std::map<const Record*, size_t, ByKey> unmatched;
    for (size_t i = 0; i < before.size(); ++i) unmatched.emplace(&before[i], i);
    for (size_t i = 0; i < after.size(); ++i) {
      const auto match = unmatched.find(&after[i]);
      CompareElement(field, i, match == unmatched.end() ? nullptr : match->first, &after[i]);
      if (match != unmatched.end()) unmatched.erase(match);
    }
    for (const auto& [element, index] : unmatched) CompareElement(field, index, element, nullptr);
  }

  void CompareElement(const Field& field, size_t index, const Record* before, const Record* after) {
    path_.SetIndex(index);
    element_ = KeyText(after == nullptr ? *before : *after);
    if (before != nullptr && after != nullptr) return CompareRecords(*before, *after);
    if (after != nullptr) return Add(ChangeKind::kAdded, field, "", CanonicalJson(*after));
    Add(ChangeKind::kRemoved, field, CanonicalJson(*before), "");
  }

  Path path_;
  std::string element_;
  std::vector<Change> changes_;
};

}  // namespace

std::string_view ChangeKindName(ChangeKind kind) {
  switch (kind) {
    case ChangeKind::kAdded:
      return "added";
    case ChangeKind::kRemoved:
      return "removed";
    case ChangeKind::kChanged:
      return "changed";
  }
  return "unknown";
}

std::vector<Change> Difference(const Record& before, const Record& after) {
  Comparison comparison;
  comparison.CompareRecords(before, after);
  return comparison.TakeChanges();
}

}  // namespace clearbudget::facts
