#include "services/cli/input/content_facts.h"

#include <utility>

#include "common/contract/catalogue_builder.h"
#include "common/contract/message_schema.h"
#include "common/contract/reader.h"
#include "common/contract/violation_list.h"
#include "common/contract/writer.h"
#include "google/protobuf/descriptor.h"
#include "google/protobuf/message.h"

namespace clearbudget::cli {

using google::protobuf::Message;

absl::StatusOr<ContentFacts> ContentFacts::Of(const Message& example) {
  auto catalogue = contract::BuildCatalogue(*example.GetDescriptor());
  if (!catalogue.ok()) return catalogue.status();
  return ContentFacts(*std::move(catalogue));
}

absl::StatusOr<facts::Record> ContentFacts::Read(const Message& message) const {
  contract::ViolationList violations;
  std::optional<facts::Record> record = contract::ReadRecord(message, *catalogue_, violations);
  if (!record) return violations.ToStatus();
  return *std::move(record);
}

absl::Status ContentFacts::Canonicalize(Message& message) const {
  const absl::StatusOr<facts::Record> record = Read(message);
  if (!record.ok()) return record.status();
  contract::WriteRecord(*record, message);
  return absl::OkStatus();
}

absl::StatusOr<std::vector<facts::Change>> ContentFacts::Compare(const Message& before,
                                                                 const Message& after) const {
  const absl::StatusOr<facts::Record> first = Read(before);
  if (!first.ok()) return first.status();
  const absl::StatusOr<facts::Record> second = Read(after);
  if (!second.ok()) return second.status();
  return facts::Difference(*first, *second);
}

void RemoveServerFields(Message& message) {
  for (const contract::FieldSchema& field : contract::SchemaOf(*message.GetDescriptor()).fields) {
    if (field.output_only || field.descriptor->name() == "etag") {
      message.GetReflection()->ClearField(&message, field.descriptor);
    }
  }
}

}  // namespace clearbudget::cli
