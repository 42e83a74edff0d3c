#include "services/submission/use_cases/draft_lines.h"

#include <fmt/format.h>

#include <algorithm>
#include <unordered_map>

#include "common/errors/error.h"
#include "services/submission/domain/line_key.h"

namespace clearbudget::submission {

absl::StatusOr<std::vector<StoredLine>> EncodeLines(const ContentCodec& codec, const facts::RecordList& lines,
                                                    const std::string& path) {
  std::vector<StoredLine> stored;
  stored.reserve(lines.size());
  std::unordered_map<std::string, size_t> first_place;
  std::vector<errors::Violation> violations;
  for (size_t i = 0; i < lines.size(); ++i) {
    std::string key = LineKeyOf(lines[i]);
    const auto [place, is_new] = first_place.emplace(key, i);
    if (!is_new) {
      violations.push_back({.path = fmt::format("{}[{}]", path, i),
                            .given = key,
                            .reason = errors::Reason::kDuplicateKey,
                            .expected_zh = fmt::format("与 {}[{}] 不同的维度组合", path, place->second),
                            .expected_en = fmt::format("other dimensions than {}[{}]", path, place->second)});
      continue;
    }
    stored.push_back({.key = std::move(key), .bytes = codec.EncodeLine(lines[i])});
  }
  if (!violations.empty()) return errors::BadRequest(std::move(violations));
  std::sort(stored.begin(), stored.end(),
            [](const StoredLine& a, const StoredLine& b) { return a.key < b.key; });
  return stored;
}

}  // namespace clearbudget::submission
