#include "common/trail/record.h"

#include <gtest/gtest.h>

#include <functional>
#include <set>
#include <string>
#include <vector>

namespace clearbudget::trail {
namespace {

using digest::Algorithm;

OperationRecord SampleOperation() {
  OperationRecord record;
  static_cast<Actor&>(record) = ActorOf({.subject = "platform:hebei",
                                         .person = "李某",
                                         .agency = "regions/130303/agencies/101",
                                         .roles = {"unit_preparer", "auditor"},
                                         .region = "regions/130303",
                                         .delegator = "王某",
                                         .delegation = "regions/130303/delegations/leave-2020"},
                                        "10.0.0.7");
  record.region = "130303";
  record.aggregate = "regions/130303/agencies/101/budgets/2020";
  record.method = "/clearbudget.budget.v1.BudgetService/SubmitBudget";
  record.resource = record.aggregate;
  record.request_id = "r1";
  record.request_hash = digest::Sha256("request");
  record.answer_type = "clearbudget.budget.v1.Revision";
  record.legal_date = "2020-02-01";
  record.system_time = 1'580'515'200'000'000;
  record.effect = R"([1,["state","DRAFT","SUBMITTED"]])";
  record.change_number = 1;
  record.answer_hash = digest::Sha256("answer");
  record.previous_hash = ChainStart();
  return record;
}

AuditRecord SampleAudit() {
  AuditRecord record;
  static_cast<Actor&>(record) = ActorOf({.subject = "platform:hebei", .person = "李某"}, "10.0.0.7");
  record.region = "130303";
  record.kind = AuditKind::kRefusal;
  record.method = "/clearbudget.budget.v1.BudgetService/ApproveBudget";
  record.resource = "regions/130303/agencies/101/budgets/2020";
  record.request_id = "r2";
  record.code = "PERMISSION_DENIED";
  record.reason = "PERMISSION_DENIED";
  record.count = 3;
  record.first_time = 1'580'515'200'000'000;
  record.last_time = 1'580'515'230'000'000;
  record.change_number = 1;
  record.previous_hash = ChainStart();
  return record;
}

TEST(ActorTest, RolesAreSortedAndJoined) {
  EXPECT_EQ(SampleOperation().roles, "auditor,unit_preparer");
  EXPECT_EQ(ActorOf({}, "").roles, "");
}

// Every one of these changes must show in the hash, and no two may look the same.
TEST(RecordTest, EveryFieldOfAnOperationIsHashed) {
  const std::vector<std::function<void(OperationRecord&)>> changes = {
      [](OperationRecord&) {},
      [](OperationRecord& record) { record.caller += "x"; },
      [](OperationRecord& record) { record.person += "x"; },
      [](OperationRecord& record) { record.agency += "x"; },
      [](OperationRecord& record) { record.roles += "x"; },
      [](OperationRecord& record) { record.delegator += "x"; },
      [](OperationRecord& record) { record.delegation += "x"; },
      [](OperationRecord& record) { record.client_address += "x"; },
      [](OperationRecord& record) { record.region += "x"; },
      [](OperationRecord& record) { record.aggregate += "x"; },
      [](OperationRecord& record) { record.method += "x"; },
      [](OperationRecord& record) { record.resource += "x"; },
      [](OperationRecord& record) { record.request_id += "x"; },
      [](OperationRecord& record) { record.request_hash[0] ^= '\1'; },
      [](OperationRecord& record) { record.answer_type += "x"; },
      [](OperationRecord& record) { record.legal_date.reset(); },
      [](OperationRecord& record) { record.legal_date = ""; },
      [](OperationRecord& record) { ++record.system_time; },
      [](OperationRecord& record) { record.effect += " "; },
      [](OperationRecord& record) { ++record.change_number; },
      [](OperationRecord& record) { record.answer_hash[0] ^= '\1'; },
      [](OperationRecord& record) { record.previous_hash[0] ^= '\1'; },
      // Fields do not flow into each other.
      [](OperationRecord& record) { record.caller.pop_back(), record.person.insert(0, "i"); },
  };
  for (const Algorithm algorithm : {Algorithm::kSha256, Algorithm::kSm3}) {
    std::set<std::string> hashes;
    for (const auto& change : changes) {
      OperationRecord record = SampleOperation();
      change(record);
      hashes.insert(RowHashOf(algorithm, record));
    }
    EXPECT_EQ(hashes.size(), changes.size());
  }
}

TEST(RecordTest, EveryFieldOfAnAuditEventIsHashed) {
  const std::vector<std::function<void(AuditRecord&)>> changes = {
      [](AuditRecord&) {},
      [](AuditRecord& record) { record.caller += "x"; },
      [](AuditRecord& record) { record.person += "x"; },
      [](AuditRecord& record) { record.agency += "x"; },
      [](AuditRecord& record) { record.roles += "x"; },
      [](AuditRecord& record) { record.delegator += "x"; },
      [](AuditRecord& record) { record.delegation += "x"; },
      [](AuditRecord& record) { record.client_address += "x"; },
      [](AuditRecord& record) { record.region += "x"; },
      [](AuditRecord& record) { record.kind = AuditKind::kRead; },
      [](AuditRecord& record) { record.method += "x"; },
      [](AuditRecord& record) { record.resource += "x"; },
      [](AuditRecord& record) { record.request_id += "x"; },
      [](AuditRecord& record) { record.code += "x"; },
      [](AuditRecord& record) { record.reason += "x"; },
      [](AuditRecord& record) { ++record.count; },
      [](AuditRecord& record) { ++record.first_time; },
      [](AuditRecord& record) { ++record.last_time; },
      [](AuditRecord& record) { ++record.change_number; },
      [](AuditRecord& record) { record.previous_hash[0] ^= '\1'; },
  };
  std::set<std::string> hashes;
  for (const auto& change : changes) {
    AuditRecord record = SampleAudit();
    change(record);
    hashes.insert(RowHashOf(Algorithm::kSha256, record));
  }
  EXPECT_EQ(hashes.size(), changes.size());
}

// Computed by another program (Python's hashlib) from the description in record.h.
TEST(RecordTest, HashesAreThoseOfTheDocumentedEncoding) {
  OperationRecord operation = SampleOperation();
  operation.row_hash = RowHashOf(Algorithm::kSha256, operation);
  EXPECT_EQ(digest::ToHex(operation.row_hash),
            "91b9537fc349e36999e40f766e08e7cc48b430661a2a093f5e0b50ad10d3a5e6");
  EXPECT_EQ(digest::ToHex(RowHashOf(Algorithm::kSm3, operation)),
            "3377d50b2845acbae8e16a1bf7fe8ff430dfda6ff96975057f22e3cfd0dde6dd");
  EXPECT_EQ(digest::Sha256Hex(CanonicalLeaf(LeafOf(operation))),
            "bc500483bc37b50a6e80423216db854a3a95da58722fc6c7cfe6962ac5f86bbc");
  AuditRecord audit = SampleAudit();
  audit.row_hash = RowHashOf(Algorithm::kSha256, audit);
  EXPECT_EQ(digest::ToHex(audit.row_hash),
            "eb4f6ecc392a9680f08a8941fafaa8e29bffc429f0efe7c01a017cfe127dde34");
  EXPECT_EQ(digest::Sha256Hex(CanonicalLeaf(LeafOf(audit))),
            "84adab7dd015947f898614465b1e3890534c9426e609b6ae6f1e79339351b61a");
}

TEST(LeafTest, SaysWhichRowItStandsFor) {
  EXPECT_EQ(LeafOf(SampleAudit()).aggregate, "regions/130303/auditEvents");
  EXPECT_EQ(AuditAggregate(kNoRegion), "regions/-/auditEvents");
  std::set<std::string> leaves;
  for (const Leaf& leaf : {Leaf{RowKind::kOperation, "a", 1, "h"}, Leaf{RowKind::kAudit, "a", 1, "h"},
                           Leaf{RowKind::kOperation, "b", 1, "h"}, Leaf{RowKind::kOperation, "a", 2, "h"},
                           Leaf{RowKind::kOperation, "a", 1, "i"}}) {
    leaves.insert(CanonicalLeaf(leaf));
  }
  EXPECT_EQ(leaves.size(), 5U);
}

TEST(NamesTest, ReadBack) {
  EXPECT_EQ(AuditKindNamed("refusal"), AuditKind::kRefusal);
  EXPECT_EQ(AuditKindNamed("read"), AuditKind::kRead);
  EXPECT_EQ(AuditKindNamed("Read"), std::nullopt);
  EXPECT_EQ(RowKindNamed("operation"), RowKind::kOperation);
  EXPECT_EQ(RowKindNamed("audit"), RowKind::kAudit);
  EXPECT_EQ(RowKindNamed(""), std::nullopt);
}

}  // namespace
}  // namespace clearbudget::trail
