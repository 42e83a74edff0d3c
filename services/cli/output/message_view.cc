#include "services/cli/output/message_view.h"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_replace.h"
#include "clearbudget/type/v1/localized_text.pb.h"
#include "common/contract/message_schema.h"
#include "google/protobuf/message.h"

namespace clearbudget::cli {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;
using type::v1::LocalizedText;

// A field on the way from a message to a value: the field, or a field of a flat message in it.
struct Cell {
  const FieldDescriptor* field;
  const FieldDescriptor* within = nullptr;

  bool operator==(const Cell&) const = default;
};

bool IsLocalized(const FieldDescriptor& field) {
  return field.message_type() == LocalizedText::descriptor();
}

bool IsMessage(const FieldDescriptor& field) {
  return field.cpp_type() == FieldDescriptor::CPPTYPE_MESSAGE && !IsLocalized(field);
}

// True where the message holds nothing but single values and lists of them.
bool IsFlat(const google::protobuf::Descriptor& message) {
  for (int i = 0; i < message.field_count(); ++i) {
    if (IsMessage(*message.field(i))) return false;
  }
  return true;
}

bool IsStated(const Message& message, const FieldDescriptor& field) {
  if (field.is_repeated()) return message.GetReflection()->FieldSize(message, &field) > 0;
  return message.GetReflection()->HasField(message, &field);
}

std::string BoolText(bool value, Language language) {
  return value ? In(language, {"是", "yes"}) : In(language, {"否", "no"});
}

// The value of a field; `index` is -1 for a single one.
std::string ScalarText(const Message& message, const FieldDescriptor& field, int index, Language language) {
  const auto& reflection = *message.GetReflection();
  const bool one = index < 0;
  std::string scratch;
  switch (field.cpp_type()) {
    case FieldDescriptor::CPPTYPE_STRING:
      if (field.type() == FieldDescriptor::TYPE_BYTES) return {};
      return one ? reflection.GetStringReference(message, &field, &scratch)
                 : reflection.GetRepeatedStringReference(message, &field, index, &scratch);
    case FieldDescriptor::CPPTYPE_INT32:
      return std::to_string(one ? reflection.GetInt32(message, &field)
                                : reflection.GetRepeatedInt32(message, &field, index));
    case FieldDescriptor::CPPTYPE_INT64:
      return std::to_string(one ? reflection.GetInt64(message, &field)
                                : reflection.GetRepeatedInt64(message, &field, index));
    case FieldDescriptor::CPPTYPE_BOOL:
      return BoolText(
          one ? reflection.GetBool(message, &field) : reflection.GetRepeatedBool(message, &field, index),
          language);
    case FieldDescriptor::CPPTYPE_ENUM:
      return SymbolText(one ? *reflection.GetEnum(message, &field)
                            : *reflection.GetRepeatedEnum(message, &field, index));
    case FieldDescriptor::CPPTYPE_MESSAGE:
      return TextOf(
          static_cast<const LocalizedText&>(one ? reflection.GetMessage(message, &field)
                                                : reflection.GetRepeatedMessage(message, &field, index)),
          language);
    default:
      return {};
  }
}

std::string FieldText(const Message& message, const FieldDescriptor& field, Language language) {
  if (!IsStated(message, field)) return {};
  if (!field.is_repeated()) return ScalarText(message, field, -1, language);
  std::vector<std::string> texts;
  for (int i = 0; i < message.GetReflection()->FieldSize(message, &field); ++i) {
    texts.push_back(ScalarText(message, field, i, language));
  }
  return absl::StrJoin(texts, "\n");
}

std::string CellText(const Message& message, const Cell& cell, Language language) {
  if (cell.within == nullptr) return FieldText(message, *cell.field, language);
  if (!IsStated(message, *cell.field)) return {};
  return FieldText(message.GetReflection()->GetMessage(message, cell.field), *cell.within, language);
}

std::string CellLabel(const Cell& cell, Language language) {
  const std::string label = LabelOf(*cell.field, language);
  return cell.within == nullptr ? label : fmt::format("{} · {}", label, LabelOf(*cell.within, language));
}

bool IsNumeric(const Cell& cell) {
  const FieldDescriptor& field = cell.within == nullptr ? *cell.field : *cell.within;
  const auto* schema_message = field.containing_type();
  const contract::FieldSchema& schema =
      contract::SchemaOf(*schema_message).fields[static_cast<size_t>(field.index())];
  return schema.form == contract::Form::kAmount || schema.form == contract::Form::kNumber ||
         schema.form == contract::Form::kInteger;
}

// The single values that a message states, those of flat messages in it included.
std::vector<Cell> StatedCells(const Message& message) {
  std::vector<Cell> cells;
  const auto& descriptor = *message.GetDescriptor();
  for (int i = 0; i < descriptor.field_count(); ++i) {
    const FieldDescriptor& field = *descriptor.field(i);
    if (!IsStated(message, field) || field.type() == FieldDescriptor::TYPE_BYTES) continue;
    if (!IsMessage(field)) {
      cells.push_back({&field});
    } else if (!field.is_repeated() && IsFlat(*field.message_type())) {
      const Message& inner = message.GetReflection()->GetMessage(message, &field);
      for (int j = 0; j < field.message_type()->field_count(); ++j) {
        if (IsStated(inner, *field.message_type()->field(j))) {
          cells.push_back({&field, field.message_type()->field(j)});
        }
      }
    }
  }
  return cells;
}

// True where single values say all that the message says.
bool FitsIntoRow(const Message& message) {
  const auto& descriptor = *message.GetDescriptor();
  for (int i = 0; i < descriptor.field_count(); ++i) {
    const FieldDescriptor& field = *descriptor.field(i);
    if (!IsMessage(field) || !IsStated(message, field)) continue;
    if (field.is_repeated() || !IsFlat(*field.message_type())) return false;
  }
  return true;
}

void ShowRows(const Message& message, const FieldDescriptor& list, Console& console) {
  const auto& reflection = *message.GetReflection();
  const int size = reflection.FieldSize(message, &list);
  std::vector<Cell> cells;
  for (int i = 0; i < size; ++i) {
    for (const Cell& cell : StatedCells(reflection.GetRepeatedMessage(message, &list, i))) {
      if (std::find(cells.begin(), cells.end(), cell) == cells.end()) cells.push_back(cell);
    }
  }
  std::sort(cells.begin(), cells.end(), [](const Cell& a, const Cell& b) {
    if (a.field != b.field) return a.field->index() < b.field->index();
    return a.within->index() < b.within->index();
  });
  std::vector<Column> columns;
  for (const Cell& cell : cells) columns.push_back({CellLabel(cell, console.language()), IsNumeric(cell)});
  Table table(std::move(columns));
  for (int i = 0; i < size; ++i) {
    std::vector<std::string> row;
    for (const Cell& cell : cells) {
      row.push_back(CellText(reflection.GetRepeatedMessage(message, &list, i), cell, console.language()));
    }
    table.AddRow(std::move(row));
  }
  console.Show(table);
}

void ShowUnder(const std::string& heading, const Message& message, Console& console);

void ShowList(const std::string& heading, const Message& message, const FieldDescriptor& list,
              Console& console) {
  const auto& reflection = *message.GetReflection();
  bool rows = true;
  for (int i = 0; i < reflection.FieldSize(message, &list); ++i) {
    rows = rows && FitsIntoRow(reflection.GetRepeatedMessage(message, &list, i));
  }
  if (rows) {
    console.Line("");
    console.Line(fmt::format("【{}】", heading));
    return ShowRows(message, list, console);
  }
  for (int i = 0; i < reflection.FieldSize(message, &list); ++i) {
    ShowUnder(fmt::format("{} {}", heading, i + 1), reflection.GetRepeatedMessage(message, &list, i),
              console);
  }
}

void ShowBody(const std::string& heading, const Message& message, Console& console) {
  Table values({{}, {}});
  for (const Cell& cell : StatedCells(message)) {
    values.AddRow({CellLabel(cell, console.language()), CellText(message, cell, console.language())});
  }
  console.Show(values);
  const auto& descriptor = *message.GetDescriptor();
  for (int i = 0; i < descriptor.field_count(); ++i) {
    const FieldDescriptor& field = *descriptor.field(i);
    if (!IsMessage(field) || !IsStated(message, field)) continue;
    const std::string label = LabelOf(field, console.language());
    const std::string path = heading.empty() ? label : fmt::format("{} › {}", heading, label);
    if (field.is_repeated()) {
      ShowList(path, message, field, console);
    } else if (!IsFlat(*field.message_type())) {
      ShowUnder(path, message.GetReflection()->GetMessage(message, &field), console);
    }
  }
}

void ShowUnder(const std::string& heading, const Message& message, Console& console) {
  console.Line("");
  console.Line(fmt::format("【{}】", heading));
  ShowBody(heading, message, console);
}

}  // namespace

void ShowMessage(const Message& message, Console& console) {
  ShowBody("", message, console);
}

std::string LabelOf(const FieldDescriptor& field, Language language) {
  const contract::FieldSchema& schema =
      contract::SchemaOf(*field.containing_type()).fields[static_cast<size_t>(field.index())];
  return In(language, {schema.label, field.name()});
}

std::string SymbolText(const google::protobuf::EnumValueDescriptor& value) {
  // The values of an enumeration begin with its name: BudgetState, BUDGET_STATE_DRAFT.
  std::string prefix;
  for (const char c : value.type()->name()) {
    if (absl::ascii_isupper(static_cast<unsigned char>(c)) && !prefix.empty()) prefix.push_back('_');
    prefix.push_back(absl::ascii_toupper(static_cast<unsigned char>(c)));
  }
  prefix.push_back('_');
  std::string_view name = value.name();
  if (name.starts_with(prefix)) name.remove_prefix(prefix.size());
  return absl::StrReplaceAll(absl::AsciiStrToLower({name.data(), name.size()}), {{"_", " "}});
}

std::string TextOf(const LocalizedText& text, Language language) {
  return In(language, {text.chinese(), text.english()}, "\n");
}

}  // namespace clearbudget::cli
