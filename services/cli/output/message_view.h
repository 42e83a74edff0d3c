// Any message of the contract as tables that people read: what is stated, under the labels of the contract.
#pragma once

#include <string>

#include "google/protobuf/descriptor.h"
#include "google/protobuf/generated_enum_reflection.h"
#include "services/cli/output/console.h"

namespace google::protobuf {
class Message;
}

namespace clearbudget::type::v1 {
class LocalizedText;
}

namespace clearbudget::cli {

// Single values first, then what is nested, each under its heading; lists of flat messages as tables.
void ShowMessage(const google::protobuf::Message& message, Console& console);

// The label of a field: its Chinese name from the contract, its name in the contract, or both.
std::string LabelOf(const google::protobuf::FieldDescriptor& field, Language language);

// The value of an enumeration without the enumeration's name: "draft" for BUDGET_STATE_DRAFT.
std::string SymbolText(const google::protobuf::EnumValueDescriptor& value);
template <typename Enum>
std::string SymbolText(Enum value) {
  return SymbolText(*google::protobuf::GetEnumDescriptor<Enum>()->FindValueByNumber(value));
}

std::string TextOf(const type::v1::LocalizedText& text, Language language);

}  // namespace clearbudget::cli
