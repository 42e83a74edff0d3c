#include "common/contract/message_walk.h"

#include <fmt/format.h>

#include <unordered_map>
#include <utility>

#include "common/contract/reader.h"
#include "common/contract/update_mask.h"
#include "google/protobuf/descriptor.h"
#include "google/protobuf/message.h"
#include "google/protobuf/unknown_field_set.h"

namespace clearbudget::contract {
namespace {

using errors::Reason;
using facts::Value;
using google::protobuf::Message;

// Keys are compared as texts of their values; a blank part differs from every text.
void AppendToKey(std::string& key, const Value& value) {
  const std::string text = value.ToText();
  if (value.blank()) {
    key += "-;";
  } else {
    key += fmt::format("{}:{};", text.size(), text);
  }
}

}  // namespace

void MessageWalk::Visit(const Message& message, const MessageSchema& schema, facts::Record* record) {
  VisitFields({.message = message, .schema = schema, .record = record, .key_only = false, .key = nullptr});
}

void MessageWalk::VisitFields(const Frame& frame) {
  if (path_.steps().size() > kDeepestNesting) {
    violations_.Add({.path = path_.ToText(),
                     .given = "",
                     .reason = Reason::kNotAllowed,
                     .expected_zh = fmt::format("嵌套不超过 {} 层", kDeepestNesting),
                     .expected_en = fmt::format("at most {} levels", kDeepestNesting)});
    return;
  }
  RefuseUnknownFields(frame.message);
  int index = 0;
  for (const FieldSchema& field : frame.schema.fields) VisitField(frame, field, index++);
}

void MessageWalk::VisitField(const Frame& frame, const FieldSchema& field, int index) {
  if (field.form == Form::kMessage) {
    field.repeated ? VisitMessageList(frame, field, index) : VisitMessage(frame, field, index);
  } else if (field.form == Form::kFieldMask) {
    VisitMask(frame, field);
  } else if (field.form == Form::kOpaque) {
    const auto& reflection = *frame.message.GetReflection();
    RequireStated(frame, field,
                  field.repeated ? reflection.FieldSize(frame.message, field.descriptor) > 0
                                 : reflection.HasField(frame.message, field.descriptor));
  } else if (field.repeated) {
    VisitScalarList(frame, field);
  } else {
    VisitScalar(frame, field, index);
  }
}

void MessageWalk::VisitScalar(const Frame& frame, const FieldSchema& field, int index) {
  std::optional<Value> value = values_.Read(frame.message, field);
  if (value) RequireStated(frame, field, !value->blank());
  if (frame.key != nullptr && field.key) {
    // A part of a key that is wrong or missing is told as such; it makes no duplicate.
    const bool usable = value && !(value->blank() && field.required);
    if (usable) {
      AppendToKey(*frame.key, *value);
    } else {
      *frame.key += path_.ToText();
    }
  }
  if (value && frame.record != nullptr) frame.record->at(index) = *std::move(value);
}

void MessageWalk::VisitScalarList(const Frame& frame, const FieldSchema& field) {
  const auto& reflection = *frame.message.GetReflection();
  const int size = reflection.FieldSize(frame.message, field.descriptor);
  RequireStated(frame, field, size > 0);
  if (!ListFits(field, size)) return;
  for (int i = 0; i < size; ++i) values_.ReadElement(frame.message, field, i);
}

void MessageWalk::VisitMessage(const Frame& frame, const FieldSchema& field, int index) {
  const auto& reflection = *frame.message.GetReflection();
  const bool stated = reflection.HasField(frame.message, field.descriptor);
  RequireStated(frame, field, stated);
  if (!stated) return;
  const MaskCover* outer_cover = cover_;
  const UpdateMask mask = MaskBeside(frame.message, frame.schema, field);
  const facts::PathScope scope(path_, field.descriptor->name());
  const MaskCover cover(mask.paths, path_);
  if (mask.given) cover_ = &cover;

  facts::Record* record = nullptr;
  if (frame.record != nullptr) {
    const facts::Field& fact = frame.record->type().fields()[static_cast<size_t>(index)];
    frame.record->at(index) = Value(facts::Record(*fact.record));
    record = frame.record->at(index).AsRecord();
  }
  VisitFields({.message = reflection.GetMessage(frame.message, field.descriptor),
               .schema = *field.message,
               .record = record,
               .key_only = frame.key_only || field.key_only,
               .key = nullptr});
  cover_ = outer_cover;
  // A record that states nothing is no fact of its own.
  if (record != nullptr && frame.record->at(index).blank()) frame.record->at(index) = Value();
}

void MessageWalk::VisitMessageList(const Frame& frame, const FieldSchema& field, int index) {
  const auto& reflection = *frame.message.GetReflection();
  const int size = reflection.FieldSize(frame.message, field.descriptor);
  RequireStated(frame, field, size > 0);
  if (size == 0 || !ListFits(field, size)) return;
  facts::RecordList* records = nullptr;
  const facts::RecordType* type = nullptr;
  if (frame.record != nullptr) {
    type = frame.record->type().fields()[static_cast<size_t>(index)].record;
    frame.record->at(index) = Value(facts::RecordList(static_cast<size_t>(size), facts::Record(*type)));
    records = frame.record->at(index).AsList();
  }
  std::unordered_map<std::string, int> first_with_key;
  const facts::PathScope scope(path_, field.descriptor->name());
  for (int i = 0; i < size; ++i) {
    path_.SetIndex(static_cast<size_t>(i));
    std::string key;
    VisitFields({.message = reflection.GetRepeatedMessage(frame.message, field.descriptor, i),
                 .schema = *field.message,
                 .record = records == nullptr ? nullptr : &(*records)[static_cast<size_t>(i)],
                 .key_only = frame.key_only,
                 .key = &key});
    if (!field.message->keyed) continue;
    const auto [first, is_new] = first_with_key.emplace(std::move(key), i);
    if (is_new) continue;
    violations_.Add(
        {.path = path_.ToText(),
         .given = "",
         .reason = Reason::kDuplicateKey,
         .expected_zh = fmt::format("与 {}[{}] 不同的键", field.descriptor->name(), first->second),
         .expected_en =
             fmt::format("another key than that of {}[{}]", field.descriptor->name(), first->second)});
  }
}

void MessageWalk::VisitMask(const Frame& frame, const FieldSchema& field) {
  const bool stated = frame.message.GetReflection()->HasField(frame.message, field.descriptor);
  const UpdateMask mask = stated ? UpdateMaskOf(frame.message, field) : UpdateMask{};
  RequireStated(frame, field, !mask.paths.empty());
  const FieldSchema* target = MaskTarget(frame.schema);
  if (target == nullptr) return;
  for (const std::string& masked : mask.paths) {
    if (IsUpdatable(*target->message, masked)) continue;
    values_.Complain(
        field, Reason::kFieldMaskMalformed, masked,
        fmt::format("{} 中可修改字段的路径，如 content.three_public", target->message->descriptor->name()),
        fmt::format("the path of a field of {} that may be changed, such as content.three_public",
                    target->message->descriptor->name()));
  }
}

void MessageWalk::RefuseUnknownFields(const Message& message) {
  const auto& unknown = message.GetReflection()->GetUnknownFields(message);
  for (int i = 0; i < unknown.field_count(); ++i) {
    violations_.Add({.path = path_.ToText(),
                     .given = fmt::format("#{}", unknown.field(i).number()),
                     .reason = Reason::kUnknownField,
                     .expected_zh = fmt::format("{} 的字段", message.GetDescriptor()->name()),
                     .expected_en = fmt::format("a field of {}", message.GetDescriptor()->name())});
  }
}

bool MessageWalk::ListFits(const FieldSchema& field, int size) {
  if (static_cast<size_t>(size) <= field.max_items) return true;
  values_.Complain(field, Reason::kTooManyItems, std::to_string(size),
                   fmt::format("至多 {} 项", field.max_items),
                   fmt::format("at most {} elements", field.max_items));
  return false;
}

bool MessageWalk::Covered(const FieldSchema& field) {
  if (cover_ == nullptr) return true;
  const facts::PathScope scope(path_, field.descriptor->name());
  return cover_->Covers(path_);
}

void MessageWalk::RequireStated(const Frame& frame, const FieldSchema& field, bool stated) {
  if (stated && field.output_only && Covered(field)) {
    values_.Complain(field, Reason::kOutputOnly, "", "不填（由服务器填写）", "nothing: the server sets it");
  }
  if (stated || !field.required || (frame.key_only && !field.key)) return;
  // The name tells what is changed, so that no mask takes it away.
  const bool is_name = field.form == Form::kResourceName && field.descriptor->name() == "name";
  if (!is_name && !Covered(field)) return;
  values_.Complain(field, Reason::kRequired, "", kRequiredChinese, kRequiredEnglish);
}

}  // namespace clearbudget::contract
