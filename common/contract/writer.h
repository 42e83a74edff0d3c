// Facts as messages: the way back from a record to the message it was read from.
#pragma once

#include "common/facts/record.h"

namespace google::protobuf {
class Message;
}

namespace clearbudget::contract {

// Makes `message` say what the record states, and nothing else. The record's type was built from the message.
void WriteRecord(const facts::Record& record, google::protobuf::Message& message);

}  // namespace clearbudget::contract
