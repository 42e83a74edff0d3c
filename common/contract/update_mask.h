// Update masks: which fields of a resource a request changes.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "common/contract/message_schema.h"
#include "common/facts/path.h"

namespace google::protobuf {
class Message;
}

namespace clearbudget::contract {

// The paths are field names parted by dots, such as content.three_public.
struct UpdateMask {
  bool given = false;
  std::vector<std::string> paths = {};
};

// The mask that a field of the message holds. The field is a mask.
UpdateMask UpdateMaskOf(const google::protobuf::Message& message, const FieldSchema& field);

// The field that the mask of a request speaks of: the first single message beside it. nullptr where the
// request has no mask or no such field.
const FieldSchema* MaskTarget(const MessageSchema& request);

// The mask of the request where `field` is its target; else one that is not given.
UpdateMask MaskBeside(const google::protobuf::Message& request, const MessageSchema& schema,
                      const FieldSchema& field);

// True where the path leads through single messages to a field that is not set by the server only.
bool IsUpdatable(const MessageSchema& resource, std::string_view path);

// A mask at its place in a request.
class MaskCover {
 public:
  // `base` is the path of the resource within the request.
  MaskCover(std::vector<std::string> masked, const facts::Path& base)
      : masked_(std::move(masked)), base_steps_(base.steps().size()) {}

  // True where the mask names the field at `path`, or something that holds it.
  bool Covers(const facts::Path& path) const;

 private:
  std::vector<std::string> masked_;
  size_t base_steps_;
};

}  // namespace clearbudget::contract
