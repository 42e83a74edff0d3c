#include "common/trail_export/verify_text.h"

#include <cstdint>
#include <utility>

#include "common/trail_export/line_splitter.h"

namespace clearbudget::trail_export {

absl::StatusOr<Verdict> Verify(const NextBytes& next, TrustedKeys keys,
                               std::vector<OutsideCheckpoint> outside) {
  Verifier verifier(std::move(keys), std::move(outside));
  std::int64_t lines = 0;
  LineSplitter splitter([&](std::string_view line, std::int64_t number) {
    lines = number;
    return verifier.Take(line, number);
  });
  std::string_view bytes;
  while (true) {
    const absl::StatusOr<bool> more = next(bytes);
    if (!more.ok()) return more.status();
    if (!*more) break;
    if (absl::Status fed = splitter.Feed(bytes); !fed.ok()) return fed;
  }
  if (absl::Status finished = splitter.Finish(); !finished.ok()) return finished;
  return verifier.Finish(lines);
}

absl::StatusOr<Verdict> Verify(std::string_view text, TrustedKeys keys,
                               std::vector<OutsideCheckpoint> outside) {
  bool given = false;
  return Verify(
      [&](std::string_view& bytes) -> absl::StatusOr<bool> {
        bytes = text;
        return !std::exchange(given, true);
      },
      std::move(keys), std::move(outside));
}

}  // namespace clearbudget::trail_export
