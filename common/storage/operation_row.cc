#include "common/storage/operation_row.h"

#include "common/storage/actor_row.h"

namespace clearbudget::storage {

Operation ReadOperation(const Statement& statement) {
  Operation operation;
  operation.region = statement.Text(0);
  operation.aggregate = statement.Text(1);
  operation.change_number = statement.Int64(2);
  ReadActor(statement, 3, operation);
  operation.method = statement.Text(10);
  operation.resource = statement.Text(11);
  operation.request_id = statement.Text(12);
  operation.request_hash = statement.Blob(13);
  operation.answer_type = statement.Text(14);
  operation.answer = statement.Blob(15);
  operation.answer_hash = statement.Blob(16);
  operation.legal_date = statement.OptionalText(17);
  operation.system_time = statement.Int64(18);
  operation.effect = statement.Text(19);
  operation.previous_hash = statement.Blob(20);
  operation.row_hash = statement.Blob(21);
  return operation;
}

void BindOperation(Statement& statement, const Operation& operation) {
  statement.BindText(1, operation.region)
      .BindText(2, operation.aggregate)
      .BindInt64(3, operation.change_number);
  BindActor(statement, 4, operation);
  statement.BindText(11, operation.method)
      .BindText(12, operation.resource)
      .BindText(13, operation.request_id)
      .BindBlob(14, operation.request_hash)
      .BindText(15, operation.answer_type)
      .BindBlob(16, operation.answer)
      .BindBlob(17, operation.answer_hash)
      .BindOptionalText(18, operation.legal_date)
      .BindInt64(19, operation.system_time)
      .BindText(20, operation.effect)
      .BindBlob(21, operation.previous_hash)
      .BindBlob(22, operation.row_hash);
}

}  // namespace clearbudget::storage
