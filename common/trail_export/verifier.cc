#include "common/trail_export/verifier.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "common/digest/digest.h"
#include "common/errors/error.h"
#include "common/merkle/tree_hash.h"
#include "common/merkle/verify.h"
#include "common/trail/note.h"
#include "common/trail_export/row_check.h"

namespace clearbudget::trail_export {
namespace {

using digest::ToHex;

// So that what is counted beyond its end is a number still.
constexpr std::int64_t kLargestTree = std::int64_t{1} << 62;

absl::Status BadLine(std::int64_t line, std::string_view given, std::string_view chinese,
                     std::string_view english) {
  return errors::BadRequest({{.path = fmt::format("line {}", line),
                              .given = std::string(given),
                              .reason = errors::Reason::kInconsistent,
                              .expected_zh = std::string(chinese),
                              .expected_en = std::string(english)}});
}

// Of a note whose signatures are not asked for.
std::optional<trail::Checkpoint> UnsignedCheckpoint(std::string_view note) {
  const absl::StatusOr<trail::Note> parsed = trail::ParseNote(note);
  if (!parsed.ok()) return std::nullopt;
  absl::StatusOr<trail::Checkpoint> checkpoint = trail::ParseCheckpoint(parsed->text);
  if (!checkpoint.ok()) return std::nullopt;
  return *std::move(checkpoint);
}

}  // namespace

Verifier::Verifier(TrustedKeys keys, std::vector<OutsideCheckpoint> outside)
    : keys_(std::move(keys)), notes_(std::move(outside)) {}

absl::Status Verifier::Take(std::string_view line, std::int64_t number) {
  const absl::StatusOr<Record> record = ReadLine(line, number);
  if (!record.ok()) return record.status();
  return std::visit([&](const auto& known) { return TakeRecord(known, number); }, *record);
}

void Verifier::Find(Finding finding) {
  ++verdict_.finding_count;
  if (verdict_.findings.size() < Verdict::kMostFindings) verdict_.findings.push_back(std::move(finding));
}

absl::Status Verifier::TakeRecord(const Header& header, std::int64_t line) {
  if (part_ != Part::kNothing) return BadLine(line, "header", "只有一个 header", "one header only");
  if (header.tree_size < 0 || header.tree_size > kLargestTree) {
    return BadLine(line, fmt::format("{}", header.tree_size), "0 至 2^62 的 treeSize",
                   "a treeSize of 0 to 2^62");
  }
  const std::string origin = fmt::format("clearbudget/{}/regions/{}", header.service, header.region);
  if (header.origin != origin) {
    return BadLine(line, header.origin, fmt::format("{}（与 service、region 一致）", origin),
                   fmt::format("{}, as service and region say", origin));
  }
  part_ = Part::kHeader;
  verdict_.header = header;
  chains_.emplace(!header.filtered());
  if (!header.filtered()) tree_.emplace(header.hash);
  OpenOutside();
  return absl::OkStatus();
}

void Verifier::OpenOutside() {
  const std::vector<trail::NoteVerifier> keys = keys_.For(verdict_.header.origin);
  for (OutsideCheckpoint& outside : notes_) {
    CheckedCheckpoint checked{.name = outside.name};
    const auto opened = trail::OpenCheckpoint(outside.note, verdict_.header.origin, keys);
    if (opened.ok()) {
      checked.tree_size = opened->tree_size;
      checked.root_hash = opened->root_hash;
    } else {
      const std::optional<trail::Checkpoint> stated = UnsignedCheckpoint(outside.note);
      const bool other = stated.has_value() && stated->origin != verdict_.header.origin;
      checked.outcome =
          other && !outside.chosen ? CheckpointOutcome::kOtherLog : CheckpointOutcome::kNotSigned;
    }
    outside_.push_back({.checked = std::move(checked), .settled = !opened.ok()});
  }
  notes_.clear();
  std::stable_sort(outside_.begin(), outside_.end(), [](const Outside& a, const Outside& b) {
    return a.checked.tree_size < b.checked.tree_size;
  });
  CompareRoots();
}

void Verifier::CompareRoots() {
  if (!tree_.has_value()) return;
  for (; next_outside_ < outside_.size(); ++next_outside_) {
    Outside& outside = outside_[next_outside_];
    if (outside.checked.tree_size > tree_->size()) return;
    if (outside.settled) continue;
    const bool fits = tree_->Root() == outside.checked.root_hash;
    outside.checked.outcome = fits ? CheckpointOutcome::kFits : CheckpointOutcome::kDiffers;
    outside.settled = true;
  }
}

absl::Status Verifier::TakeRecord(const SignedCheckpoint& checkpoint, std::int64_t line) {
  if (part_ != Part::kHeader) {
    return BadLine(line, "checkpoint", "header 之后的一个 checkpoint", "one checkpoint, behind the header");
  }
  part_ = Part::kCheckpoint;
  const Header& header = verdict_.header;
  const auto opened = trail::OpenCheckpoint(checkpoint.note, header.origin, keys_.For(header.origin));
  const std::optional<trail::Checkpoint> stated = UnsignedCheckpoint(checkpoint.note);
  CheckedCheckpoint& own = verdict_.own;
  if (stated.has_value() && stated->tree_size != header.tree_size) {
    return BadLine(line, fmt::format("{}", stated->tree_size), "与 header 相同的大小",
                   "the size that the header states");
  }
  own.tree_size = header.tree_size;
  if (stated.has_value()) own.root_hash = stated->root_hash;
  if (!opened.ok()) {
    own.outcome = CheckpointOutcome::kNotSigned;
    Find({.fault = Fault::kNotSigned, .line = line});
  }
  // What a filtered export needs no proof for.
  if (header.filtered()) {
    CompareFrom(0, {});
    CompareFrom(header.tree_size, {});
  }
  return absl::OkStatus();
}

absl::Status Verifier::TakeRecord(const ConsistencyProof& proof, std::int64_t line) {
  if (part_ != Part::kCheckpoint) {
    return BadLine(line, "consistency", "checkpoint 之后、条目之前",
                   "a place between the checkpoint and the entries");
  }
  if (proof.to_size != verdict_.header.tree_size) {
    return BadLine(line, fmt::format("{}", proof.to_size), "与 header 相同的 toSize",
                   "the toSize that the header states");
  }
  if (tree_.has_value()) return absl::OkStatus();  // All leaves are there: the roots themselves are compared.
  CompareFrom(proof.from_size, proof.hashes);
  return absl::OkStatus();
}

void Verifier::CompareFrom(std::int64_t size, const std::vector<std::string>& proof) {
  for (Outside& outside : outside_) {
    CheckedCheckpoint& checked = outside.checked;
    if (outside.settled || checked.tree_size != size) continue;
    const bool holds = merkle::VerifyConsistency(verdict_.header.hash, size, checked.root_hash,
                                                 verdict_.header.tree_size, verdict_.own.root_hash, proof);
    checked.outcome = holds ? CheckpointOutcome::kFits : CheckpointOutcome::kDiffers;
    outside.settled = true;
  }
}

std::optional<Finding> Verifier::PlaceFault(const Entry& entry) {
  const bool whole = !verdict_.header.filtered();
  const bool follows = whole ? entry.leaf_index == next_leaf_ : entry.leaf_index >= next_leaf_;
  if (follows && entry.leaf_index < verdict_.header.tree_size) return std::nullopt;
  if (!follows) tree_.reset();
  return Finding{.fault = Fault::kLeafOrder,
                 .expected = follows ? fmt::format("< {}", verdict_.header.tree_size)
                                     : fmt::format("{}{}", whole ? "" : ">= ", next_leaf_),
                 .found = fmt::format("{}", entry.leaf_index)};
}

std::optional<Finding> Verifier::FaultOf(const Entry& entry) {
  const Header& header = verdict_.header;
  std::optional<Finding> finding = PlaceFault(entry);
  const std::optional<Finding> row = RowFault(header, entry);
  if (!finding.has_value()) finding = row;
  std::optional<ChainCheck::Break> broken = chains_->Take(LinkOf(entry));
  if (!finding.has_value() && broken.has_value()) {
    finding = Finding{.fault = broken->fault, .expected = broken->expected, .found = broken->found};
  }
  if (finding.has_value()) return finding;
  const std::string leaf = merkle::LeafHash(header.hash, trail::CanonicalLeaf(LeafOf(entry)));
  if (leaf != entry.leaf_hash) {
    return Finding{.fault = Fault::kLeafChanged, .expected = ToHex(entry.leaf_hash), .found = ToHex(leaf)};
  }
  if (header.filtered() && !merkle::VerifyInclusion(header.hash, leaf, entry.leaf_index, header.tree_size,
                                                    entry.inclusion, verdict_.own.root_hash)) {
    return Finding{.fault = Fault::kNotIncluded};
  }
  return std::nullopt;
}

absl::Status Verifier::TakeRecord(const Entry& entry, std::int64_t line) {
  if (part_ != Part::kCheckpoint && part_ != Part::kEntries) {
    return BadLine(line, "", "checkpoint 之后、end 之前的条目", "entries between the checkpoint and the end");
  }
  part_ = Part::kEntries;
  ++verdict_.entries;
  if (std::optional<Finding> finding = FaultOf(entry); finding.has_value()) {
    const trail::Leaf leaf = LeafOf(entry);
    finding->line = line;
    finding->leaf_index = entry.leaf_index;
    finding->aggregate = leaf.aggregate;
    finding->change_number = leaf.change_number;
    Find(*std::move(finding));
  }
  // What is beyond the tree has been found; any number may be stated.
  next_leaf_ = std::min(entry.leaf_index, verdict_.header.tree_size) + 1;
  // The tree is that of the leaves as the log has them, so that a changed row does not hide whether the log
  // itself is what was signed.
  if (tree_.has_value()) {
    tree_->Append(entry.leaf_hash);
    CompareRoots();
  }
  return absl::OkStatus();
}

absl::Status Verifier::TakeRecord(const UnloggedRow& row, std::int64_t line) {
  const bool fits = part_ == Part::kCheckpoint || part_ == Part::kEntries || part_ == Part::kUnlogged;
  if (!fits || verdict_.header.filtered()) {
    return BadLine(line, "unlogged", "未筛选的导出中，条目之后、end 之前",
                   "a place between the entries and the end of an export that is not filtered");
  }
  part_ = Part::kUnlogged;
  Find({.fault = Fault::kRowUnlogged,
        .line = line,
        .aggregate = row.aggregate,
        .change_number = row.change_number});
  return absl::OkStatus();
}

absl::Status Verifier::TakeRecord(const End& end, std::int64_t line) {
  if (part_ != Part::kCheckpoint && part_ != Part::kEntries && part_ != Part::kUnlogged) {
    return BadLine(line, "end", "checkpoint 和条目之后的一个 end", "one end, behind checkpoint and entries");
  }
  part_ = Part::kEnd;
  if (end.entries == verdict_.entries) return absl::OkStatus();
  return BadLine(line, fmt::format("{}", end.entries), fmt::format("{} 个条目", verdict_.entries),
                 fmt::format("{} entries", verdict_.entries));
}

void Verifier::JudgeOwn() {
  const std::int64_t size = verdict_.header.tree_size;
  CheckedCheckpoint& own = verdict_.own;
  if (!verdict_.header.filtered() && next_leaf_ < size) {
    tree_.reset();
    Find({.fault = Fault::kLeafOrder,
          .leaf_index = next_leaf_,
          .end_leaf = size,
          .expected = fmt::format("{}", next_leaf_),
          .found = "-"});
  }
  if (own.outcome == CheckpointOutcome::kNotSigned) return;
  own.outcome = CheckpointOutcome::kFits;
  if (verdict_.header.filtered()) return;
  if (!tree_.has_value()) {
    own.outcome = CheckpointOutcome::kLeavesMissing;
  } else if (tree_->Root() != own.root_hash) {
    own.outcome = CheckpointOutcome::kDiffers;
  }
}

void Verifier::JudgeHistory() {
  const std::int64_t size = verdict_.header.tree_size;
  std::int64_t fitting = 0;
  bool range_named = false;
  for (Outside& outside : outside_) {
    CheckedCheckpoint& checked = outside.checked;
    Finding finding{.checkpoint = checked.name};
    if (!outside.settled && checked.tree_size > size) {
      checked.outcome = CheckpointOutcome::kLarger;
    } else if (!outside.settled && !verdict_.header.filtered()) {
      checked.outcome = CheckpointOutcome::kLeavesMissing;
    }
    switch (checked.outcome) {
      case CheckpointOutcome::kFits:
        if (!range_named) fitting = checked.tree_size;
        break;
      case CheckpointOutcome::kNotSigned:
        finding.fault = Fault::kNotSigned;
        Find(std::move(finding));
        break;
      case CheckpointOutcome::kDiffers:
        if (range_named) break;
        range_named = true;
        finding.fault = verdict_.header.filtered() ? Fault::kNotConsistent : Fault::kHistoryChanged;
        finding.leaf_index = fitting;
        finding.end_leaf = checked.tree_size;
        Find(std::move(finding));
        break;
      case CheckpointOutcome::kLarger:
        finding.fault = Fault::kTailMissing;
        finding.leaf_index = size;
        finding.end_leaf = checked.tree_size;
        Find(std::move(finding));
        break;
      case CheckpointOutcome::kUnproven:
      case CheckpointOutcome::kLeavesMissing:
      case CheckpointOutcome::kOtherLog:
        break;
    }
    verdict_.outside.push_back(checked);
  }
  if (verdict_.own.outcome != CheckpointOutcome::kDiffers || range_named) return;
  Find({.fault = Fault::kHistoryChanged,
        .leaf_index = fitting,
        .end_leaf = size,
        .expected = ToHex(verdict_.own.root_hash),
        .found = ToHex(tree_->Root())});
}

absl::StatusOr<Verdict> Verifier::Finish(std::int64_t lines) {
  if (part_ != Part::kEnd) {
    return BadLine(lines + 1, "", "end 记录（文件是否不完整？）", "the end record (is the file cut?)");
  }
  JudgeOwn();
  JudgeHistory();
  verdict_.aggregates = chains_->aggregates();
  verdict_.unlinked = chains_->unlinked();
  return std::move(verdict_);
}

}  // namespace clearbudget::trail_export
