#include "common/storage/checked_blob.h"

#include <gtest/gtest.h>

#include <string>

#include "common/errors/error.h"
#include "common/storage/storage_fixture.h"

namespace clearbudget::storage {
namespace {

class CheckedBlobTest : public StorageTest {
 protected:
  void Store(std::string_view bytes) {
    ASSERT_TRUE(database_->Execute("CREATE TABLE blobs (bytes BYTEA, checksum BYTEA)").ok());
    absl::StatusOr<Statement> insert = database_->Prepare("INSERT INTO blobs VALUES (?1, ?2)");
    ASSERT_TRUE(BindCheckedBlob(*insert, 1, 2, bytes).Run().ok());
  }

  absl::StatusOr<std::string> Load() {
    absl::StatusOr<Statement> select = database_->Prepare("SELECT bytes, checksum FROM blobs");
    EXPECT_TRUE(*select->Step());
    return CheckedBlob(*select, 0, 1, "regions/1/budgets/2020/revisions/1");
  }

  std::unique_ptr<SqliteDatabase> database_ = Open();
};

TEST_F(CheckedBlobTest, BytesComeBack) {
  const std::string bytes("\x00\x01预算", 8);
  Store(bytes);
  EXPECT_EQ(*Load(), bytes);
}

TEST_F(CheckedBlobTest, EmptyBytesComeBack) {
  Store("");
  EXPECT_EQ(*Load(), "");
}

TEST_F(CheckedBlobTest, ChangedBytesAreDataLoss) {
  Store("abc");
  for (const std::string_view change :
       {"UPDATE blobs SET bytes = x'616264'", "UPDATE blobs SET bytes = x''", "UPDATE blobs SET bytes = NULL",
        "UPDATE blobs SET bytes = x'616263', checksum = NULL"}) {
    ASSERT_TRUE(database_->Execute(change).ok());
    const absl::Status status = Load().status();
    EXPECT_EQ(status.code(), absl::StatusCode::kDataLoss) << change;
    EXPECT_EQ(errors::ReasonOf(status), errors::Reason::kChecksumMismatch);
    EXPECT_NE(status.message().find("revisions/1"), absl::string_view::npos);
  }
}

}  // namespace
}  // namespace clearbudget::storage
