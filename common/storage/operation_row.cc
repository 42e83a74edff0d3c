#include "common/storage/operation_row.h"

#include "common/storage/actor_row.h"

namespace clearbudget::storage {

trail::OperationRecord ReadOperationRecord(const Statement& statement) {
  trail::OperationRecord record;
  record.region = statement.Text(0);
  record.aggregate = statement.Text(1);
  record.change_number = statement.Int64(2);
  ReadActor(statement, 3, record);
  record.method = statement.Text(10);
  record.resource = statement.Text(11);
  record.request_id = statement.Text(12);
  record.request_hash = statement.Blob(13);
  record.answer_type = statement.Text(14);
  record.answer_hash = statement.Blob(15);
  record.legal_date = statement.OptionalText(16);
  record.system_time = statement.Int64(17);
  record.effect = statement.Text(18);
  record.previous_hash = statement.Blob(19);
  record.row_hash = statement.Blob(20);
  return record;
}

Operation ReadOperation(const Statement& statement) {
  Operation operation;
  static_cast<trail::OperationRecord&>(operation) = ReadOperationRecord(statement);
  operation.answer = statement.Blob(kOperationRecordColumnCount);
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
      .BindBlob(16, operation.answer_hash)
      .BindOptionalText(17, operation.legal_date)
      .BindInt64(18, operation.system_time)
      .BindText(19, operation.effect)
      .BindBlob(20, operation.previous_hash)
      .BindBlob(21, operation.row_hash)
      .BindBlob(22, operation.answer);
}

}  // namespace clearbudget::storage
