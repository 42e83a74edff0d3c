#include "common/pack/pack_digest.h"

#include <fmt/format.h>
#include <google/protobuf/descriptor.h>
#include <google/protobuf/message.h>

#include <algorithm>
#include <vector>

#include "common/digest/digest.h"
#include "common/facts/json_text.h"

namespace clearbudget::pack {
namespace {

namespace pb = google::protobuf;

void AppendMessage(const pb::Message& message, std::string& out);

void AppendValue(const pb::Message& message, const pb::FieldDescriptor* field, int index, std::string& out) {
  const pb::Reflection& reflection = *message.GetReflection();
  const bool list = field->is_repeated();
  switch (field->cpp_type()) {
    case pb::FieldDescriptor::CPPTYPE_BOOL:
      out += (list ? reflection.GetRepeatedBool(message, field, index) : reflection.GetBool(message, field))
                 ? "true"
                 : "false";
      return;
    case pb::FieldDescriptor::CPPTYPE_INT32:
      out += fmt::format("{}", list ? reflection.GetRepeatedInt32(message, field, index)
                                    : reflection.GetInt32(message, field));
      return;
    case pb::FieldDescriptor::CPPTYPE_ENUM:
      facts::AppendJsonString(
          (list ? reflection.GetRepeatedEnum(message, field, index) : reflection.GetEnum(message, field))
              ->name(),
          out);
      return;
    case pb::FieldDescriptor::CPPTYPE_MESSAGE:
      AppendMessage(
          list ? reflection.GetRepeatedMessage(message, field, index) : reflection.GetMessage(message, field),
          out);
      return;
    default:  // The pack's contract has no other types than these and texts.
      facts::AppendJsonString(
          list ? reflection.GetRepeatedString(message, field, index) : reflection.GetString(message, field),
          out);
  }
}

void AppendField(const pb::Message& message, const pb::FieldDescriptor* field, std::string& out) {
  facts::AppendJsonString(field->name(), out);
  out += ':';
  if (!field->is_repeated()) return AppendValue(message, field, 0, out);
  out += '[';
  for (int i = 0; i < message.GetReflection()->FieldSize(message, field); ++i) {
    if (i > 0) out += ',';
    AppendValue(message, field, i, out);
  }
  out += ']';
}

void AppendMessage(const pb::Message& message, std::string& out) {
  std::vector<const pb::FieldDescriptor*> fields;
  message.GetReflection()->ListFields(message, &fields);
  std::sort(fields.begin(), fields.end(), [](const auto* a, const auto* b) { return a->name() < b->name(); });
  out += '{';
  for (const pb::FieldDescriptor* field : fields) {
    if (out.back() != '{') out += ',';
    AppendField(message, field, out);
  }
  out += '}';
}

}  // namespace

std::string CanonicalPackJson(const v1::Pack& pack) {
  std::string out;
  AppendMessage(pack, out);
  return out;
}

std::string PackDigest(const v1::Pack& pack) {
  return "cb1:sha256:" + digest::Sha256Hex(CanonicalPackJson(pack));
}

}  // namespace clearbudget::pack
