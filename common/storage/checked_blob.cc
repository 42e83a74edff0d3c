#include "common/storage/checked_blob.h"

#include <fmt/format.h>

#include "common/digest/digest.h"
#include "common/errors/error.h"

namespace clearbudget::storage {

std::string ChecksumOf(std::string_view bytes) {
  return digest::Sha256(bytes);
}

absl::Status VerifyChecksum(std::string_view bytes, std::string_view checksum, std::string_view what) {
  if (ChecksumOf(bytes) == checksum) return absl::OkStatus();
  return errors::WithReason(
      absl::DataLossError(fmt::format("{}: the {} stored bytes do not match their checksum {}", what,
                                      bytes.size(), digest::ToHex(checksum))),
      errors::Reason::kChecksumMismatch, {{"name", std::string(what)}});
}

Statement& BindCheckedBlob(Statement& statement, int bytes_parameter, int checksum_parameter,
                           std::string_view bytes) {
  return statement.BindBlob(bytes_parameter, bytes).BindBlob(checksum_parameter, ChecksumOf(bytes));
}

absl::StatusOr<std::string> CheckedBlob(const Statement& statement, int bytes_column, int checksum_column,
                                        std::string_view what) {
  std::string bytes = statement.Blob(bytes_column);
  absl::Status status = VerifyChecksum(bytes, statement.Blob(checksum_column), what);
  if (!status.ok()) return status;
  return bytes;
}

}  // namespace clearbudget::storage
