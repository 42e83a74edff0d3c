// Documents in JSON or YAML as messages: the strict way in for files that people write.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "common/contract/document_errors.h"

namespace google::protobuf {
class Message;
}

namespace clearbudget::contract {

enum class Notation { kJson, kYaml };

// The notation of a file by the end of its name: .yaml and .yml are YAML, all else is JSON.
Notation NotationOf(std::string_view file_name);

struct DocumentOptions {
  // A longer text is refused unread.
  size_t max_bytes = size_t{16} << 20U;
  // True: the message is checked as a request too (see CheckRequest), so that one list tells all that is
  // wrong.
  bool check = true;
};

// Reads the document into the message. Every error is told, with its path in the contract and its line and
// column; where a required field is missing, the place is that of the object it is missing from. After a
// fault of the notation nothing more can be understood, and it is the last error. With errors, the message is
// not to be used.
DocumentErrors ReadDocument(std::string_view text, Notation notation, google::protobuf::Message& message,
                            const DocumentOptions& options = {});

// Where the fields stand in a document that was read into a message of this type, in the order of their
// paths. A field that the document does not have stands where the nearest thing around it stands.
std::vector<Location> FindPlaces(std::string_view text, Notation notation,
                                 const google::protobuf::Message& message,
                                 const std::vector<std::string>& paths);

}  // namespace clearbudget::contract
