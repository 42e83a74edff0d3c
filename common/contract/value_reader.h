// Single values of a message as facts, with every check that the contract asks of a value.
#pragma once

#include <optional>
#include <string_view>

#include "common/contract/message_schema.h"
#include "common/contract/violation_list.h"
#include "common/facts/path.h"
#include "common/facts/record.h"

namespace google::protobuf {
class Message;
}

namespace clearbudget::contract {

// What is said of a value that is required and not there.
inline constexpr std::string_view kRequiredChinese = "有值";
inline constexpr std::string_view kRequiredEnglish = "a value";

class ValueReader {
 public:
  // `path` is the place of the message whose fields are read; it is changed and put back.
  ValueReader(facts::Path& path, ViolationList& violations) : path_(path), violations_(violations) {}

  // The value of a singular field; blank where it is not stated. Nothing where it is wrong: then a violation
  // was added. The field is neither a message nor a list.
  std::optional<facts::Value> Read(const google::protobuf::Message& message, const FieldSchema& field);

  // The same for one element of a list of single values.
  std::optional<facts::Value> ReadElement(const google::protobuf::Message& message, const FieldSchema& field,
                                          int index);

  void Complain(const FieldSchema& field, errors::Reason reason, std::string_view given,
                std::string_view chinese, std::string_view english);

 private:
  std::optional<facts::Value> ReadText(const FieldSchema& field, std::string_view text);
  std::optional<facts::Value> ReadInteger(const FieldSchema& field, int64_t value);
  std::optional<facts::Value> ReadSymbol(const FieldSchema& field, int number);
  std::optional<facts::Value> ReadAmount(const FieldSchema& field, std::string_view text);
  std::optional<facts::Value> ReadNumber(const FieldSchema& field, std::string_view text);
  std::optional<facts::Value> ReadProse(const FieldSchema& field, std::string_view text);
  bool WithinBounds(const FieldSchema& field, const money::Decimal& value, std::string_view given);

  facts::Path& path_;
  ViolationList& violations_;
  std::optional<size_t> element_;  // Of the list that is being read.
};

}  // namespace clearbudget::contract
