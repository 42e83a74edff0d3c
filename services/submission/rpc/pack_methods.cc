#include "services/submission/rpc/pack_methods.h"

#include "clearbudget/pack/v1/pack_service.pb.h"
#include "common/errors/error.h"

namespace clearbudget::submission {
namespace {

using rpc::CallContext;

pack::v1::ListPacksResponse List(const PackLibrary& library) {
  pack::v1::ListPacksResponse response;
  for (const PackSummary& summary : library.List()) {
    pack::v1::ResolvedPack& message = *response.add_packs();
    message.set_id(summary.id);
    message.set_digest(summary.digest);
    message.set_title(summary.title);
    for (const std::string& ancestor : summary.ancestors) message.add_ancestors(ancestor);
  }
  return response;
}

absl::StatusOr<pack::v1::ResolvedPack> Get(PackStore& packs, const pack::v1::GetPackRequest& request) {
  absl::StatusOr<StoredPack> stored = packs.FindPack(request.digest());
  if (!stored.ok()) return stored.status();
  pack::v1::ResolvedPack message;
  if (message.ParseFromString(stored->bytes)) return message;
  return errors::Error(errors::Reason::kChecksumMismatch, {{"name", request.digest()}});
}

}  // namespace

void AddPackMethods(UseCases& use_cases, rpc::ServiceMethods& methods) {
  methods.Add<pack::v1::ListPacksRequest, pack::v1::ListPacksResponse>(
      "ListPacks",
      [&use_cases](const CallContext&, const pack::v1::ListPacksRequest&)
          -> absl::StatusOr<pack::v1::ListPacksResponse> { return List(use_cases.ports.library); });
  methods.Add<pack::v1::GetPackRequest, pack::v1::ResolvedPack>(
      "GetPack", [&use_cases](const CallContext&, const pack::v1::GetPackRequest& request) {
        return Get(use_cases.ports.packs, request);
      });
}

}  // namespace clearbudget::submission
