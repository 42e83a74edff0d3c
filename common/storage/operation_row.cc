#include "common/storage/operation_row.h"

namespace clearbudget::storage {

Operation ReadOperation(const Statement& statement) {
  Operation operation;
  operation.region = statement.Text(0);
  operation.aggregate = statement.Text(1);
  operation.change_number = statement.Int64(2);
  operation.caller = statement.Text(3);
  operation.person = statement.Text(4);
  operation.method = statement.Text(5);
  operation.request_id = statement.Text(6);
  operation.request_hash = statement.Blob(7);
  operation.answer_type = statement.Text(8);
  operation.answer = statement.Blob(9);
  operation.legal_date = statement.OptionalText(10);
  operation.system_time = statement.Int64(11);
  operation.previous_hash = statement.Blob(12);
  operation.row_hash = statement.Blob(13);
  return operation;
}

void BindOperation(Statement& statement, const Operation& operation) {
  statement.BindText(1, operation.region)
      .BindText(2, operation.aggregate)
      .BindInt64(3, operation.change_number)
      .BindText(4, operation.caller)
      .BindText(5, operation.person)
      .BindText(6, operation.method)
      .BindText(7, operation.request_id)
      .BindBlob(8, operation.request_hash)
      .BindText(9, operation.answer_type)
      .BindBlob(10, operation.answer)
      .BindOptionalText(11, operation.legal_date)
      .BindInt64(12, operation.system_time)
      .BindBlob(13, operation.previous_hash)
      .BindBlob(14, operation.row_hash);
}

}  // namespace clearbudget::storage
