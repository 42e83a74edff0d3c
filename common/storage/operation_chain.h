// The hash chain over an aggregate's operations.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "absl/status/statusor.h"
#include "common/storage/operation_log.h"

namespace clearbudget::storage {

// The bytes that row_hash is the SHA-256 of. Fields in this order: the text "clearbudget.operation.v1",
// region, aggregate, change_number, caller, person, method, request_id, request_hash, answer_type, SHA-256
// of the answer, legal_date, system_time, previous_hash. Each field is one byte 0 (absent; nothing follows)
// or one byte 1, then its length as 8 bytes big-endian, then its bytes: text in UTF-8, numbers in decimal
// ASCII, hashes as 32 raw bytes. The answer stands by its hash, so that the chain can still be verified when
// answers whose replay is no longer promised have been removed.
std::string CanonicalOperation(const Operation& operation);

// 32 zero bytes: what comes before an aggregate's first row.
std::string ChainStart();

struct ChainBreak {
  std::int64_t change_number = 0;  // of the first row that does not fit
  std::string explanation;
};

// Absent: every row fits. Rows removed from the end cannot be seen from here: who must know keeps the last
// row_hash elsewhere.
absl::StatusOr<std::optional<ChainBreak>> VerifyChain(SqliteDatabase& database, std::string_view region,
                                                      std::string_view aggregate);

}  // namespace clearbudget::storage
