#include "common/contract/message_schema.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <memory>
#include <mutex>
#include <set>
#include <unordered_map>

#include "clearbudget/type/v1/options.pb.h"
#include "common/money/amount.h"
#include "google/protobuf/descriptor.h"

namespace clearbudget::contract {
namespace {

using google::protobuf::Descriptor;
using google::protobuf::FieldDescriptor;
using type::v1::FieldRule;

constexpr int kMostCharactersByDefault = 2000;
constexpr int kMostItemsByDefault = 1000;
constexpr char kFieldMask[] = "google.protobuf.FieldMask";

Form FormOfText(type::v1::FactType type) {
  switch (type) {
    case type::v1::FACT_TYPE_AMOUNT:
      return Form::kAmount;
    case type::v1::FACT_TYPE_NUMBER:
      return Form::kNumber;
    case type::v1::FACT_TYPE_CODE:
      return Form::kCode;
    case type::v1::FACT_TYPE_DATE:
      return Form::kDate;
    case type::v1::FACT_TYPE_RESOURCE_NAME:
      return Form::kResourceName;
    case type::v1::FACT_TYPE_INSTANT:
      return Form::kInstant;
    default:
      return Form::kText;
  }
}

Form FormOf(const FieldDescriptor& field, type::v1::FactType type) {
  if (field.is_map()) return Form::kOpaque;
  switch (field.cpp_type()) {
    case FieldDescriptor::CPPTYPE_BOOL:
      return Form::kBool;
    case FieldDescriptor::CPPTYPE_INT32:
    case FieldDescriptor::CPPTYPE_INT64:
    case FieldDescriptor::CPPTYPE_UINT32:
      return Form::kInteger;
    case FieldDescriptor::CPPTYPE_ENUM:
      return Form::kSymbol;
    case FieldDescriptor::CPPTYPE_MESSAGE:
      return field.message_type()->full_name() == kFieldMask ? Form::kFieldMask : Form::kMessage;
    case FieldDescriptor::CPPTYPE_STRING:
      return field.type() == FieldDescriptor::TYPE_BYTES ? Form::kOpaque : FormOfText(type);
    default:
      return Form::kOpaque;
  }
}

bool HasBounds(Form form) {
  return form == Form::kInteger || form == Form::kAmount || form == Form::kNumber;
}

// Collects what is wrong with the options of one field.
class OptionReader {
 public:
  OptionReader(const FieldDescriptor& field, std::vector<std::string>& contradictions)
      : field_(field),
        rule_(field.options().GetExtension(type::v1::field)),
        contradictions_(contradictions) {}

  FieldSchema Read() {
    FieldSchema schema;
    schema.descriptor = &field_;
    schema.form = FormOf(field_, rule_.type());
    schema.repeated = field_.is_repeated();
    schema.required = rule_.required();
    schema.key = rule_.key();
    schema.internal = rule_.internal();
    schema.output_only = rule_.output_only();
    schema.key_only = rule_.key_only();
    schema.classification = rule_.classification();
    schema.unit = schema.form == Form::kAmount ? "元" : rule_.unit();
    schema.label = rule_.label();
    schema.max_characters = Limit(rule_.max_characters(), kMostCharactersByDefault, "max_characters");
    schema.max_items = Limit(rule_.max_items(), kMostItemsByDefault, "max_items");
    schema.minimum = Bound(rule_.minimum(), schema.form, "minimum");
    schema.maximum = Bound(rule_.maximum(), schema.form, "maximum");
    Compare(schema);
    return schema;
  }

 private:
  void Complain(std::string_view what) {
    contradictions_.push_back(fmt::format("{}: {}", field_.full_name(), what));
  }

  void Require(bool holds, std::string_view what) {
    if (!holds) Complain(what);
  }

  size_t Limit(int given, int by_default, std::string_view name) {
    Require(given >= 0, fmt::format("{} is negative", name));
    return static_cast<size_t>(given > 0 ? given : by_default);
  }

  std::optional<money::Decimal> Bound(const std::string& text, Form form, std::string_view name) {
    if (text.empty()) return std::nullopt;
    Require(HasBounds(form), fmt::format("{} is for integers, amounts and numbers", name));
    absl::StatusOr<money::Decimal> bound = money::Decimal::FromText(text);
    if (bound.ok()) return *bound;
    Complain(fmt::format("{} '{}' is not a number", name, text));
    return std::nullopt;
  }

  void Compare(const FieldSchema& schema) {
    const bool text = field_.type() == FieldDescriptor::TYPE_STRING;
    const bool scalar = schema.form != Form::kMessage && schema.form != Form::kFieldMask &&
                        schema.form != Form::kOpaque && !schema.repeated;
    Require(rule_.type() == type::v1::FACT_TYPE_UNSPECIFIED || text, "a type is for strings");
    Require(rule_.max_characters() == 0 || (text && schema.form == Form::kText),
            "max_characters is for text without a type of its own");
    Require(rule_.max_items() == 0 || schema.repeated, "max_items is for lists");
    Require(!schema.key || scalar, "a key is a single value");
    Require(!schema.key || !schema.internal, "a key cannot be internal: the disclosable view would lose it");
    Require(!schema.required || !schema.output_only, "nobody can be required to set an output_only field");
    Require(schema.classification.empty() || schema.form == Form::kCode, "a classification is for codes");
    Require(rule_.unit().empty() || schema.form == Form::kNumber || schema.form == Form::kInteger,
            "a unit is for numbers and integers");
    Require(!schema.key_only || (schema.form == Form::kMessage && !schema.repeated),
            "key_only is for a single message");
    Require(!schema.minimum || !schema.maximum || *schema.minimum <= *schema.maximum,
            "minimum is greater than maximum");
  }

  const FieldDescriptor& field_;
  const FieldRule& rule_;
  std::vector<std::string>& contradictions_;
};

// Schemas refer to each other and never go, so that readers need no lock once they hold one.
class Registry {
 public:
  const MessageSchema& Find(const Descriptor& descriptor) {
    const std::lock_guard lock(mutex_);
    return FindLocked(descriptor);
  }

 private:
  const MessageSchema& FindLocked(const Descriptor& descriptor) {
    const auto [place, is_new] = schemas_.try_emplace(&descriptor);
    if (!is_new) return *place->second;
    place->second = std::make_unique<MessageSchema>();
    MessageSchema& schema = *place->second;
    schema.descriptor = &descriptor;
    for (int i = 0; i < descriptor.field_count(); ++i) {
      FieldSchema field = OptionReader(*descriptor.field(i), schema.contradictions).Read();
      if (field.form == Form::kMessage) field.message = &FindLocked(*descriptor.field(i)->message_type());
      schema.keyed = schema.keyed || field.key;
      schema.fields.push_back(std::move(field));
    }
    return schema;
  }

  std::mutex mutex_;
  std::unordered_map<const Descriptor*, std::unique_ptr<MessageSchema>> schemas_;
};

void Collect(const MessageSchema& schema, std::set<const MessageSchema*>& seen,
             std::vector<std::string>& found) {
  if (!seen.insert(&schema).second) return;
  found.insert(found.end(), schema.contradictions.begin(), schema.contradictions.end());
  for (const FieldSchema& field : schema.fields) {
    if (field.message != nullptr) Collect(*field.message, seen, found);
  }
}

}  // namespace

const MessageSchema& SchemaOf(const Descriptor& descriptor) {
  static Registry registry;
  return registry.Find(descriptor);
}

absl::Status CheckSchema(const Descriptor& descriptor) {
  std::set<const MessageSchema*> seen;
  std::vector<std::string> found;
  Collect(SchemaOf(descriptor), seen, found);
  if (found.empty()) return absl::OkStatus();
  return absl::FailedPreconditionError(fmt::format("{}", fmt::join(found, "\n")));
}

}  // namespace clearbudget::contract
