#include "services/submission/use_cases/line_effect.h"

#include "absl/status/statusor.h"
#include "common/facts/record.h"
#include "services/submission/domain/budget_effect.h"

namespace clearbudget::submission {
namespace {

struct Differing {
  std::vector<StoredLine> before;
  std::vector<StoredLine> after;
  int64_t lines = 0;

  void Add(const StoredLine* old_line, const StoredLine* new_line) {
    if (++lines > static_cast<int64_t>(ports::Effect::kMostChanges)) return;
    if (old_line != nullptr) before.push_back(*old_line);
    if (new_line != nullptr) after.push_back(*new_line);
  }
};

Differing Compare(const std::vector<StoredLine>& before, const std::vector<StoredLine>& after) {
  Differing differing;
  auto old_line = before.begin();
  auto new_line = after.begin();
  while (old_line != before.end() || new_line != after.end()) {
    const bool is_old =
        new_line == after.end() || (old_line != before.end() && old_line->key < new_line->key);
    const bool is_new =
        old_line == before.end() || (new_line != after.end() && new_line->key < old_line->key);
    if (is_old) {
      differing.Add(&*old_line++, nullptr);
    } else if (is_new) {
      differing.Add(nullptr, &*new_line++);
    } else {
      if (old_line->bytes != new_line->bytes) differing.Add(&*old_line, &*new_line);
      ++old_line;
      ++new_line;
    }
  }
  return differing;
}

}  // namespace

absl::Status AddLineChanges(const ContentCodec& codec, const std::vector<StoredLine>& before,
                            const std::vector<StoredLine>& after, ports::Effect& effect) {
  const Differing differing = Compare(before, after);
  absl::StatusOr<facts::Record> old_lines = codec.Decode("", differing.before);
  if (!old_lines.ok()) return old_lines.status();
  absl::StatusOr<facts::Record> new_lines = codec.Decode("", differing.after);
  if (!new_lines.ok()) return new_lines.status();
  AddContentChanges(*old_lines, *new_lines, effect);
  const auto told = static_cast<int64_t>(ports::Effect::kMostChanges);
  if (differing.lines > told) effect.count += differing.lines - told;
  return absl::OkStatus();
}

}  // namespace clearbudget::submission
