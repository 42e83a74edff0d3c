#include "common/storage/operation_chain.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>

#include "common/storage/operation_fixture.h"

namespace clearbudget::storage {
namespace {

class OperationChainTest : public OperationTest {
 protected:
  // Three rows of one aggregate and one of another.
  void Fill() {
    Append(Draft(kBudget, "r1"));
    OperationDraft dated = Draft(kBudget, "r2");
    dated.legal_date = "2020-02-01";
    Append(dated);
    Append(Draft(kBudget, "r3"));
    Append(Draft(kOtherBudget, "r4"));
  }

  // The change number of the first row that does not fit; 0 when all fit.
  std::int64_t FirstBreak() {
    const auto found = VerifyChain(*database_, kRegion, kBudget);
    EXPECT_TRUE(found.ok()) << found.status();
    return found->has_value() ? (*found)->change_number : 0;
  }
};

// Computed by another program from the description in common/trail/record.h.
TEST_F(OperationChainTest, HashesAreThoseOfTheDocumentedEncoding) {
  Fill();
  const auto changes = *ListChanges(*database_, kRegion, kBudget, 0, 2);
  EXPECT_EQ(changes[0].previous_hash, std::string(32, '\0'));
  EXPECT_EQ(digest::ToHex(changes[0].row_hash),
            "57251afacdb4ab681149f3c5d4b2ecd7b2d2979a289a6ff69dcf33505cb25242");
  EXPECT_EQ(changes[1].previous_hash, changes[0].row_hash);
  EXPECT_EQ(digest::ToHex(changes[1].row_hash),
            "511359474bfc3759499952e43f3bff29417c6d43d904b246915c74a24408fc70");
}

TEST_F(OperationChainTest, AnUntouchedChainFits) {
  EXPECT_EQ(FirstBreak(), 0) << "no rows";
  Fill();
  EXPECT_EQ(FirstBreak(), 0);
  EXPECT_FALSE((*VerifyChain(*database_, kRegion, kOtherBudget)).has_value());
}

TEST_F(OperationChainTest, TamperingIsFound) {
  struct Case {
    std::string_view change;
    std::int64_t first_break;
  };
  const Case cases[] = {
      {"UPDATE operations SET caller = 'x' WHERE request_id = 'r2'", 2},
      {"UPDATE operations SET person = '' WHERE request_id = 'r2'", 2},
      {"UPDATE operations SET agency = '' WHERE request_id = 'r2'", 2},
      {"UPDATE operations SET roles = 'auditor' WHERE request_id = 'r2'", 2},
      {"UPDATE operations SET delegator = 'x' WHERE request_id = 'r2'", 2},
      {"UPDATE operations SET delegation = 'x' WHERE request_id = 'r2'", 2},
      {"UPDATE operations SET client_address = '' WHERE request_id = 'r2'", 2},
      {"UPDATE operations SET resource = '' WHERE request_id = 'r2'", 2},
      {"UPDATE operations SET effect = '[0]' WHERE request_id = 'r2'", 2},
      {"UPDATE operations SET answer_hash = request_hash WHERE request_id = 'r2'", 2},
      {"UPDATE operations SET method = 'x' WHERE request_id = 'r1'", 1},
      {"UPDATE operations SET request_id = 'x' WHERE request_id = 'r3'", 3},
      {"UPDATE operations SET request_hash = x'00' WHERE request_id = 'r2'", 2},
      {"UPDATE operations SET answer_type = 'x' WHERE request_id = 'r2'", 2},
      {"UPDATE operations SET answer = x'00' WHERE request_id = 'r2'", 2},
      {"UPDATE operations SET legal_date = NULL WHERE request_id = 'r2'", 2},
      {"UPDATE operations SET legal_date = '' WHERE request_id = 'r1'", 1},
      {"UPDATE operations SET system_time = system_time + 1 WHERE request_id = 'r1'", 1},
      {"UPDATE operations SET previous_hash = row_hash WHERE request_id = 'r3'", 3},
      {"UPDATE operations SET row_hash = previous_hash WHERE request_id = 'r1'", 1},
      {"DELETE FROM operations WHERE request_id = 'r1'", 2},
      {"DELETE FROM operations WHERE request_id = 'r2'", 3},
      {"UPDATE operations SET change_number = 9 WHERE request_id = 'r3'", 9},
      {"UPDATE operations SET aggregate = 'regions/130303/agencies/101/budgets/2020', change_number = 4 "
       "WHERE request_id = 'r4'",
       4},
  };
  Fill();
  for (const Case& test : cases) {
    ASSERT_TRUE(database_->Execute("BEGIN").ok());
    ASSERT_TRUE(database_->Execute(test.change).ok()) << test.change;
    EXPECT_EQ(FirstBreak(), test.first_break) << test.change;
    ASSERT_TRUE(database_->Execute("ROLLBACK").ok());
  }
}

}  // namespace
}  // namespace clearbudget::storage
