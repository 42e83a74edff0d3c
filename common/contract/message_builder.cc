#include "common/contract/message_builder.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "common/contract/scalar_writer.h"
#include "common/contract/violation_list.h"
#include "google/protobuf/descriptor.h"
#include "google/protobuf/message.h"

namespace clearbudget::contract {
namespace {

using errors::Reason;

std::string FieldNames(const MessageSchema& schema) {
  std::string names;
  for (const FieldSchema& field : schema.fields) {
    if (!names.empty()) names += ", ";
    names += field.descriptor->name();
  }
  return names;
}

}  // namespace

void MessageBuilder::Complain(Reason reason, std::string_view given, std::string chinese, std::string english,
                              const Location& location) {
  errors_.Add({.path = path_.ToText(),
               .given = std::string(given),
               .reason = reason,
               .expected_zh = std::move(chinese),
               .expected_en = std::move(english)},
              location);
}

MessageBuilder::Frame* MessageBuilder::Receiver(const Location& location) {
  Frame& frame = frames_.back();
  if (frame.field == nullptr) return nullptr;
  if (frame.in_list) path_.SetIndex(frame.elements++);
  if (observer_ != nullptr) observer_->At(path_, location);
  return &frame;
}

void MessageBuilder::FieldDone() {
  Frame& frame = frames_.back();
  if (frame.in_list) return;
  frame.field = nullptr;
  path_.Pop();
}

void MessageBuilder::Skip() {
  ++skipped_depth_;
}

void MessageBuilder::BeginObject(const Location& location) {
  if (Skipping()) return Skip();
  if (frames_.empty()) {
    const MessageSchema& schema = SchemaOf(*root_.GetDescriptor());
    frames_.push_back({&root_, &schema, std::vector<bool>(schema.fields.size())});
    return;
  }
  Frame* frame = Receiver(location);
  if (frame == nullptr) return Skip();
  const FieldSchema& field = *frame->field;
  if (field.form != Form::kMessage || field.repeated != frame->in_list) {
    const bool wants_list = field.repeated && !frame->in_list;
    Complain(Reason::kTypeMismatch, "{", wants_list ? "列表（[ … ]）" : "单个值",
             wants_list ? "a list" : "a single value", location);
    return Skip();
  }
  const auto& reflection = *frame->message->GetReflection();
  google::protobuf::Message* message = field.repeated
                                           ? reflection.AddMessage(frame->message, field.descriptor)
                                           : reflection.MutableMessage(frame->message, field.descriptor);
  frames_.push_back({message, field.message, std::vector<bool>(field.message->fields.size())});
}

void MessageBuilder::Key(std::string_view name, const Location& location) {
  if (Skipping()) return;
  Frame& frame = frames_.back();
  const auto& fields = frame.schema->fields;
  const auto found = std::find_if(fields.begin(), fields.end(), [&](const FieldSchema& field) {
    return field.descriptor->name() == name || field.descriptor->json_name() == name;
  });
  if (found == fields.end()) {
    path_.Push(Shown(name));
    const std::string names = FieldNames(*frame.schema);
    Complain(Reason::kUnknownField, name, fmt::format("以下字段之一：{}", names),
             fmt::format("one of these fields: {}", names), location);
    frame.field = nullptr;
    return;
  }
  path_.Push(found->descriptor->name());
  frame.field = &*found;
  const auto index = static_cast<size_t>(found - fields.begin());
  if (frame.seen[index] || IsSecondOfOneof(frame, *found)) {
    Complain(Reason::kDuplicateKey, name, "每个字段只出现一次", "each field once", location);
    frame.field = nullptr;
  }
  frame.seen[index] = true;
}

bool MessageBuilder::IsSecondOfOneof(const Frame& frame, const FieldSchema& field) const {
  const auto* oneof = field.descriptor->real_containing_oneof();
  return oneof != nullptr && frame.message->GetReflection()->HasOneof(*frame.message, oneof);
}

void MessageBuilder::EndObject() {
  if (Skipping()) {
    if (--skipped_depth_ == 0 && !frames_.empty()) FieldDone();
    return;
  }
  frames_.pop_back();
  if (!frames_.empty()) FieldDone();
}

void MessageBuilder::BeginList(const Location& location) {
  if (Skipping()) return Skip();
  if (frames_.empty()) {
    Complain(Reason::kTypeMismatch, "[", "一组字段（{ … }）", "an object with fields", location);
    return Skip();
  }
  Frame& frame = frames_.back();
  if (frame.field == nullptr) return Skip();
  if (!frame.field->repeated || frame.in_list) {
    Complain(Reason::kTypeMismatch, "[", "不是列表的值", "a value that is no list", location);
    // Within a list the index counts on, so that later paths are right.
    if (frame.in_list) ++frame.elements;
    return Skip();
  }
  if (observer_ != nullptr) observer_->At(path_, location);
  frame.in_list = true;
  frame.elements = 0;
}

void MessageBuilder::EndList() {
  if (Skipping()) {
    if (--skipped_depth_ == 0 && !frames_.empty()) FieldDone();
    return;
  }
  frames_.back().in_list = false;
  FieldDone();
}

void MessageBuilder::Value(const Scalar& scalar, const Location& location) {
  if (Skipping()) return;
  if (frames_.empty()) {
    return Complain(Reason::kTypeMismatch, scalar.text, "一组字段（{ … }）", "an object with fields",
                    location);
  }
  Frame* frame = Receiver(location);
  if (frame != nullptr) {
    const FieldSchema& field = *frame->field;
    if (field.repeated && !frame->in_list) {
      Complain(Reason::kTypeMismatch, scalar.text, "列表（[ … ]）", "a list", location);
    } else if (auto violation = WriteScalar(scalar, field, *frame->message)) {
      violation->path = path_.ToText();
      errors_.Add(*std::move(violation), location);
    }
  }
  FieldDone();
}

void MessageBuilder::Malformed(const NotationFault& fault, const Location& location) {
  if (Skipping()) return;
  if (!frames_.empty() && frames_.back().field != nullptr) Receiver(location);
  Complain(Reason::kSyntaxError, fault.given, std::string(fault.expected_zh), std::string(fault.expected_en),
           location);
  if (!frames_.empty()) FieldDone();
}

void MessageBuilder::Broken(const NotationFault& fault, const Location& location) {
  broken_ = true;
  Complain(Reason::kSyntaxError, fault.given, std::string(fault.expected_zh), std::string(fault.expected_en),
           location);
}

}  // namespace clearbudget::contract
