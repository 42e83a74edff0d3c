// The trail of the submission service, over a log in memory.
#pragma once

#include <algorithm>
#include <string>
#include <vector>

#include "clearbudget/budget/v1/budget_trail_service.grpc.pb.h"
#include "common/trail_export/sample_log_test.h"

namespace clearbudget::cli {

class FakeTrail final : public budget::v1::BudgetTrailService::Service {
 public:
  trail_export::SampleLog log;
  trail::v1::TrailFilter filter;  // Of the last call.
  // Asked after each part of an export.
  grpc::Status after_part;

  // Pages of the size that was asked for; the token is the place to go on from.
  grpc::Status ListTrailEntries(grpc::ServerContext*, const trail::v1::ListTrailEntriesRequest* request,
                                trail::v1::ListTrailEntriesResponse* response) override {
    filter = request->filter();
    const size_t begin = request->page_token().empty() ? 0 : std::stoul(request->page_token());
    const size_t end = std::min(begin + static_cast<size_t>(request->page_size()), log.rows.size());
    for (size_t place = begin; place < end; ++place) {
      const auto leaf = trail_export::LeafOf(log.rows[place]);
      trail::v1::TrailEntry& entry = *response->add_entries();
      entry.set_kind(trail::v1::TRAIL_ENTRY_KIND_OPERATION);
      entry.set_aggregate(leaf.aggregate);
      entry.set_leaf_index(static_cast<int64_t>(place));
      entry.set_method("clearbudget.budget.v1.BudgetService/UpdateBudget");
      trail::v1::TrailChange& change = *entry.add_changes();
      change.set_path("state");
      change.set_after("DRAFT");
      entry.set_change_count(3);
    }
    if (end < log.rows.size()) response->set_next_page_token(std::to_string(end));
    return grpc::Status::OK;
  }

  // A line a part. A filter chooses the first and the last entry.
  grpc::Status ExportTrail(grpc::ServerContext*, const trail::v1::ExportTrailRequest* request,
                           grpc::ServerWriter<trail::v1::ExportTrailResponse>* writer) override {
    filter = request->filter();
    const trail_export::Filter chosen{.person = filter.person()};
    const std::vector<int64_t> sizes(request->since_sizes().begin(), request->since_sizes().end());
    for (const trail_export::Record& record : log.Records(chosen, {0, log.size() - 1}, sizes)) {
      trail::v1::ExportTrailResponse part;
      part.set_lines(trail_export::WriteLine(record));
      writer->Write(part);
      if (!after_part.ok()) return after_part;
    }
    return grpc::Status::OK;
  }

  grpc::Status GetTrailCheckpoint(grpc::ServerContext*, const trail::v1::GetTrailCheckpointRequest*,
                                  trail::v1::TrailCheckpoint* response) override {
    response->set_note(log.Checkpoint());
    response->set_tree_size(log.size());
    return grpc::Status::OK;
  }
};

}  // namespace clearbudget::cli
