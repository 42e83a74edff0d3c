// Single values of a document into fields of a message.
#pragma once

#include <optional>
#include <string>

#include "common/contract/message_schema.h"
#include "common/contract/notation.h"
#include "common/errors/violation.h"

namespace google::protobuf {
class Message;
}

namespace clearbudget::contract {

// Sets the field, or adds an element where it is a list. Strict where the notations are lenient:
//   - text, codes, dates, names: quoted, or plain in YAML, character by character, so that 010 stays 010;
//   - amounts and numbers: text, or a number as it is written; the reader of messages refuses 1e6 and 12.345;
//   - integers: digits without leading zeros, fraction or exponent; quoted only where they have 64 bits;
//   - booleans: true and false only; enumerations: by the name of a value only;
//   - null is refused: what is not stated is left out.
// Returns the violation, without its path, where the value does not fit.
std::optional<errors::Violation> WriteScalar(const Scalar& scalar, const FieldSchema& field,
                                             google::protobuf::Message& message);

}  // namespace clearbudget::contract
