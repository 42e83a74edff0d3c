#include "services/disclosure/testing/fake_suite.h"

#include "common/errors/error.h"
#include "common/rpc/status_conversion.h"
#include "common/rpc/tls_credentials.h"

namespace clearbudget::disclosure {

FakeSuite::FakeSuite(rpc::TestTrust& trust) {
  grpc::ServerBuilder submission;
  submission.AddListeningPort("127.0.0.1:0", rpc::ServerTls(trust.FilesOf("submission")), &submission_port_);
  submission.RegisterService(&budgets_);
  submission.RegisterService(&agencies_);
  submission.RegisterService(&delegations_);
  submission.RegisterService(&packs_);
  submission_ = submission.BuildAndStart();
  grpc::ServerBuilder performance;
  performance.AddListeningPort("127.0.0.1:0", rpc::ServerTls(trust.FilesOf("performance")),
                               &performance_port_);
  performance.RegisterService(&evaluations_);
  performance_ = performance.BuildAndStart();
}

FakeSuite::~FakeSuite() {
  submission_->Shutdown(std::chrono::system_clock::now());
  performance_->Shutdown(std::chrono::system_clock::now());
}

void FakeSuite::Note(const grpc::ServerContext& context) {
  for (const auto& [key, value] : context.client_metadata()) metadata.emplace(key.data(), key.size());
}

grpc::Status FakeSuite::Budgets::GetDisclosableView(
    grpc::ServerContext* context, const clearbudget::budget::v1::GetDisclosableViewRequest* request,
    clearbudget::budget::v1::DisclosableView* response) {
  suite.Note(*context);
  if (request->name() != suite.view.revision()) return rpc::ToGrpc(errors::Error(errors::Reason::kNotFound));
  *response = suite.view;
  return grpc::Status::OK;
}

grpc::Status FakeSuite::Agencies::ListAgencies(grpc::ServerContext*,
                                               const clearbudget::budget::v1::ListAgenciesRequest* request,
                                               clearbudget::budget::v1::ListAgenciesResponse* response) {
  response->add_agencies()->set_name(request->parent() + "/agencies/301");
  return grpc::Status::OK;
}

grpc::Status FakeSuite::Packs::GetPack(grpc::ServerContext* context,
                                       const clearbudget::pack::v1::GetPackRequest*,
                                       clearbudget::pack::v1::ResolvedPack* response) {
  suite.Note(*context);
  *response = suite.pack;
  return grpc::Status::OK;
}

grpc::Status FakeSuite::Evaluations::GetEvaluation(
    grpc::ServerContext* context, const clearbudget::performance::v1::GetEvaluationRequest* request,
    clearbudget::performance::v1::Evaluation* response) {
  suite.Note(*context);
  if (request->name() != suite.evaluation.name()) return rpc::ToGrpc(errors::Error(errors::Reason::kNotFound));
  *response = suite.evaluation;
  return grpc::Status::OK;
}

}  // namespace clearbudget::disclosure
