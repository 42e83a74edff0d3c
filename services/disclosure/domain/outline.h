// The outline of a statement as a pack writes it, compiled: every expression and template checked against the
// facts it speaks of. Immutable; any number of statements may be composed from it at once.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "common/classification/classification_list.h"
#include "common/rules/expression.h"
#include "common/rules/scope.h"
#include "common/rules/sentence.h"
#include "common/rules/template.h"
#include "services/disclosure/domain/document.h"
#include "services/disclosure/domain/numbering.h"

namespace clearbudget::disclosure {

// A condition; where there is none it always holds.
using Condition = std::optional<rules::Expression>;

// The unit that a table shows its amounts in.
enum class AmountUnit { kYuan, kTenThousandYuan };

// How a value is shown. kByType: amounts grouped, numbers exactly, dates as 2019年12月31日, bools as 是 and
// 否.
enum class ValueFormat { kByType, kAmount, kAmountPlain, kNumber, kPercent };

struct OutlineCell {
  std::optional<rules::Template> text;
  std::optional<rules::Expression> value;  // Goes before `text`.
  ValueFormat format = ValueFormat::kByType;
  std::string not_stated;
  int column_span = 1;
  int row_span = 1;
  bool header = false;
  bool merge_equal = false;
  std::optional<Alignment> alignment;  // Absent: as the column.
};

// Rows by code. The variables code, label and level are the last three of the rows' scope.
struct OutlineCodes {
  const classification::ClassificationList* list = nullptr;
  // The codes of the list in the order of the pack, which counts where codes have no order of their own.
  std::vector<std::string> listed;
  rules::ScopeType records;
  std::optional<rules::Expression> field;  // Always there in an outline that was compiled.
  Condition where;
  std::vector<int> levels;
  bool every_code = false;
};

struct OutlineRows {
  rules::ScopeType scope;
  Condition when;
  std::optional<OutlineCodes> codes;
  std::vector<OutlineCell> cells;
  bool total = false;
};

struct OutlinePanel {
  int column_count = 0;
  std::vector<OutlineRows> rows;
};

struct OutlineTable {
  std::string key;
  rules::ScopeType scope;
  std::optional<rules::Template> title;
  AmountUnit unit = AmountUnit::kYuan;
  std::vector<rules::Template> captions;
  std::vector<Column> columns;
  std::vector<OutlineRows> header;
  std::vector<OutlinePanel> panels;
  Condition when;
  Condition requirement;
  std::optional<rules::Template> insufficient_note;
  Condition empty_when;
  std::optional<rules::Template> empty_note;
  int empty_rows = 0;
  std::vector<rules::Template> notes;
};

struct OutlineBlock;

struct OutlineHeading {
  rules::Template text;
};
struct OutlineNote {
  rules::Template text;
};

struct OutlineBlock {
  rules::ScopeType scope;
  bool repeated = false;  // One block for each record of a list.
  Condition when;
  NumberingForm numbering;
  std::variant<rules::Sentence, OutlineHeading, OutlineNote, std::shared_ptr<const OutlineTable>,
               std::vector<OutlineBlock>>
      content;
};

struct OutlineSection {
  std::string id;
  rules::ScopeType scope;
  Condition when;
  NumberingForm numbering;
  std::optional<rules::Template> heading;
  std::vector<OutlineBlock> blocks;
  std::vector<OutlineSection> sections;
};

struct Outline {
  std::string id;
  std::optional<rules::Template> title;
  std::vector<OutlineBlock> opening;
  std::vector<OutlineSection> sections;
};

}  // namespace clearbudget::disclosure
