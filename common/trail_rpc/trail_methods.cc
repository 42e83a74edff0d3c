#include "common/trail_rpc/trail_methods.h"

#include <fmt/format.h>

#include <charconv>
#include <utility>

#include "common/errors/error.h"
#include "common/trail_rpc/trail_messages.h"

namespace clearbudget::trail_rpc {
namespace {

using errors::Reason;
using rpc::CallContext;

constexpr std::int64_t kDefaultPage = 100;

// Counts a running export for as long as it lives.
class Running {
 public:
  explicit Running(std::atomic<int>& count) : count_(count), before_(count.fetch_add(1)) {}
  ~Running() { count_.fetch_sub(1); }
  Running(const Running&) = delete;
  Running& operator=(const Running&) = delete;

  int before() const { return before_; }

 private:
  std::atomic<int>& count_;
  int before_;
};

// With its length before it, so that no other parts, joined, give the same text.
void Append(std::string_view part, std::string& text) {
  text += fmt::format("{}:{}", part.size(), part);
}

// The same text only for the same region, filter and caller.
std::string TokenScope(const CallContext& call, const trail::v1::TrailFilter& filter) {
  const trail_export::Filter stated = StatedFilterOf(filter);
  std::string text;
  for (const std::string& part : {std::string("ListTrailEntries"), call.scope.region(), stated.kind,
                                  stated.resource, stated.subject, stated.person, stated.method, stated.from,
                                  stated.until, call.caller.subject, call.caller.delegation}) {
    Append(part, text);
  }
  return text;
}

}  // namespace

void TrailMethods::AddTo(rpc::ServiceMethods& methods) {
  methods.Add<trail::v1::ListTrailEntriesRequest, trail::v1::ListTrailEntriesResponse>(
      "ListTrailEntries",
      [this](const CallContext& call, const auto& request) { return List(call, request); });
  methods.AddStream<trail::v1::ExportTrailRequest, trail::v1::ExportTrailResponse>(
      "ExportTrail", [this](const CallContext& call, const auto& request, const Send& send) {
        return Export(call, request, send);
      });
  methods.Add<trail::v1::GetTrailCheckpointRequest, trail::v1::TrailCheckpoint>(
      "GetTrailCheckpoint", [this](const CallContext& call, const auto&) { return Checkpoint(call); });
  methods.Add<trail::v1::GetTrailConsistencyProofRequest, trail::v1::TrailConsistencyProof>(
      "GetTrailConsistencyProof",
      [this](const CallContext& call, const auto& request) { return Prove(call, request); });
}

absl::StatusOr<trail::v1::ListTrailEntriesResponse> TrailMethods::List(
    const CallContext& call, const trail::v1::ListTrailEntriesRequest& request) {
  const std::string scope = TokenScope(call, request.filter());
  const auto position = tokens_.Open(scope, request.page_token(), "page_token");
  if (!position.ok()) return position.status();
  std::int64_t after = 0;
  if (!position->empty()) std::from_chars(position->data(), position->data() + position->size(), after);
  const std::int64_t size = request.page_size() == 0 ? kDefaultPage : request.page_size();
  const auto page = log_.ListEntries(call.scope.region(), FilterOf(request.filter()), after, size);
  if (!page.ok()) return page.status();
  trail::v1::ListTrailEntriesResponse response;
  for (const trail_store::Entry& entry : page->entries) *response.add_entries() = ToMessage(entry);
  if (page->next_after.has_value()) {
    response.set_next_page_token(tokens_.Seal(scope, fmt::format("{}", *page->next_after)));
  }
  return response;
}

absl::Status TrailMethods::Export(const CallContext& call, const trail::v1::ExportTrailRequest& request,
                                  const Send& send) {
  const Running running(exports_);
  if (running.before() >= kMostExports) return errors::Error(Reason::kServerBusy);
  const ExportOrder order{.region = call.scope.region(),
                          .filter = FilterOf(request.filter()),
                          .stated = StatedFilterOf(request.filter()),
                          .since_sizes = {request.since_sizes().begin(), request.since_sizes().end()},
                          .deadline = call.deadline};
  return exporter_.Run(order, [&](std::string lines) {
    trail::v1::ExportTrailResponse part;
    part.set_lines(std::move(lines));
    return send(part) ? absl::OkStatus() : errors::Error(Reason::kCancelled);
  });
}

absl::StatusOr<trail::v1::TrailCheckpoint> TrailMethods::Checkpoint(const CallContext& call) {
  const auto checkpoint = log_.CheckpointNow(call.scope.region(), call.deadline);
  if (!checkpoint.ok()) return checkpoint.status();
  return ToMessage(*checkpoint);
}

absl::StatusOr<trail::v1::TrailConsistencyProof> TrailMethods::Prove(
    const CallContext& call, const trail::v1::GetTrailConsistencyProofRequest& request) {
  const std::string& region = call.scope.region();
  std::int64_t to = request.to_size();
  if (to == 0) {
    const auto checkpoint = log_.CheckpointNow(region, call.deadline);
    if (!checkpoint.ok()) return checkpoint.status();
    to = checkpoint->checkpoint.tree_size;
  }
  const auto hashes = log_.ProveConsistency(region, request.from_size(), to);
  if (absl::IsInvalidArgument(hashes.status())) {
    const std::string expected =
        fmt::format("1 <= from_size <= to_size <= {}", errors::MetadataOf(hashes.status())["maximum"]);
    return errors::BadRequest({{.path = request.to_size() == 0 ? "from_size" : "to_size",
                                .given = fmt::format("{}", request.to_size() == 0 ? request.from_size() : to),
                                .reason = Reason::kOutOfRange,
                                .expected_zh = expected,
                                .expected_en = expected}});
  }
  if (!hashes.ok()) return hashes.status();
  trail::v1::TrailConsistencyProof proof;
  proof.set_from_size(request.from_size());
  proof.set_to_size(to);
  for (const std::string& hash : *hashes) proof.add_hashes(digest::ToHex(hash));
  return proof;
}

}  // namespace clearbudget::trail_rpc
