#include "common/storage/chain_hash.h"

#include <gtest/gtest.h>

#include "common/storage/operation_chain.h"
#include "common/storage/operation_fixture.h"
#include "common/testing/status_matchers.h"

namespace clearbudget::storage {
namespace {

using digest::Algorithm;
using errors::Reason;
using testing::HasReason;
using testing::IsOk;
using testing::IsOkAndHolds;

class ChainHashTest : public OperationTest {};

TEST_F(ChainHashTest, TheFirstStartFixesIt) {
  EXPECT_THAT(ChainHashOf(*database_), IsOkAndHolds(Algorithm::kSha256));
  EXPECT_THAT(FixChainHash(*database_, Algorithm::kSm3), IsOk());
  EXPECT_THAT(ChainHashOf(*database_), IsOkAndHolds(Algorithm::kSm3));
  EXPECT_THAT(FixChainHash(*database_, Algorithm::kSm3), IsOk());
  const absl::Status changed = FixChainHash(*database_, Algorithm::kSha256);
  EXPECT_THAT(changed, HasReason(Reason::kTrailHashFixed));
  EXPECT_EQ(errors::MetadataOf(changed)["stored"], "sm3");
  EXPECT_EQ(errors::MetadataOf(changed)["wanted"], "sha256");
}

TEST_F(ChainHashTest, AStoreWithRowsAndWithoutAChoiceHasSha256) {
  Append(Draft(kBudget, "r1"));
  EXPECT_THAT(FixChainHash(*database_, Algorithm::kSm3), HasReason(Reason::kTrailHashFixed));
  EXPECT_THAT(FixChainHash(*database_, Algorithm::kSha256), IsOk());
}

TEST_F(ChainHashTest, RowsAreHashedByIt) {
  ASSERT_THAT(FixChainHash(*database_, Algorithm::kSm3), IsOk());
  const Operation operation = Append(Draft(kBudget, "r1"));
  EXPECT_EQ(operation.row_hash, trail::RowHashOf(Algorithm::kSm3, operation));
  EXPECT_EQ(operation.answer_hash, digest::Sm3(operation.answer));
  const trail::AuditRecord refusal = Append(Refusal("r2"));
  EXPECT_EQ(refusal.row_hash, trail::RowHashOf(Algorithm::kSm3, refusal));
  EXPECT_FALSE((*VerifyChain(*database_, kRegion, kBudget)).has_value());
  EXPECT_FALSE((*VerifyAuditChain(*database_, kRegion)).has_value());
}

TEST_F(ChainHashTest, AnUnknownNameIsDamage) {
  ASSERT_THAT(FixChainHash(*database_, Algorithm::kSm3), IsOk());
  ASSERT_THAT(database_->Execute("UPDATE chain_hash SET algorithm = 'md5'"), IsOk());
  EXPECT_THAT(ChainHashOf(*database_).status(), HasReason(Reason::kChecksumMismatch));
}

}  // namespace
}  // namespace clearbudget::storage
