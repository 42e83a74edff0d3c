// What it costs a service to know who calls and whether he may: the gate in front of real calls over mutual
// TLS, with the gateway's assertion known from a call before.
#include <benchmark/benchmark.h>

#include <future>
#include <string>
#include <thread>

#include "clearbudget/budget/v1/agency_service.grpc.pb.h"
#include "common/ports/clock.h"
#include "common/rpc/peer_callers.h"
#include "common/rpc/test_agency_service.h"
#include "common/rpc/testing/test_trust.h"
#include "google/protobuf/descriptor.h"
#include "grpcpp/client_context.h"

namespace clearbudget::rpc {
namespace {

// A call that a service has taken and not answered yet, so that its context can be looked at.
class HeldCall final : public budget::v1::AgencyService::Service {
 public:
  grpc::Status GetAgency(grpc::ServerContext* context, const budget::v1::GetAgencyRequest*,
                         budget::v1::Agency*) override {
    taken_.set_value(context);
    let_go_.get_future().wait();
    return grpc::Status::OK;
  }

  // Every other method of the template is there, since a server starts with complete services only.
  const ServiceMethods& methods() const { return complete_.methods(); }
  grpc::ServerContext* Taken() { return taken_.get_future().get(); }
  void LetGo() { let_go_.set_value(); }

 private:
  TestAgencyService complete_;
  std::promise<grpc::ServerContext*> taken_;
  std::promise<void> let_go_;
};

struct Case {
  const char* role;
  const char* agency;  // that is asked for
};

void Admit(benchmark::State& state, const Case& measured) {
  static const ports::SystemClock clock;
  TestTrust trust(clock);
  ServerConfig config;
  trust.Configure("submission", config);
  HeldCall held;
  const auto server = Server::Start(config, {{&held, &held.methods()}});
  const auto callers =
      PeerCallers::Load("submission", trust.FilesOf("submission"), trust.assertion_public_key_file(), clock);
  if (!server.ok() || !callers.ok()) return state.SkipWithError("the server did not start");

  const auto stub =
      budget::v1::AgencyService::NewStub(trust.Channel("gateway", "submission", (*server)->port()));
  std::thread client([&] {
    grpc::ClientContext context;
    trust.AddCaller(Person(measured.role).caller, "submission", context);
    budget::v1::Agency agency;
    stub->GetAgency(&context, budget::v1::GetAgencyRequest(), &agency);
  });
  grpc::ServerContext* const context = held.Taken();

  TestAgencyService ports([](const auto&) { return absl::OkStatus(); }, callers->get());
  MethodGate gate({**callers, ports.delegations, ports.relations, ports.audit, clock, ports.ids},
                  [](const auto&) { return absl::OkStatus(); });
  const auto* service = google::protobuf::DescriptorPool::generated_pool()->FindServiceByName(
      budget::v1::AgencyService::service_full_name());
  const auto rules = ReadMethodTable(*service);
  budget::v1::GetAgencyRequest request;
  request.set_name(measured.agency);
  for (auto _ : state) {
    CallContext call;
    const absl::Status admitted = gate.Admit(rules->at("GetAgency"), *context, request, call);
    if (!admitted.ok()) state.SkipWithError("the call was not admitted");
    benchmark::DoNotOptimize(call);
  }
  held.LetGo();
  client.join();
}

BENCHMARK_CAPTURE(Admit, OwnAgency, Case{"unit_preparer", kDepartment});
BENCHMARK_CAPTURE(Admit, OwnUnit, Case{"department_reviewer", kUnit});
BENCHMARK_CAPTURE(Admit, AnyAgencyOfTheRegion, Case{"finance_budget_reviewer", kOtherAgency});

}  // namespace
}  // namespace clearbudget::rpc

BENCHMARK_MAIN();
