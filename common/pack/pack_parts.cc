#include "common/pack/pack_parts.h"

#include <google/protobuf/descriptor.h>
#include <google/protobuf/message.h>

namespace clearbudget::pack {
namespace {

namespace pb = google::protobuf;

std::string IdOf(const pb::Message& part) {
  for (const char* name : {"id", "name", "key", "rule_id"}) {
    const pb::FieldDescriptor* field = part.GetDescriptor()->FindFieldByName(name);
    if (field != nullptr) return part.GetReflection()->GetString(part, field);
  }
  return "";
}

}  // namespace

void ForEachPart(const v1::Pack& pack, const std::function<void(const Part&)>& visit) {
  const pb::Descriptor& type = *pack.GetDescriptor();
  const pb::Reflection& reflection = *pack.GetReflection();
  for (int i = 0; i < type.field_count(); ++i) {
    const pb::FieldDescriptor* field = type.field(i);
    if (!field->is_repeated()) continue;
    for (int index = 0; index < reflection.FieldSize(pack, field); ++index) {
      visit({.field = field,
             .index = index,
             .kind = field->name(),
             .id = IdOf(reflection.GetRepeatedMessage(pack, field, index))});
    }
  }
}

}  // namespace clearbudget::pack
