#include "services/disclosure/conversion/report_record.h"

#include <fmt/format.h>

#include <memory>
#include <mutex>
#include <string>
#include <unordered_map>
#include <utility>

#include "absl/status/status.h"
#include "google/protobuf/descriptor.h"
#include "google/protobuf/message.h"

namespace clearbudget::disclosure {
namespace {

namespace pb = google::protobuf;

std::optional<facts::Kind> KindOf(const pb::FieldDescriptor& field) {
  switch (field.cpp_type()) {
    case pb::FieldDescriptor::CPPTYPE_MESSAGE:
      return field.is_repeated() ? facts::Kind::kRecordList : facts::Kind::kRecord;
    case pb::FieldDescriptor::CPPTYPE_STRING:
      return facts::Kind::kText;
    case pb::FieldDescriptor::CPPTYPE_INT32:
    case pb::FieldDescriptor::CPPTYPE_INT64:
      return facts::Kind::kInteger;
    case pb::FieldDescriptor::CPPTYPE_BOOL:
      return facts::Kind::kBool;
    case pb::FieldDescriptor::CPPTYPE_ENUM:
      return facts::Kind::kSymbol;
    default:
      return std::nullopt;
  }
}

// Adds the type of a message and of all that it holds, unless it is there.
absl::Status AddType(const pb::Descriptor& message, facts::Catalogue& catalogue) {
  if (catalogue.Find(message.name()) != nullptr) return absl::OkStatus();
  facts::RecordType* type = catalogue.Add(message.name());
  for (int i = 0; i < message.field_count(); ++i) {
    const pb::FieldDescriptor& source = *message.field(i);
    const std::optional<facts::Kind> kind = KindOf(source);
    const bool list_of_others =
        source.is_repeated() && kind != facts::Kind::kRecordList && kind != facts::Kind::kText;
    if (!kind.has_value() || list_of_others) {
      return absl::FailedPreconditionError(fmt::format("{} cannot be a fact", source.full_name()));
    }
    facts::Field field;
    field.name = source.name();
    field.json_name = source.json_name();
    field.kind = *kind;
    if (source.message_type() != nullptr) {
      const absl::Status added = AddType(*source.message_type(), catalogue);
      if (!added.ok()) return added;
      field.record = catalogue.Find(source.message_type()->name());
    }
    const absl::Status added = type->AddField(std::move(field));
    if (!added.ok()) return added;
  }
  return absl::OkStatus();
}

facts::Value TextOrBlank(std::string text) {
  return text.empty() ? facts::Value() : facts::Value(std::move(text));
}

facts::Record RecordOf(const pb::Message& message, const facts::RecordType& type);

facts::Value ListOf(const pb::Message& message, const pb::FieldDescriptor& field, const facts::Field& fact) {
  const pb::Reflection& reflection = *message.GetReflection();
  facts::RecordList records;
  std::string joined;
  for (int i = 0; i < reflection.FieldSize(message, &field); ++i) {
    if (fact.kind == facts::Kind::kRecordList) {
      records.push_back(RecordOf(reflection.GetRepeatedMessage(message, &field, i), *fact.record));
    } else {
      joined += (i == 0 ? "" : "、") + reflection.GetRepeatedString(message, &field, i);
    }
  }
  if (fact.kind == facts::Kind::kRecordList) return facts::Value(std::move(records));
  return TextOrBlank(std::move(joined));
}

facts::Value ValueOf(const pb::Message& message, const pb::FieldDescriptor& field, const facts::Field& fact) {
  const pb::Reflection& reflection = *message.GetReflection();
  if (field.is_repeated()) return ListOf(message, field, fact);
  if (field.has_presence() && !reflection.HasField(message, &field)) return facts::Value();
  switch (fact.kind) {
    case facts::Kind::kRecord:
      return facts::Value(RecordOf(reflection.GetMessage(message, &field), *fact.record));
    case facts::Kind::kBool:
      return facts::Value(reflection.GetBool(message, &field));
    case facts::Kind::kInteger:
      return facts::Value(field.cpp_type() == pb::FieldDescriptor::CPPTYPE_INT32
                              ? static_cast<int64_t>(reflection.GetInt32(message, &field))
                              : static_cast<int64_t>(reflection.GetInt64(message, &field)));
    case facts::Kind::kSymbol: {
      const int number = reflection.GetEnumValue(message, &field);
      const pb::EnumValueDescriptor* value = field.enum_type()->FindValueByNumber(number);
      return number == 0 || value == nullptr ? facts::Value() : facts::Value(value->name());
    }
    default:
      return TextOrBlank(reflection.GetString(message, &field));
  }
}

facts::Record RecordOf(const pb::Message& message, const facts::RecordType& type) {
  facts::Record record(type);
  const pb::Descriptor& descriptor = *message.GetDescriptor();
  for (int i = 0; i < descriptor.field_count(); ++i) {
    record.at(i) = ValueOf(message, *descriptor.field(i), type.fields()[static_cast<size_t>(i)]);
  }
  return record;
}

}  // namespace

absl::StatusOr<const facts::Catalogue*> ReportCatalogue(const pb::Descriptor& message) {
  // Kept for the process, as descriptors are.
  static std::mutex* const mutex = new std::mutex;
  static auto* const catalogues =
      new std::unordered_map<const pb::Descriptor*, std::unique_ptr<facts::Catalogue>>;
  const std::lock_guard<std::mutex> lock(*mutex);
  std::unique_ptr<facts::Catalogue>& catalogue = (*catalogues)[&message];
  if (catalogue == nullptr) {
    auto made = std::make_unique<facts::Catalogue>();
    const absl::Status added = AddType(message, *made);
    if (!added.ok()) return added;
    made->SetRoot(made->Find(message.name()));
    catalogue = std::move(made);
  }
  return catalogue.get();
}

facts::Record ReportRecord(const pb::Message& message, const facts::Catalogue& catalogue) {
  return RecordOf(message, *catalogue.root());
}

}  // namespace clearbudget::disclosure
