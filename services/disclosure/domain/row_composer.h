#pragma once

#include <string>
#include <vector>

#include "services/disclosure/domain/composition.h"
#include "services/disclosure/domain/document.h"
#include "services/disclosure/domain/outline.h"

namespace clearbudget::disclosure {

// Makes the rows of one table.
class RowComposer {
 public:
  // All must outlive the composer. `title` names the table in the list of missing places.
  RowComposer(const OutlineTable& table, std::string title, Composition& composition)
      : table_(table), title_(std::move(title)), composition_(composition) {}

  // The rows of groups that stand one below the other, from `first_column` of the table on.
  std::vector<Row> Compose(const std::vector<OutlineRows>& groups, const rules::Scope& scope,
                           int first_column);

 private:
  void ComposeGroup(const OutlineRows& group, const rules::Scope& scope, int first_column,
                    std::vector<Row>& rows);
  Row ComposeRow(const OutlineRows& group, const rules::Scope& scope, int first_column, size_t row_number);
  Cell ComposeCell(const OutlineCell& outline, const rules::ScopeType& type, const rules::Scope& scope,
                   const std::string& place);
  void FillFromValue(const OutlineCell& outline, const rules::ScopeType& type, const rules::Scope& scope,
                     const std::string& place, Cell& cell);
  void FillFromText(const OutlineCell& outline, const rules::Scope& scope, const std::string& place,
                    Cell& cell);

  const OutlineTable& table_;
  const std::string title_;
  Composition& composition_;
};

}  // namespace clearbudget::disclosure
