#include <gtest/gtest.h>

#include "common/errors/error.h"
#include "common/testing/status_matchers.h"
#include "services/performance/adapters/cached_revision_reader.h"
#include "services/performance/adapters/cached_scheme_reader.h"
#include "services/performance/testing/fake_readers.h"
#include "services/performance/testing/shipped_schemes.h"

namespace clearbudget::performance {
namespace {

using testing::HasReason;

names::RevisionName Number(int64_t number) {
  return {"990101", "201", 2026, number};
}

TEST(CachedRevisionReaderTest, ReadsARevisionOnceWhileItIsKept) {
  FakeRevisionReader source;
  CachedRevisionReader cached(source, 2);
  for (const int64_t number : {1, 2, 1, 1, 2})
    EXPECT_EQ((*cached.ReadRevision({}, Number(number)))->name.number, number);
  EXPECT_EQ(source.reads, 2);
  // The third pushes out the one unused for longest.
  ASSERT_TRUE(cached.ReadRevision({}, Number(3)).ok());
  ASSERT_TRUE(cached.ReadRevision({}, Number(2)).ok());
  EXPECT_EQ(source.reads, 3);
  ASSERT_TRUE(cached.ReadRevision({}, Number(1)).ok());
  EXPECT_EQ(source.reads, 4);
}

TEST(CachedRevisionReaderTest, ARevisionIsKeptOnceItIsApproved) {
  FakeRevisionReader source;
  source.revision.state = RevisionState::kSubmitted;
  CachedRevisionReader cached(source);
  EXPECT_FALSE(IsApproved(**cached.ReadRevision({}, Number(1))));
  source.revision.state = RevisionState::kApproved;
  EXPECT_TRUE(IsApproved(**cached.ReadRevision({}, Number(1))));
  EXPECT_TRUE(cached.ReadRevision({}, Number(1)).ok());
  EXPECT_EQ(source.reads, 2);
}

TEST(CachedRevisionReaderTest, AnErrorIsNotKept) {
  FakeRevisionReader source;
  source.away = errors::Error(errors::Reason::kBackendUnavailable, {{"backend", "submission"}});
  CachedRevisionReader cached(source);
  EXPECT_THAT(cached.ReadRevision({}, Number(1)), HasReason(errors::Reason::kBackendUnavailable));
  source.away = absl::OkStatus();
  EXPECT_TRUE(cached.ReadRevision({}, Number(1)).ok());
}

TEST(CachedSchemeReaderTest, ReadsSchemesOnce) {
  FakeSchemeReader source(ShippedSchemes());
  CachedSchemeReader cached(source);
  EXPECT_EQ(*cached.ReadSchemes({}, "one"), *cached.ReadSchemes({}, "one"));
  EXPECT_EQ(source.reads, 1);
  ASSERT_TRUE(cached.ReadSchemes({}, "two").ok());
  EXPECT_EQ(source.reads, 2);
}

}  // namespace
}  // namespace clearbudget::performance
