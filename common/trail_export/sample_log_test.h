// For tests: a log in memory whose rows a test may change before it exports them.
#pragma once

#include <fmt/format.h>

#include <string>
#include <utility>
#include <vector>

#include "common/merkle/memory_tree_test.h"
#include "common/merkle/proof.h"
#include "common/trail/checkpoint.h"
#include "common/trail/record.h"
#include "common/trail_export/record.h"
#include "common/trail_export/row_check.h"
#include "common/trail_export/verifier.h"
#include "gtest/gtest.h"

namespace clearbudget::trail_export {

// Made for these tests; they sign nothing else.
inline constexpr std::string_view kEd25519Key =
    "-----BEGIN PRIVATE KEY-----\n"
    "MC4CAQAwBQYDK2VwBCIEIMwcjpLkb9i7ItrpY3aqWyGHzYyNfN7b1SPcsDqp/WwI\n"
    "-----END PRIVATE KEY-----\n";
inline constexpr std::string_view kP256Key =
    "-----BEGIN PRIVATE KEY-----\n"
    "MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgNyvrs5Zr0aFb8dpp\n"
    "2bY9PXkB+AW/6Ti9w2Zjof6D3+OhRANCAATu4aI9fjqLf7Lxj+fapy+TdouZxbw8\n"
    "GYjZNNKYbvogUPiZvm1lmRk6DJXAxDDAdYUz8+3fJgyUVZb84LlSju1I\n"
    "-----END PRIVATE KEY-----\n";
inline constexpr std::string_view kSm2Key =
    "-----BEGIN PRIVATE KEY-----\n"
    "MIGHAgEAMBMGByqGSM49AgEGCCqBHM9VAYItBG0wawIBAQQgaSGehir8/8DUHqIz\n"
    "mVCmVAU3qsbkb61OoJX7uV3zK5ChRANCAAQZGhOJ2Z8vruwPAv8f7aLN6Q6Am7W+\n"
    "GwgX+z+KQqgS8WvgpeHdPBrB4VAXcc2NXpb5COatHBjrOQiPqzjN04zP\n"
    "-----END PRIVATE KEY-----\n";

inline constexpr std::string_view kSampleOrigin = "clearbudget/submission/regions/990101";
inline constexpr std::string_view kSampleRegion = "990101";

class SampleLog {
 public:
  explicit SampleLog(digest::Algorithm hash = digest::Algorithm::kSha256, std::string_view key = kEd25519Key)
      : hash_(hash), signer_(*trail::NoteSigner::FromPem(std::string(kSampleOrigin), key)) {}

  // The next change of an agency's budget.
  void AddOperation(std::string_view agency) {
    trail::OperationRecord row;
    row.region = kSampleRegion;
    row.aggregate = fmt::format("regions/{}/agencies/{}/budgets/2026", kSampleRegion, agency);
    row.caller = "person:li";
    row.person = "李示例";
    row.agency = fmt::format("regions/{}/agencies/{}", kSampleRegion, agency);
    row.roles = "unit_preparer";
    row.client_address = "192.0.2.7";
    row.method = "/clearbudget.budget.v1.BudgetService/UpdateBudget";
    row.resource = row.aggregate;
    row.request_id = fmt::format("request-{}", rows.size());
    row.request_hash = digest::Sha256(row.request_id);
    row.answer_type = "clearbudget.budget.v1.Budget";
    row.answer_hash = digest::Of(hash_, "answer");
    if (rows.size() % 2 == 0) row.legal_date = "2026-02-10";
    row.system_time = 1770000000000000 + static_cast<std::int64_t>(rows.size());
    row.effect = R"({"count":1,"changes":[{"path":"state","before":null,"after":"草\n\"稿"}]})";
    Add(std::move(row));
  }

  void AddAudit(trail::AuditKind kind) {
    trail::AuditRecord row;
    row.region = kSampleRegion;
    row.kind = kind;
    row.caller = "person:wang";
    row.person = "王示例";
    row.roles = "auditor";
    row.method = "/clearbudget.budget.v1.BudgetService/GetBudget";
    row.resource = "regions/990101/agencies/201/budgets/2026";
    row.request_id = fmt::format("request-{}", rows.size());
    if (kind == trail::AuditKind::kRefusal) row.code = row.reason = "PERMISSION_DENIED";
    row.first_time = row.last_time = 1770000000000000;
    Add(std::move(row));
  }

  // Two budgets and audit events, taken in turn.
  void Fill(int count) {
    for (int i = 0; i < count; ++i) {
      if (i % 5 == 3) {
        AddAudit(i % 2 == 0 ? trail::AuditKind::kRead : trail::AuditKind::kRefusal);
      } else {
        AddOperation(i % 2 == 0 ? "201" : "202");
      }
    }
  }

  std::string Checkpoint(std::int64_t size) {
    return *trail::SignCheckpoint({.origin = std::string(kSampleOrigin),
                                   .tree_size = size,
                                   .root_hash = *merkle::RootAt(hash_, tree_, size),
                                   .extensions = {}},
                                  signer_);
  }
  std::string Checkpoint() { return Checkpoint(size()); }

  std::int64_t size() const { return static_cast<std::int64_t>(rows.size()); }

  // Every record in order. Where a filter is given, the entries are those whose places are given.
  std::vector<Record> Records(const Filter& filter = {}, const std::vector<std::int64_t>& places = {},
                              const std::vector<std::int64_t>& since = {}) {
    std::vector<Record> records;
    records.emplace_back(Header{.origin = std::string(kSampleOrigin),
                                .service = "submission",
                                .region = std::string(kSampleRegion),
                                .hash = hash_,
                                .tree_size = size(),
                                .filter = filter});
    records.emplace_back(SignedCheckpoint{Checkpoint()});
    for (const std::int64_t from : since) {
      records.emplace_back(
          ConsistencyProof{from, size(), *merkle::ProveConsistency(hash_, tree_, from, size())});
    }
    const bool all = filter == Filter();
    const std::int64_t count = all ? size() : static_cast<std::int64_t>(places.size());
    for (std::int64_t i = 0; i < count; ++i) {
      Entry entry = rows[static_cast<std::size_t>(all ? i : places[static_cast<std::size_t>(i)])];
      if (!all) entry.inclusion = *merkle::ProveInclusion(hash_, tree_, entry.leaf_index, size());
      records.emplace_back(std::move(entry));
    }
    records.emplace_back(End{count});
    return records;
  }

  TrustedKeys Keys() const { return *TrustedKeys::Parse(signer_.verifier().ToPem()); }
  const trail::NoteSigner& signer() const { return signer_; }

  std::vector<Entry> rows;

 private:
  template <typename Row>
  void Add(Row row) {
    row.change_number = 1;
    row.previous_hash = trail::ChainStart();
    for (const Entry& entry : rows) {
      const trail::Leaf leaf = LeafOf(entry);
      if (leaf.aggregate != trail::LeafOf(row).aggregate) continue;
      row.change_number = leaf.change_number + 1;
      row.previous_hash = leaf.row_hash;
    }
    row.row_hash = trail::RowHashOf(hash_, row);
    Entry entry{.leaf_index = size(), .row = std::move(row), .leaf_hash = {}, .inclusion = {}};
    entry.leaf_hash = merkle::LeafHash(hash_, trail::CanonicalLeaf(LeafOf(entry)));
    tree_.Append(entry.leaf_hash);
    rows.push_back(std::move(entry));
  }

  digest::Algorithm hash_;
  trail::NoteSigner signer_;
  merkle::MemoryTree tree_{hash_};
};

inline std::string TextOf(const std::vector<Record>& records) {
  std::string text;
  for (const Record& record : records) text += WriteLine(record);
  return text;
}

}  // namespace clearbudget::trail_export
