#pragma once

#include <deque>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "absl/status/statusor.h"

// The fact catalogue: which facts a content can state, with the type, unit and place of each. It is made once
// from the contracts (see common/contract), so that every field of a contract is a fact under its own name,
// and rules, table cells, sentences, digests and differences all speak of the same thing.
namespace clearbudget::facts {

enum class Kind {
  kBool,
  kInteger,     // A whole number, 64 bits.
  kAmount,      // Money, exact (money::Amount).
  kNumber,      // An exact decimal (money::Decimal): a quantity or a percentage.
  kText,        // Text for people.
  kCode,        // A code of a classification list.
  kDate,        // A calendar day.
  kSymbol,      // A value of a closed enumeration, as its protobuf value name.
  kRecord,      // One record of facts.
  kRecordList,  // An ordered list of records of one type.
};

std::string_view KindName(Kind kind);

class RecordType;

struct Field {
  std::string name = {};       // As in the contract, snake_case.
  std::string json_name = {};  // As in the JSON form of the contract, lowerCamelCase.
  Kind kind = Kind::kText;
  const RecordType* record = nullptr;  // The type of a kRecord or of the elements of a kRecordList.
  std::string unit = {};               // "元" for amounts; else as the contract says, or empty.
  std::string classification = {};     // The list of a kCode in the pack; empty for a free code.
  std::string label = {};              // The field's name in Chinese; empty where the contract gives none.
  bool key = false;                    // Identifies its record within a list.
  bool internal = false;               // Never leaves through the disclosable view.
  bool digested = true;                // Part of the canonical form; an instant of the system is not.
};

// The facts that one kind of record can state. Fields keep the order of the contract.
class RecordType {
 public:
  explicit RecordType(std::string name) : name_(std::move(name)) {}
  RecordType(const RecordType&) = delete;
  RecordType& operator=(const RecordType&) = delete;

  const std::string& name() const { return name_; }
  const std::vector<Field>& fields() const { return fields_; }
  // The index of a field, or -1.
  int IndexOf(std::string_view field_name) const;
  const Field* Find(std::string_view field_name) const;
  // Indices of the key fields, in order; empty where records of the type have no key.
  const std::vector<int>& key_fields() const { return key_fields_; }

  // Only while the catalogue is built. A second field of the same name is ALREADY_EXISTS.
  absl::Status AddField(Field field);

 private:
  std::string name_;
  std::vector<Field> fields_;
  std::vector<int> key_fields_;
  std::unordered_map<std::string, int> index_;
};

// Owns record types; their addresses stay valid as long as the catalogue lives.
class Catalogue {
 public:
  // Makes a new, empty type. The name must be new.
  RecordType* Add(std::string name);
  const RecordType* Find(std::string_view name) const;
  // The type of the root record of what the catalogue describes, such as BudgetContent; nullptr before
  // SetRoot.
  const RecordType* root() const { return root_; }
  void SetRoot(const RecordType* root) { root_ = root; }

 private:
  std::deque<RecordType> types_;
  std::unordered_map<std::string, RecordType*> by_name_;
  const RecordType* root_ = nullptr;
};

}  // namespace clearbudget::facts
