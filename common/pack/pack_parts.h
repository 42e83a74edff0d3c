// The parts of a pack that have ids, whatever their kind.
#pragma once

#include <functional>
#include <string>

#include "clearbudget/pack/v1/pack.pb.h"

namespace google::protobuf {
class FieldDescriptor;
}

namespace clearbudget::pack {

struct Part {
  const google::protobuf::FieldDescriptor* field = nullptr;  // The repeated field of Pack that holds it.
  int index = 0;
  std::string kind;  // The field's name, such as "rules".
  std::string id;    // Its id, name, key or rule_id; whichever its message has.
};

void ForEachPart(const clearbudget::pack::v1::Pack& pack, const std::function<void(const Part&)>& visit);

}  // namespace clearbudget::pack
