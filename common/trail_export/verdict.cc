#include <fmt/format.h>

#include <algorithm>

#include "common/trail_export/verifier.h"

namespace clearbudget::trail_export {

std::string_view OutcomeName(CheckpointOutcome outcome) {
  switch (outcome) {
    case CheckpointOutcome::kFits:
      return "FITS";
    case CheckpointOutcome::kNotSigned:
      return "NOT_SIGNED";
    case CheckpointOutcome::kDiffers:
      return "DIFFERS";
    case CheckpointOutcome::kLarger:
      return "LARGER";
    case CheckpointOutcome::kUnproven:
      return "UNPROVEN";
    case CheckpointOutcome::kLeavesMissing:
      return "LEAVES_MISSING";
    case CheckpointOutcome::kOtherLog:
      return "OTHER_LOG";
  }
  return "";
}

bool Verdict::sound() const {
  const auto fits = [](const CheckedCheckpoint& checked) {
    return checked.outcome == CheckpointOutcome::kFits || checked.outcome == CheckpointOutcome::kOtherLog;
  };
  // Who gave checkpoints wants the log compared with them.
  const bool none_compared =
      !outside.empty() && std::all_of(outside.begin(), outside.end(), [](const CheckedCheckpoint& checked) {
        return checked.outcome == CheckpointOutcome::kOtherLog;
      });
  return finding_count == 0 && !none_compared && fits(own) &&
         std::all_of(outside.begin(), outside.end(), fits);
}

std::vector<Remark> NotChecked(const Verdict& verdict) {
  std::vector<Remark> remarks;
  const auto count = [&](CheckpointOutcome outcome) {
    return std::count_if(verdict.outside.begin(), verdict.outside.end(),
                         [&](const CheckedCheckpoint& checked) { return checked.outcome == outcome; });
  };
  if (verdict.header.filtered()) {
    remarks.push_back({"导出经过筛选：未选出的条目是否存在、是否完整，未予检查",
                       "the export was filtered: entries that the filter left out were not checked"});
  }
  if (verdict.unlinked > 0) {
    remarks.push_back(
        {fmt::format("{} 个条目的上一条记录不在导出中，其链接未予检查", verdict.unlinked),
         fmt::format("{} entries could not be compared with the row before them, which is not in the export",
                     verdict.unlinked)});
  }
  if (const auto unproven = count(CheckpointOutcome::kUnproven); unproven > 0) {
    remarks.push_back({fmt::format("{} 个检查点没有一致性证明：导出时用 --since-sizes 指明其大小", unproven),
                       fmt::format("{} checkpoints lack a consistency proof: name their sizes with "
                                   "--since-sizes when exporting",
                                   unproven)});
  }
  if (const auto missing = count(CheckpointOutcome::kLeavesMissing); missing > 0) {
    remarks.push_back(
        {fmt::format("{} 个检查点之前缺少条目，未予检查", missing),
         fmt::format("{} checkpoints could not be checked, since entries before them are missing", missing)});
  }
  const auto other = count(CheckpointOutcome::kOtherLog);
  if (other > 0) {
    remarks.push_back({fmt::format("{} 个检查点属于其他日志，已略过", other),
                       fmt::format("{} checkpoints are of other logs and were passed over", other)});
  }
  if (static_cast<std::ptrdiff_t>(verdict.outside.size()) == other) {
    remarks.push_back({"未提供外部保存的检查点：持有签名密钥者若重写全部日志，无从发现",
                       "no checkpoint that was kept outside was given: a log that was rewritten as a whole "
                       "and signed anew would not be noticed"});
  }
  return remarks;
}

}  // namespace clearbudget::trail_export
