// What the options of the contract say of a message and its fields, read once and kept for the process.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "common/money/decimal.h"

namespace google::protobuf {
class Descriptor;
class FieldDescriptor;
}  // namespace google::protobuf

namespace clearbudget::contract {

// What a field holds, from its protobuf type and its FactType together.
enum class Form {
  kBool,
  kInteger,
  kSymbol,
  kText,
  kAmount,
  kNumber,
  kCode,
  kDate,
  kResourceName,
  kInstant,
  kMessage,
  kFieldMask,
  kOpaque,  // Bytes, floating-point numbers and maps. Carried as they are; no fact.
};

struct MessageSchema;

struct FieldSchema {
  const google::protobuf::FieldDescriptor* descriptor = nullptr;
  Form form = Form::kText;
  bool repeated = false;
  bool required = false;
  bool key = false;
  bool internal = false;
  bool output_only = false;
  bool key_only = false;
  size_t max_characters = 0;
  size_t max_items = 0;
  std::optional<money::Decimal> minimum = std::nullopt;
  std::optional<money::Decimal> maximum = std::nullopt;
  std::string classification = {};
  std::string unit = {};
  std::string label = {};
  const MessageSchema* message = nullptr;  // Of a kMessage.
};

struct MessageSchema {
  const google::protobuf::Descriptor* descriptor = nullptr;
  std::vector<FieldSchema> fields = {};  // In the order of the contract.
  bool keyed = false;                    // Some field is a key.
  // Field options that contradict each other or the field's type, each with the field's full name.
  std::vector<std::string> contradictions = {};
};

// The schema of a message. It lives as long as the process.
const MessageSchema& SchemaOf(const google::protobuf::Descriptor& descriptor);

// Errors: FAILED_PRECONDITION that lists every contradiction in the message and all that it can hold.
absl::Status CheckSchema(const google::protobuf::Descriptor& descriptor);

// Texts of at least this many characters are paragraphs; a shorter limit marks a text of one line.
inline constexpr size_t kParagraphCharacters = 2000;

}  // namespace clearbudget::contract
