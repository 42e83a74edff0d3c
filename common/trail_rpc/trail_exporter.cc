#include "common/trail_rpc/trail_exporter.h"

#include <fmt/format.h>

#include <utility>
#include <variant>

#include "common/errors/error.h"
#include "common/trail_export/line_splitter.h"

namespace clearbudget::trail_rpc {
namespace {

using trail_export::kLongestLineBytes;

// Of one read of the store.
constexpr std::int64_t kRowsOfOneRead = 500;
// A part is sent once it has so much, so that memory stays small and messages are not tiny.
constexpr std::size_t kPartBytes = std::size_t{256} << 10U;

trail_export::Entry EntryOf(trail_store::LoggedRow logged) {
  trail_export::Entry entry{.leaf_index = logged.leaf_index,
                            .row = trail_export::MissingRow{std::move(logged.leaf)},
                            .leaf_hash = std::move(logged.leaf_hash),
                            .inclusion = {}};
  if (logged.row.has_value()) {
    std::visit([&](auto& row) { entry.row = std::move(row); }, *logged.row);
  }
  return entry;
}

absl::Status TooLarge(std::int64_t given, std::int64_t size, std::size_t place) {
  return errors::BadRequest({{.path = fmt::format("since_sizes[{}]", place),
                              .given = fmt::format("{}", given),
                              .reason = errors::Reason::kOutOfRange,
                              .expected_zh = fmt::format("1 至 {}", size),
                              .expected_en = fmt::format("1 to {}", size)}});
}

}  // namespace

// Collects lines to parts.
class TrailExporter::Lines {
 public:
  explicit Lines(const Sink& sink) : sink_(sink) {}

  absl::Status Add(const trail_export::Record& record) {
    std::string line = trail_export::WriteLine(record);
    // Effects are short enough for this never to be so; a reader would refuse the line.
    if (line.size() > kLongestLineBytes) return errors::Error(errors::Reason::kInternal);
    if (part_.size() + line.size() > kLongestLineBytes) {
      if (absl::Status sent = Send(); !sent.ok()) return sent;
    }
    part_ += line;
    if (std::holds_alternative<trail_export::Entry>(record)) ++entries_;
    return part_.size() < kPartBytes ? absl::OkStatus() : Send();
  }

  absl::Status Send() {
    if (part_.empty()) return absl::OkStatus();
    return sink_(std::exchange(part_, {}));
  }

  std::int64_t entries() const { return entries_; }

 private:
  const Sink& sink_;
  std::string part_;
  std::int64_t entries_ = 0;
};

absl::StatusOr<TrailExporter::Covered> TrailExporter::Checkpoint(const ExportOrder& order) {
  auto now = log_.CheckpointNow(order.region, order.deadline);
  if (now.ok()) return Covered{.checkpoint = *std::move(now), .is_damaged = false};
  if (!absl::IsDataLoss(now.status())) return now.status();
  const auto latest = log_.Latest(order.region);
  if (!latest.ok() || !latest->has_value()) return now.status();
  return Covered{.checkpoint = **latest, .is_damaged = true};
}

absl::Status TrailExporter::WriteProofs(const ExportOrder& order, std::int64_t size, Lines& lines) {
  for (std::size_t i = 0; i < order.since_sizes.size(); ++i) {
    const std::int64_t from = order.since_sizes[i];
    if (from < 1 || from > size) return TooLarge(from, size, i);
    auto proof = log_.ProveConsistency(order.region, from, size);
    if (!proof.ok()) return proof.status();
    absl::Status added = lines.Add(
        trail_export::ConsistencyProof{.from_size = from, .to_size = size, .hashes = *std::move(proof)});
    if (!added.ok()) return added;
  }
  return absl::OkStatus();
}

absl::Status TrailExporter::WriteAll(const ExportOrder& order, std::int64_t size, Lines& lines) {
  std::int64_t next = 0;
  while (next < size) {
    auto rows = log_.ListLog(order.region, next, size, kRowsOfOneRead);
    if (!rows.ok()) return rows.status();
    if (rows->empty()) break;  // The verification names the leaves that are missing.
    next = rows->back().leaf_index + 1;
    for (trail_store::LoggedRow& row : *rows) {
      if (absl::Status added = lines.Add(EntryOf(std::move(row))); !added.ok()) return added;
    }
  }
  return absl::OkStatus();
}

absl::Status TrailExporter::WriteUnlogged(const ExportOrder& order, const Covered& covered, Lines& lines) {
  for (const trail::RowKind kind : {trail::RowKind::kOperation, trail::RowKind::kAudit}) {
    trail_store::UnloggedOrder step{
        .kind = kind, .size = covered.checkpoint.checkpoint.tree_size, .with_later = covered.is_damaged};
    while (true) {
      auto page = log_.ListUnlogged(order.region, step);
      if (!page.ok()) return page.status();
      for (trail_store::UnloggedRow& row : page->rows) {
        absl::Status added = lines.Add(trail_export::UnloggedRow{{std::move(row.leaf)}, row.position});
        if (!added.ok()) return added;
      }
      if (!page->next_position.has_value()) break;
      step.first_position = *page->next_position;
    }
  }
  return absl::OkStatus();
}

absl::Status TrailExporter::WriteProven(const std::string& region, std::int64_t leaf_index, std::int64_t size,
                                        Lines& lines) {
  auto rows = log_.ListLog(region, leaf_index, leaf_index + 1, 1);
  if (!rows.ok()) return rows.status();
  if (rows->empty()) return absl::OkStatus();
  trail_export::Entry entry = EntryOf(std::move(rows->front()));
  auto proof = log_.ProveInclusion(region, leaf_index, size);
  if (!proof.ok()) return proof.status();
  entry.inclusion = *std::move(proof);
  return lines.Add(std::move(entry));
}

absl::Status TrailExporter::WriteFiltered(const ExportOrder& order, std::int64_t size, Lines& lines) {
  std::optional<std::int64_t> after = 0;
  while (after.has_value()) {
    const auto page = log_.ListEntries(order.region, order.filter, *after, kRowsOfOneRead);
    if (!page.ok()) return page.status();
    for (const trail_store::Entry& entry : page->entries) {
      // What was done since the checkpoint is not in it.
      if (!entry.leaf_index.has_value() || *entry.leaf_index >= size) continue;
      absl::Status written = WriteProven(order.region, *entry.leaf_index, size, lines);
      if (!written.ok()) return written;
    }
    after = page->next_after;
  }
  return absl::OkStatus();
}

absl::Status TrailExporter::Run(const ExportOrder& order, const Sink& sink) {
  const auto covered = Checkpoint(order);
  if (!covered.ok()) return covered.status();
  const std::int64_t size = covered->checkpoint.checkpoint.tree_size;
  Lines lines(sink);
  const trail_export::Header header{.origin = log_.OriginOf(order.region),
                                    .service = service_,
                                    .region = order.region,
                                    .hash = log_.hash(),
                                    .tree_size = size,
                                    .filter = order.stated};
  absl::Status status = lines.Add(header);
  if (status.ok()) status = lines.Add(trail_export::SignedCheckpoint{.note = covered->checkpoint.note});
  if (status.ok()) status = WriteProofs(order, size, lines);
  if (status.ok()) {
    status = header.filtered() ? WriteFiltered(order, size, lines) : WriteAll(order, size, lines);
  }
  if (status.ok() && !header.filtered()) status = WriteUnlogged(order, *covered, lines);
  if (status.ok()) status = lines.Add(trail_export::End{.entries = lines.entries()});
  return status.ok() ? lines.Send() : status;
}

}  // namespace clearbudget::trail_rpc
