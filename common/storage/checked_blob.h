// Stored bytes with a checksum over them. The bytes are served as they were stored, never written anew.
#pragma once

#include <string>
#include <string_view>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "common/storage/statement.h"

namespace clearbudget::storage {

// SHA-256, 32 raw bytes.
std::string ChecksumOf(std::string_view bytes);

// `what` names the thing in the error: a resource name, never content.
// Errors: DATA_LOSS with CHECKSUM_MISMATCH.
absl::Status VerifyChecksum(std::string_view bytes, std::string_view checksum, std::string_view what);

// Binds the bytes and their checksum to two parameters.
Statement& BindCheckedBlob(Statement& statement, int bytes_parameter, int checksum_parameter,
                           std::string_view bytes);

// The bytes of the current row. Errors: as VerifyChecksum.
absl::StatusOr<std::string> CheckedBlob(const Statement& statement, int bytes_column, int checksum_column,
                                        std::string_view what);

}  // namespace clearbudget::storage
