#include "common/contract/writer.h"

#include <cassert>

#include "google/protobuf/descriptor.h"
#include "google/protobuf/message.h"

namespace clearbudget::contract {
namespace {

using facts::Kind;
using facts::Value;
using google::protobuf::FieldDescriptor;
using google::protobuf::Message;
using google::protobuf::Reflection;

void WriteInteger(const Value& value, const FieldDescriptor& field, Message& message) {
  const Reflection& reflection = *message.GetReflection();
  const int64_t number = *value.AsInteger();
  switch (field.cpp_type()) {
    case FieldDescriptor::CPPTYPE_INT32:
      return reflection.SetInt32(&message, &field, static_cast<int32_t>(number));
    case FieldDescriptor::CPPTYPE_UINT32:
      return reflection.SetUInt32(&message, &field, static_cast<uint32_t>(number));
    default:
      return reflection.SetInt64(&message, &field, number);
  }
}

void WriteField(const Value& value, Kind kind, const FieldDescriptor& field, Message& message) {
  const Reflection& reflection = *message.GetReflection();
  switch (kind) {
    case Kind::kBool:
      return reflection.SetBool(&message, &field, *value.AsBool());
    case Kind::kInteger:
      return WriteInteger(value, field, message);
    case Kind::kSymbol:
      return reflection.SetEnum(&message, &field, field.enum_type()->FindValueByName(*value.AsText()));
    case Kind::kRecord:
      return WriteRecord(*value.AsRecord(), *reflection.MutableMessage(&message, &field));
    case Kind::kRecordList:
      for (const facts::Record& element : *value.AsList()) {
        WriteRecord(element, *reflection.AddMessage(&message, &field));
      }
      return;
    default:
      return reflection.SetString(&message, &field, value.ToText());
  }
}

}  // namespace

void WriteRecord(const facts::Record& record, Message& message) {
  message.Clear();
  int index = 0;
  for (const facts::Field& fact : record.type().fields()) {
    const Value& value = record.at(index++);
    if (value.blank()) continue;
    const FieldDescriptor* field = message.GetDescriptor()->FindFieldByName(fact.name);
    assert(field != nullptr);
    WriteField(value, fact.kind, *field, message);
  }
}

}  // namespace clearbudget::contract
