#include "common/contract/json_writer.h"

#include "google/protobuf/message.h"
#include "google/protobuf/util/json_util.h"

namespace clearbudget::contract {

std::string WriteJson(const google::protobuf::Message& message, const JsonOptions& options) {
  google::protobuf::util::JsonPrintOptions print;
  print.add_whitespace = options.pretty;
  print.preserve_proto_field_names = options.contract_names;
  std::string text;
  // Printing fails only for Any messages of unknown types, which the contract does not have.
  const auto status = google::protobuf::util::MessageToJsonString(message, &text, print);
  return status.ok() ? text : std::string();
}

}  // namespace clearbudget::contract
