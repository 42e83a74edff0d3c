// Table `operations` in SQL: its definition, its columns and the reading of a row.
#pragma once

#include <string>
#include <string_view>

#include "common/storage/operation_log.h"
#include "common/storage/statement.h"

namespace clearbudget::storage {

// The columns of a record in the order that ReadOperationRecord uses, and behind them the answer, as
// ReadOperation and BindOperation have them; for SELECT and INSERT.
inline constexpr std::string_view kOperationRecordColumns =
    "region, aggregate, change_number, caller, person, agency, roles, delegator, delegation, client_address, "
    "method, resource, request_id, request_hash, answer_type, answer_hash, legal_date, system_time, effect, "
    "previous_hash, row_hash";
inline constexpr int kOperationRecordColumnCount = 21;
inline const std::string kOperationColumns = std::string(kOperationRecordColumns) + ", answer";
inline constexpr int kOperationColumnCount = kOperationRecordColumnCount + 1;

// Reads the columns 0 .. kOperationRecordColumnCount - 1 of the current row.
trail::OperationRecord ReadOperationRecord(const Statement& statement);

// Reads the columns 0 .. kOperationColumnCount - 1 of the current row.
Operation ReadOperation(const Statement& statement);

// Binds the parameters 1 .. kOperationColumnCount.
void BindOperation(Statement& statement, const Operation& operation);

}  // namespace clearbudget::storage
