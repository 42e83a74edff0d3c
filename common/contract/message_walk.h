// One walk over a message that checks it and, where asked, builds its record.
#pragma once

#include <string>

#include "common/contract/message_schema.h"
#include "common/contract/update_mask.h"
#include "common/contract/value_reader.h"
#include "common/contract/violation_list.h"
#include "common/facts/path.h"
#include "common/facts/record.h"

namespace google::protobuf {
class Message;
}

namespace clearbudget::contract {

class MessageWalk {
 public:
  // `place` is where the message stands in the request; it is changed on the way and put back.
  MessageWalk(facts::Path& place, ViolationList& violations)
      : path_(place), violations_(violations), values_(place, violations) {}

  // Checks the message and fills `record` where it is not nullptr. The record's type was built from the
  // schema.
  void Visit(const google::protobuf::Message& message, const MessageSchema& schema, facts::Record* record);

 private:
  // What the fields of one message are visited with.
  struct Frame {
    const google::protobuf::Message& message;
    const MessageSchema& schema;
    facts::Record* record;
    bool key_only;
    std::string* key;  // Receives the values of the key fields; nullptr where nobody asks.
  };

  void VisitFields(const Frame& frame);
  void VisitField(const Frame& frame, const FieldSchema& field, int index);
  void VisitScalar(const Frame& frame, const FieldSchema& field, int index);
  void VisitScalarList(const Frame& frame, const FieldSchema& field);
  void VisitMessage(const Frame& frame, const FieldSchema& field, int index);
  void VisitMessageList(const Frame& frame, const FieldSchema& field, int index);
  void VisitMask(const Frame& frame, const FieldSchema& field);
  void RefuseUnknownFields(const google::protobuf::Message& message);
  bool ListFits(const FieldSchema& field, int size);
  // Whether the update mask of the request, if there is one, names the field.
  bool Covered(const FieldSchema& field);
  void RequireStated(const Frame& frame, const FieldSchema& field, bool stated);

  facts::Path& path_;
  ViolationList& violations_;
  ValueReader values_;
  const MaskCover* cover_ = nullptr;
};

}  // namespace clearbudget::contract
