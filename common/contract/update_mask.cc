#include "common/contract/update_mask.h"

#include <algorithm>

#include "google/protobuf/descriptor.h"
#include "google/protobuf/field_mask.pb.h"
#include "google/protobuf/message.h"

namespace clearbudget::contract {
namespace {

const FieldSchema* MaskField(const MessageSchema& request) {
  const auto found = std::find_if(request.fields.begin(), request.fields.end(), [](const FieldSchema& field) {
    return field.form == Form::kFieldMask && !field.repeated;
  });
  return found == request.fields.end() ? nullptr : &*found;
}

const FieldSchema* FieldNamed(const MessageSchema& schema, std::string_view name) {
  const auto found = std::find_if(schema.fields.begin(), schema.fields.end(),
                                  [&](const FieldSchema& field) { return field.descriptor->name() == name; });
  return found == schema.fields.end() ? nullptr : &*found;
}

}  // namespace

UpdateMask UpdateMaskOf(const google::protobuf::Message& message, const FieldSchema& field) {
  const google::protobuf::Message& held = message.GetReflection()->GetMessage(message, field.descriptor);
  google::protobuf::FieldMask mask;
  mask.CopyFrom(held);
  return {.given = true, .paths = {mask.paths().begin(), mask.paths().end()}};
}

const FieldSchema* MaskTarget(const MessageSchema& request) {
  if (MaskField(request) == nullptr) return nullptr;
  const auto found = std::find_if(request.fields.begin(), request.fields.end(), [](const FieldSchema& field) {
    return field.form == Form::kMessage && !field.repeated;
  });
  return found == request.fields.end() ? nullptr : &*found;
}

UpdateMask MaskBeside(const google::protobuf::Message& request, const MessageSchema& schema,
                      const FieldSchema& field) {
  if (MaskTarget(schema) != &field) return {};
  const FieldSchema& mask = *MaskField(schema);
  if (!request.GetReflection()->HasField(request, mask.descriptor)) return {};
  return UpdateMaskOf(request, mask);
}

bool IsUpdatable(const MessageSchema& resource, std::string_view path) {
  const MessageSchema* schema = &resource;
  while (schema != nullptr) {
    const size_t dot = path.find('.');
    const FieldSchema* field = FieldNamed(*schema, path.substr(0, dot));
    if (field == nullptr || field->output_only) return false;
    if (dot == std::string_view::npos) return true;
    path.remove_prefix(dot + 1);
    schema = field->repeated ? nullptr : field->message;
  }
  return false;
}

bool MaskCover::Covers(const facts::Path& path) const {
  std::string within;
  for (size_t i = base_steps_; i < path.steps().size(); ++i) {
    if (!within.empty()) within += '.';
    within += path.steps()[i].field;
  }
  return std::any_of(masked_.begin(), masked_.end(), [&](const std::string& masked) {
    return within.starts_with(masked) && (within.size() == masked.size() || within[masked.size()] == '.');
  });
}

}  // namespace clearbudget::contract
