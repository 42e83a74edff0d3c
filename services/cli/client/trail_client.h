// The trail of one of the services, as the program calls it.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string_view>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "clearbudget/trail/v1/trail.pb.h"
#include "services/cli/client/client.h"

namespace clearbudget::cli {

enum class TrailService { kSubmission, kPerformance, kDisclosure };

// "submission", "performance", "disclosure".
std::string_view NameOf(TrailService service);
std::optional<TrailService> TrailServiceNamed(std::string_view name);

// Errors of every method: as Client's.
class TrailClient {
 public:
  // The client must outlive it.
  TrailClient(const Client& client, TrailService service);
  ~TrailClient();

  absl::StatusOr<trail::v1::ListTrailEntriesResponse> Call(
      const trail::v1::ListTrailEntriesRequest& request) const;
  absl::StatusOr<trail::v1::TrailCheckpoint> Call(const trail::v1::GetTrailCheckpointRequest& request) const;

  // Whole lines of an export, in order. An error ends the export.
  using Lines = std::function<absl::Status(std::string_view lines)>;
  // Is not repeated: it runs for as long as lines come, at most an hour.
  absl::Status Export(const trail::v1::ExportTrailRequest& request, const Lines& lines) const;

 private:
  class Stub;
  template <typename Service>
  class StubOf;

  const Client& client_;
  std::unique_ptr<Stub> stub_;
};

}  // namespace clearbudget::cli
