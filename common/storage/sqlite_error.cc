#include "common/storage/sqlite_error.h"

#include <fmt/format.h>
#include <sqlite3.h>

#include <string>

#include "common/errors/error.h"

namespace clearbudget::storage {
namespace {

absl::StatusCode CodeOf(int extended) {
  if (extended == SQLITE_CONSTRAINT_UNIQUE || extended == SQLITE_CONSTRAINT_PRIMARYKEY) {
    return absl::StatusCode::kAlreadyExists;
  }
  switch (extended & 0xff) {
    case SQLITE_CONSTRAINT:
    case SQLITE_READONLY:
    case SQLITE_PERM:
      return absl::StatusCode::kFailedPrecondition;
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
    case SQLITE_IOERR:
    case SQLITE_CANTOPEN:
    case SQLITE_PROTOCOL:
      return absl::StatusCode::kUnavailable;
    case SQLITE_FULL:
    case SQLITE_NOMEM:
    case SQLITE_TOOBIG:
      return absl::StatusCode::kResourceExhausted;
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
      return absl::StatusCode::kDataLoss;
    case SQLITE_INTERRUPT:
      return absl::StatusCode::kCancelled;
    default:
      return absl::StatusCode::kInternal;
  }
}

}  // namespace

absl::Status LastError(sqlite3* connection, std::string_view action) {
  // SQLite reports a connection that could not even be allocated as a null handle.
  const int extended = connection == nullptr ? SQLITE_NOMEM : sqlite3_extended_errcode(connection);
  const char* message = connection == nullptr ? "out of memory" : sqlite3_errmsg(connection);
  const absl::Status status(CodeOf(extended), fmt::format("{}: {} (SQLite {})", action, message, extended));
  return status.code() == absl::StatusCode::kUnavailable
             ? errors::WithReason(status, errors::Reason::kStoreUnavailable)
             : status;
}

}  // namespace clearbudget::storage
