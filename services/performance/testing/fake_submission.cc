#include "services/performance/testing/fake_submission.h"

#include "common/errors/error.h"
#include "common/pack/pack_digest.h"
#include "common/rpc/status_conversion.h"
#include "common/rpc/tls_credentials.h"
#include "services/performance/testing/shipped_schemes.h"

namespace clearbudget::performance {

FakeSubmission::FakeSubmission(rpc::TestTrust& trust) {
  grpc::ServerBuilder builder;
  builder.AddListeningPort("127.0.0.1:0", rpc::ServerTls(trust.FilesOf("submission")), &port_);
  builder.RegisterService(&budgets_);
  builder.RegisterService(&agencies_);
  builder.RegisterService(&delegations_);
  builder.RegisterService(&packs_);
  server_ = builder.BuildAndStart();
  revision.set_pack("cn-base");
  revision.set_pack_digest(pack::PackDigest(ShippedPack()));
  revision.set_digest("cb1:sha256:revision");
  revision.set_state(budget::v1::REVISION_STATE_APPROVED);
}

void FakeSubmission::Stop() {
  if (server_ == nullptr) return;
  server_->Shutdown(std::chrono::system_clock::now());
  server_.reset();
}

grpc::Status FakeSubmission::Budgets::GetBudgetRevision(grpc::ServerContext* context,
                                                        const budget::v1::GetBudgetRevisionRequest* request,
                                                        budget::v1::BudgetRevision* response) {
  ++reads;
  last_metadata.clear();
  for (const auto& [key, value] : context->client_metadata()) last_metadata.emplace(key.data(), key.size());
  if (request->view() != budget::v1::BUDGET_VIEW_CONTENT) {
    return {grpc::StatusCode::INVALID_ARGUMENT, "the content view is expected"};
  }
  *response = owner_.revision;
  response->set_name(request->name());
  return grpc::Status::OK;
}

grpc::Status FakeSubmission::Agencies::ListAgencies(grpc::ServerContext*,
                                                    const budget::v1::ListAgenciesRequest* request,
                                                    budget::v1::ListAgenciesResponse* response) {
  ++reads;
  for (const std::string code : {"201", "201001", "301"}) {
    budget::v1::Agency& agency = *response->add_agencies();
    agency.set_name(request->parent() + "/agencies/" + code);
    budget::v1::AgencyAttributes& attributes = *agency.add_attributes();
    attributes.set_valid_from("2020-01-01");
    if (code == "201001") attributes.set_parent("201");
  }
  return grpc::Status::OK;
}

grpc::Status FakeSubmission::Delegations::GetDelegation(grpc::ServerContext*,
                                                        const budget::v1::GetDelegationRequest* request,
                                                        budget::v1::Delegation* response) {
  if (request->name() != owner_.delegation.name())
    return rpc::ToGrpc(errors::Error(errors::Reason::kNotFound));
  *response = owner_.delegation;
  return grpc::Status::OK;
}

grpc::Status FakeSubmission::Packs::GetPack(grpc::ServerContext*, const pack::v1::GetPackRequest* request,
                                            pack::v1::ResolvedPack* response) {
  *response->mutable_content() = ShippedPack();
  if (owner_.lies) response->mutable_content()->mutable_scoring_schemes(0)->set_execution_points("20");
  response->set_id("cn-base");
  response->set_digest(request->digest());
  return grpc::Status::OK;
}

}  // namespace clearbudget::performance
