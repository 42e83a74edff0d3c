#include "common/contract/catalogue_builder.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <unordered_map>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "common/contract/message_schema.h"
#include "google/protobuf/descriptor.h"

namespace clearbudget::contract {
namespace {

using facts::Kind;
using google::protobuf::Descriptor;

Kind KindOf(const FieldSchema& field) {
  switch (field.form) {
    case Form::kBool:
      return Kind::kBool;
    case Form::kInteger:
      return Kind::kInteger;
    case Form::kSymbol:
      return Kind::kSymbol;
    case Form::kAmount:
      return Kind::kAmount;
    case Form::kNumber:
      return Kind::kNumber;
    case Form::kCode:
      return Kind::kCode;
    case Form::kDate:
      return Kind::kDate;
    case Form::kMessage:
      return field.repeated ? Kind::kRecordList : Kind::kRecord;
    default:
      return Kind::kText;
  }
}

bool CanBeAFact(const FieldSchema& field) {
  if (field.form == Form::kOpaque || field.form == Form::kFieldMask) return false;
  return !field.repeated || field.form == Form::kMessage;
}

class Builder {
 public:
  explicit Builder(facts::Catalogue& catalogue) : catalogue_(catalogue) {}

  const facts::RecordType* Add(const MessageSchema& schema) {
    const auto known = types_.find(&schema);
    if (known != types_.end()) return known->second;
    mistakes_.insert(mistakes_.end(), schema.contradictions.begin(), schema.contradictions.end());
    const std::string name = RecordTypeName(*schema.descriptor);
    if (catalogue_.Find(name) != nullptr) {
      mistakes_.push_back(
          fmt::format("{}: another message is called {} too", schema.descriptor->full_name(), name));
    }
    facts::RecordType* type = catalogue_.Add(name);
    types_.emplace(&schema, type);
    for (const FieldSchema& field : schema.fields) AddField(*type, field);
    return type;
  }

  const std::vector<std::string>& mistakes() const { return mistakes_; }

 private:
  void AddField(facts::RecordType& type, const FieldSchema& field) {
    if (!CanBeAFact(field)) {
      mistakes_.push_back(fmt::format("{}: such a field cannot be a fact", field.descriptor->full_name()));
      return;
    }
    const facts::RecordType* record = field.message == nullptr ? nullptr : Add(*field.message);
    const absl::Status added = type.AddField({.name = field.descriptor->name(),
                                              .json_name = field.descriptor->json_name(),
                                              .kind = KindOf(field),
                                              .record = record,
                                              .unit = field.unit,
                                              .classification = field.classification,
                                              .label = field.label,
                                              .key = field.key,
                                              .internal = field.internal,
                                              .digested = field.form != Form::kInstant});
    if (!added.ok()) mistakes_.push_back(std::string(added.message()));
  }

  facts::Catalogue& catalogue_;
  std::unordered_map<const MessageSchema*, facts::RecordType*> types_;
  std::vector<std::string> mistakes_;
};

}  // namespace

std::string RecordTypeName(const Descriptor& message) {
  const std::string& package = message.file()->package();
  return message.full_name().substr(package.empty() ? 0 : package.size() + 1);
}

absl::StatusOr<std::unique_ptr<const facts::Catalogue>> BuildCatalogue(const Descriptor& root) {
  auto catalogue = std::make_unique<facts::Catalogue>();
  Builder builder(*catalogue);
  catalogue->SetRoot(builder.Add(SchemaOf(root)));
  if (!builder.mistakes().empty()) {
    return absl::FailedPreconditionError(fmt::format("{}", fmt::join(builder.mistakes(), "\n")));
  }
  return catalogue;
}

}  // namespace clearbudget::contract
