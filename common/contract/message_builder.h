// Builds a message from the events of a document.
#pragma once

#include <string>
#include <vector>

#include "common/contract/document_errors.h"
#include "common/contract/message_schema.h"
#include "common/contract/notation.h"
#include "common/facts/path.h"

namespace google::protobuf {
class Message;
}

namespace clearbudget::contract {

// Hears the place of every value that belongs to the contract.
class PlaceObserver {
 public:
  virtual ~PlaceObserver() = default;
  virtual void At(const facts::Path& path, const Location& location) = 0;
};

// Members are named as in the contract or in its JSON form. Wrong parts are told and left out; the rest is
// built on. Paths are those of the contract, in snake_case.
class MessageBuilder final : public NotationHandler {
 public:
  // `observer` may be nullptr.
  MessageBuilder(google::protobuf::Message& message, DocumentErrors& errors, PlaceObserver* observer)
      : root_(message), errors_(errors), observer_(observer) {}

  // True where the document could not be read to its end.
  bool broken() const { return broken_; }

  void BeginObject(const Location& location) override;
  void Key(std::string_view name, const Location& location) override;
  void EndObject() override;
  void BeginList(const Location& location) override;
  void EndList() override;
  void Value(const Scalar& scalar, const Location& location) override;
  void Malformed(const NotationFault& fault, const Location& location) override;
  void Broken(const NotationFault& fault, const Location& location) override;

 private:
  // An object that is being read.
  struct Frame {
    google::protobuf::Message* message;
    const MessageSchema* schema;
    std::vector<bool> seen;              // By the index of the field.
    const FieldSchema* field = nullptr;  // Whose value comes next; nullptr for one that is passed over.
    bool in_list = false;
    size_t elements = 0;
  };

  bool Skipping() const { return skipped_depth_ > 0; }
  // The frame whose field receives the next value; nullptr where the value is passed over.
  Frame* Receiver(const Location& location);
  // What follows the value of a single field: its path ends.
  void FieldDone();
  void Skip();
  void Complain(errors::Reason reason, std::string_view given, std::string chinese, std::string english,
                const Location& location);
  bool IsSecondOfOneof(const Frame& frame, const FieldSchema& field) const;

  google::protobuf::Message& root_;
  DocumentErrors& errors_;
  PlaceObserver* observer_;
  facts::Path path_;
  std::vector<Frame> frames_;
  size_t skipped_depth_ = 0;
  bool broken_ = false;
};

}  // namespace clearbudget::contract
