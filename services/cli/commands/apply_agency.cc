#include "services/cli/commands/apply_document.h"
#include "services/cli/input/content_facts.h"

namespace clearbudget::cli {
namespace {

using budget::v1::Agency;

absl::StatusOr<Applied> Create(Application& application, const Agency& agency) {
  budget::v1::CreateAgencyRequest request;
  *request.mutable_agency() = agency;
  request.set_request_id(application.NextRequestId(""));
  if (const auto created = application.client.Call(request); !created.ok()) return created.status();
  return Applied{.file = "", .name = "", .action = Action::kCreated};
}

}  // namespace

absl::StatusOr<Applied> ApplyAgency(Application& application, const budget::v1::CreateAgencyRequest& file) {
  Agency wanted = file.agency();
  RemoveServerFields(wanted);
  budget::v1::GetAgencyRequest read;
  read.set_name(wanted.name());
  absl::StatusOr<Agency> stored = application.client.Call(read);
  if (absl::IsNotFound(stored.status())) return Create(application, wanted);
  if (!stored.ok()) return stored.status();

  const std::string etag = stored->etag();
  RemoveServerFields(*stored);
  const auto agency_facts = ContentFacts::Of(wanted);
  if (!agency_facts.ok()) return agency_facts.status();
  const auto changes = agency_facts->Compare(*stored, wanted);
  if (!changes.ok()) return changes.status();
  if (changes->empty()) return Applied{};

  budget::v1::UpdateAgencyRequest request;
  *request.mutable_agency() = wanted;
  request.mutable_agency()->set_etag(etag);
  request.set_request_id(application.NextRequestId(etag));
  if (const auto updated = application.client.Call(request); !updated.ok()) return updated.status();
  Applied applied;
  applied.action = Action::kUpdated;
  applied.changed_facts = static_cast<int64_t>(changes->size());
  return applied;
}

}  // namespace clearbudget::cli
