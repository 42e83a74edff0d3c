#pragma once

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "common/facts/record.h"
#include "services/submission/ports/budget_store.h"
#include "services/submission/ports/content_codec.h"

namespace clearbudget::submission {

// The most lines that a draft may have.
inline constexpr int64_t kMostLines = 200'000;

// Lines as they are stored, in order of their keys. Errors: INVALID_ARGUMENT with a violation for every line
// whose key stands twice; `path` is the path of the list in the request.
absl::StatusOr<std::vector<StoredLine>> EncodeLines(const ContentCodec& codec, const facts::RecordList& lines,
                                                    const std::string& path);

}  // namespace clearbudget::submission
