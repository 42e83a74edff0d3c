// Table `operations` in SQL: its definition, its columns and the reading of a row.
#pragma once

#include <string_view>

#include "common/storage/operation_log.h"
#include "common/storage/statement.h"

namespace clearbudget::storage {

// The columns in the order that ReadOperation and BindOperation use, for SELECT and INSERT.
inline constexpr std::string_view kOperationColumns =
    "region, aggregate, change_number, caller, person, agency, roles, delegator, delegation, client_address, "
    "method, resource, request_id, request_hash, answer_type, answer, answer_hash, legal_date, system_time, "
    "effect, previous_hash, row_hash";
inline constexpr int kOperationColumnCount = 22;

// Reads the columns 0 .. kOperationColumnCount - 1 of the current row.
Operation ReadOperation(const Statement& statement);

// Binds the parameters 1 .. kOperationColumnCount.
void BindOperation(Statement& statement, const Operation& operation);

}  // namespace clearbudget::storage
