// Messages in the JSON form of the contract.
#pragma once

#include <string>

namespace google::protobuf {
class Message;
}

namespace clearbudget::contract {

struct JsonOptions {
  bool pretty = true;           // Indented, one member a line.
  bool contract_names = false;  // True: snake_case as in the contract; false: lowerCamelCase.
};

// What is not stated is left out. ReadDocument reads the text back to an equal message.
std::string WriteJson(const google::protobuf::Message& message, const JsonOptions& options = {});

}  // namespace clearbudget::contract
