// The trail service of a process, over a store with its file, from the outside.
#include "common/trail_rpc/trail_service.h"

#include <functional>

#include "clearbudget/budget/v1/budget_trail_service.grpc.pb.h"
#include "common/contract/reader.h"
#include "common/errors/error.h"
#include "common/rpc/sealed_page_tokens.h"
#include "common/rpc/status_conversion.h"
#include "common/rpc/testing/fake_gate_ports.h"
#include "common/testing/fake_id_source.h"
#include "common/testing/status_matchers.h"
#include "common/trail_export/trusted_keys.h"
#include "common/trail_export/verify_text.h"
#include "common/trail_store/trail_store_fixture_test.h"
#include "gmock/gmock.h"
#include "grpcpp/server_builder.h"

namespace clearbudget::trail_rpc {
namespace {

using budget::v1::BudgetTrailService;
using errors::Reason;
using testing::HasReason;
using testing::HasViolation;
using testing::IsOk;
using trail_store::kBudget;
using trail_store::kRegion;

class TrailServiceTest : public trail_store::TrailStoreTest {
 protected:
  TrailServiceTest() {
    BeAuditor("person:wang");
    grpc::ServerBuilder builder;
    builder.RegisterService(served_.Served().service);
    server_ = builder.BuildAndStart();
    stub_ = BudgetTrailService::NewStub(server_->InProcessChannel({}));
    EXPECT_THAT(served_.Served().methods->Complete(), IsOk());
  }
  ~TrailServiceTest() override { server_->Shutdown(); }

  void BeAuditor(const std::string& subject) {
    callers_.Set(rpc::Incoming{.caller = {.subject = subject,
                                          .person = subject,
                                          .roles = {"auditor"},
                                          .region = "regions/" + kRegion},
                               .client_address = "192.0.2.1"});
  }

  absl::StatusOr<trail::v1::ListTrailEntriesResponse> List(
      const std::function<void(trail::v1::ListTrailEntriesRequest&)>& change = [](auto&) {}) {
    trail::v1::ListTrailEntriesRequest request;
    request.set_parent("regions/" + kRegion);
    change(request);
    grpc::ClientContext context;
    trail::v1::ListTrailEntriesResponse response;
    const absl::Status status = rpc::FromGrpc(stub_->ListTrailEntries(&context, request, &response));
    if (!status.ok()) return status;
    return response;
  }

  absl::StatusOr<std::string> Export(const trail::v1::TrailFilter& filter = {},
                                     std::vector<int64_t> since = {}) {
    trail::v1::ExportTrailRequest request;
    request.set_parent("regions/" + kRegion);
    *request.mutable_filter() = filter;
    request.mutable_since_sizes()->Assign(since.begin(), since.end());
    grpc::ClientContext context;
    const auto reader = stub_->ExportTrail(&context, request);
    std::string text;
    trail::v1::ExportTrailResponse part;
    while (reader->Read(&part)) {
      EXPECT_TRUE(part.lines().ends_with('\n'));
      EXPECT_LE(part.lines().size(), std::size_t{1} << 20U);
      ++parts_;
      text += part.lines();
    }
    const absl::Status status = rpc::FromGrpc(reader->Finish());
    if (!status.ok()) return status;
    return text;
  }

  absl::StatusOr<trail_export::Verdict> Verify(std::string_view text, std::vector<std::string> notes) {
    std::vector<trail_export::OutsideCheckpoint> kept;
    for (std::string& note : notes) kept.push_back({.name = "kept", .note = std::move(note)});
    return trail_export::Verify(text, *trail_export::TrustedKeys::Parse(log_.VerifierOf(kRegion)->ToText()),
                                kept);
  }

  absl::StatusOr<trail::v1::TrailCheckpoint> Checkpoint() {
    trail::v1::GetTrailCheckpointRequest request;
    request.set_parent("regions/" + kRegion);
    grpc::ClientContext context;
    trail::v1::TrailCheckpoint response;
    const absl::Status status = rpc::FromGrpc(stub_->GetTrailCheckpoint(&context, request, &response));
    if (!status.ok()) return status;
    return response;
  }

  absl::StatusOr<trail::v1::TrailConsistencyProof> Prove(int64_t from, int64_t to) {
    trail::v1::GetTrailConsistencyProofRequest request;
    request.set_parent("regions/" + kRegion);
    request.set_from_size(from);
    request.set_to_size(to);
    grpc::ClientContext context;
    trail::v1::TrailConsistencyProof response;
    const absl::Status status = rpc::FromGrpc(stub_->GetTrailConsistencyProof(&context, request, &response));
    if (!status.ok()) return status;
    return response;
  }

  trail_store::TrailLog log_ = *OpenLog();
  rpc::SealedPageTokens tokens_{std::string(rpc::SealedPageTokens::kKeyBytes, 'k')};
  rpc::FakeCallerSource callers_;
  rpc::FakeDelegations delegations_;
  rpc::FakeAgencyRelations relations_;
  rpc::FakeAuditLog audit_;
  testing::FakeIdSource ids_;
  rpc::MethodGate gate_{
      {callers_, delegations_, relations_, audit_, clock_, ids_},
      [](const google::protobuf::Message& request) { return contract::CheckRequest(request); }};
  TrailService<BudgetTrailService> served_{log_, tokens_, "test", gate_};
  std::unique_ptr<grpc::Server> server_;
  std::unique_ptr<BudgetTrailService::Stub> stub_;
  int parts_ = 0;
};

TEST_F(TrailServiceTest, TellsWhoDidWhatWhenFromWhere) {
  storage::OperationDraft draft = Draft("r1");
  draft.agency = "regions/130303/agencies/101";
  draft.roles = "department_reviewer,unit_preparer";
  draft.client_address = "192.0.2.9";
  draft.legal_date = "2020-02-01";
  draft.effect = R"({"count":2,"changes":[{"path":"state","before":"DRAFT","after":"SUBMITTED"},)"
                 R"({"path":"comment","before":null,"after":"请审"}]})";
  Append(draft);
  Append(Refusal("r2"));
  const auto listed = List();
  ASSERT_THAT(listed.status(), IsOk());
  ASSERT_EQ(listed->entries_size(), 2);
  const trail::v1::TrailEntry& operation = listed->entries(0);
  EXPECT_EQ(operation.kind(), trail::v1::TRAIL_ENTRY_KIND_OPERATION);
  EXPECT_EQ(operation.aggregate(), kBudget);
  EXPECT_EQ(operation.change_number(), 1);
  EXPECT_EQ(operation.entry_time(), "2020-02-01T00:00:00.000000Z");
  EXPECT_EQ(operation.person(), "李某");
  EXPECT_EQ(operation.roles_size(), 2);
  EXPECT_EQ(operation.client_address(), "192.0.2.9");
  EXPECT_EQ(operation.method(), "clearbudget.budget.v1.BudgetService/SubmitBudget");
  EXPECT_EQ(operation.legal_date(), "2020-02-01");
  EXPECT_FALSE(operation.has_leaf_index());
  ASSERT_EQ(operation.changes_size(), 2);
  EXPECT_EQ(operation.changes(0).before(), "DRAFT");
  EXPECT_FALSE(operation.changes(1).has_before());
  EXPECT_EQ(operation.change_count(), 2);
  const trail::v1::TrailEntry& refusal = listed->entries(1);
  EXPECT_EQ(refusal.kind(), trail::v1::TRAIL_ENTRY_KIND_REFUSAL);
  EXPECT_EQ(refusal.aggregate(), "regions/130303/auditEvents");
  EXPECT_EQ(refusal.reason(), "PERMISSION_DENIED");
  ASSERT_THAT(Checkpoint().status(), IsOk());
  EXPECT_EQ(List()->entries(1).leaf_index(), 1);
}

TEST_F(TrailServiceTest, PagesAreTheirCallersAndTheirFilters) {
  Fill(12);
  std::vector<std::string> ids;
  std::string token;
  do {
    const auto page = List([&](auto& request) {
      request.set_page_size(5);
      request.set_page_token(token);
    });
    ASSERT_THAT(page.status(), IsOk());
    for (const auto& entry : page->entries()) ids.push_back(entry.request_id());
    token = page->next_page_token();
  } while (!token.empty());
  EXPECT_EQ(ids.size(), 16U);
  token = List([](auto& request) { request.set_page_size(5); })->next_page_token();
  const auto other_filter = List([&](auto& request) {
    request.mutable_filter()->set_person("李某");
    request.set_page_token(token);
  });
  EXPECT_THAT(other_filter.status(), HasViolation("page_token", Reason::kPageTokenMalformed));
  BeAuditor("person:zhao");
  EXPECT_THAT(List([&](auto& request) { request.set_page_token(token); }).status(),
              HasViolation("page_token", Reason::kPageTokenMalformed));
}

TEST_F(TrailServiceTest, FiltersByEveryCondition) {
  Fill(6);
  storage::OperationDraft other = Draft("other");
  other.aggregate = other.resource = "regions/130303/agencies/1010/budgets/2020";
  other.caller = "other";
  other.delegator = "赵某";
  other.method = "/clearbudget.budget.v1.BudgetService/UpdateBudget";
  other.system_time += 1'500'000;
  Append(other);
  struct Case {
    std::function<void(trail::v1::TrailFilter&)> set;
    int entries;
  };
  const Case cases[] = {
      {[](auto& f) { f.set_kind(trail::v1::TRAIL_ENTRY_KIND_OPERATION); }, 7},
      {[](auto& f) { f.set_kind(trail::v1::TRAIL_ENTRY_KIND_REFUSAL); }, 2},
      {[](auto& f) { f.set_kind(trail::v1::TRAIL_ENTRY_KIND_READ); }, 0},
      {[](auto& f) { f.set_resource("regions/130303/agencies/101"); }, 8},
      {[](auto& f) { f.set_resource("regions/130303/agencies/1010"); }, 1},
      {[](auto& f) { f.set_subject("other"); }, 1},
      {[](auto& f) { f.set_person("王某"); }, 2},
      {[](auto& f) { f.set_person("赵某"); }, 1},
      {[](auto& f) { f.set_method("UpdateBudget"); }, 1},
      {[](auto& f) { f.set_from("2020-02-01T00:00:01Z"); }, 1},
      {[](auto& f) { f.set_from("2020-02-01T00:00:01.5Z"); }, 1},
      {[](auto& f) { f.set_from("2020-02-01T00:00:01.500001Z"); }, 0},
      {[](auto& f) { f.set_until("2020-02-01T00:00:01.500000000Z"); }, 8},
      {[](auto& f) { f.set_until("2020-02-01T00:00:00Z"); }, 0},
  };
  int number = 0;
  for (const Case& c : cases) {
    trail::v1::TrailFilter filter;
    c.set(filter);
    const auto listed = List([&](auto& request) { *request.mutable_filter() = filter; });
    ASSERT_THAT(listed.status(), IsOk()) << number;
    EXPECT_EQ(listed->entries_size(), c.entries) << number;
    const auto exported = Export(filter);
    ASSERT_THAT(exported.status(), IsOk()) << number;
    const auto verdict = Verify(*exported, {});
    ASSERT_THAT(verdict.status(), IsOk()) << number;
    EXPECT_TRUE(verdict->sound()) << number;
    EXPECT_EQ(verdict->entries, c.entries) << number;
    ++number;
  }
}

TEST_F(TrailServiceTest, ExportsWhatVerifies) {
  Fill(9);
  const auto early = Checkpoint();
  ASSERT_THAT(early.status(), IsOk());
  EXPECT_EQ(early->origin(), "clearbudget/test/regions/130303");
  EXPECT_EQ(early->tree_size(), 12);
  Fill(20);
  trail::v1::TrailFilter filter;
  filter.set_person("王某");
  for (const auto& exported : {Export(), Export(filter, {12})}) {
    ASSERT_THAT(exported.status(), IsOk());
    const auto verdict = Verify(*exported, {early->note()});
    ASSERT_THAT(verdict.status(), IsOk());
    EXPECT_TRUE(verdict->sound());
  }
  EXPECT_THAT(Export({}, {12, 1000}).status(), HasViolation("since_sizes[1]", Reason::kOutOfRange));
}

TEST_F(TrailServiceTest, SendsLongTrailsInParts) {
  storage::OperationDraft draft = Draft("");
  draft.effect = std::string(60'000, '\x01');  // Six bytes each in a line.
  for (int i = 0; i < 8; ++i) {
    draft.request_id = fmt::format("long-{}", i);
    Append(draft);
  }
  const auto exported = Export();
  ASSERT_THAT(exported.status(), IsOk());
  EXPECT_GT(parts_, 5);
  EXPECT_TRUE(Verify(*exported, {})->sound());
}

TEST_F(TrailServiceTest, ProvesThatTheLogOnlyGrew) {
  Fill(9);
  const auto early = Checkpoint();
  Fill(9);
  const auto late = Checkpoint();
  for (const auto& proof : {Prove(12, 0), Prove(12, 24)}) {
    ASSERT_THAT(proof.status(), IsOk());
    EXPECT_EQ(proof->to_size(), 24);
    EXPECT_GT(proof->hashes_size(), 0);
  }
  EXPECT_THAT(Prove(12, 25).status(), HasViolation("to_size", Reason::kOutOfRange));
  EXPECT_THAT(Prove(13, 12).status(), HasViolation("to_size", Reason::kOutOfRange));
  EXPECT_THAT(Prove(25, 0).status(), HasViolation("from_size", Reason::kOutOfRange));
}

TEST_F(TrailServiceTest, IsForAuditorsOfTheRegion) {
  Fill(3);
  EXPECT_THAT(List([](auto& request) { request.set_parent("regions/990101"); }).status(),
              HasReason(Reason::kPermissionDenied));
  callers_.Set(
      rpc::Incoming{.caller = {.subject = "s", .roles = {"finance_approver"}, .region = "regions/130303"}});
  EXPECT_THAT(List().status(), HasReason(Reason::kPermissionDenied));
  EXPECT_THAT(Export().status(), HasReason(Reason::kPermissionDenied));
  EXPECT_THAT(Checkpoint().status(), HasReason(Reason::kPermissionDenied));
  EXPECT_THAT(Prove(1, 0).status(), HasReason(Reason::kPermissionDenied));
}

TEST_F(TrailServiceTest, ReadingItIsInItToo) {
  Fill(3);
  ASSERT_THAT(List().status(), IsOk());
  ASSERT_THAT(Export().status(), IsOk());
  const auto events = audit_.Events();
  ASSERT_EQ(events.size(), 2U);
  EXPECT_EQ(events[0].kind, ports::AuditEvent::Kind::kRead);
  audit_.GoAway(errors::Error(Reason::kStoreUnavailable));
  EXPECT_THAT(Export().status(), HasReason(Reason::kStoreUnavailable));
}

}  // namespace
}  // namespace clearbudget::trail_rpc
