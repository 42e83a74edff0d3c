// Acknowledged means durable: a writer killed in mid-load has lost nothing that it acknowledged.
#include <fmt/format.h>
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdint>
#include <string>
#include <thread>
#include <vector>

#include "common/storage/group_commit.h"
#include "common/storage/operation_chain.h"
#include "common/storage/operation_fixture.h"

namespace clearbudget::storage {
namespace {

constexpr int kWriters = 4;

class CrashTest : public OperationTest {
 protected:
  static std::string RequestId(std::int64_t number) { return fmt::format("r{}", number); }

  // Runs in the child until it is killed: each writer appends operations and reports each acknowledged one.
  // A report is shorter than PIPE_BUF, so it arrives whole or not at all.
  [[noreturn]] static void WriteForEver(const DatabaseOptions& options, std::int64_t first, int reports) {
    absl::StatusOr<std::unique_ptr<GroupCommit>> writer = GroupCommit::Start({.database = options});
    if (!writer.ok()) _exit(1);
    std::vector<std::thread> threads;
    for (int thread = 0; thread < kWriters; ++thread) {
      threads.emplace_back([&writer, first, thread, reports] {
        for (std::int64_t number = first + thread;; number += kWriters) {
          const absl::Status status = (*writer)->Run([number](SqliteDatabase& database) {
            return AppendOperation(database, Draft(kBudget, RequestId(number))).status();
          });
          if (!status.ok() || write(reports, &number, sizeof(number)) != sizeof(number)) _exit(1);
        }
      });
    }
    for (std::thread& thread : threads) thread.join();
    _exit(1);
  }

  // Kills a writer after so many acknowledgements; gives all those that had left it.
  std::vector<std::int64_t> AcknowledgedBeforeKill(std::int64_t first, std::size_t kill_after) const {
    int ends[2] = {-1, -1};
    EXPECT_EQ(pipe(ends), 0);
    const pid_t child = fork();
    if (child == 0) {
      close(ends[0]);
      WriteForEver(Options(), first, ends[1]);
    }
    close(ends[1]);
    std::vector<std::int64_t> acknowledged;
    std::int64_t number = 0;
    while (read(ends[0], &number, sizeof(number)) == sizeof(number)) {
      acknowledged.push_back(number);
      if (acknowledged.size() == kill_after) kill(child, SIGKILL);
    }
    close(ends[0]);
    int outcome = 0;
    EXPECT_EQ(waitpid(child, &outcome, 0), child);
    EXPECT_TRUE(WIFSIGNALED(outcome) && WTERMSIG(outcome) == SIGKILL) << "the writer ended by itself";
    return acknowledged;
  }
};

TEST_F(CrashTest, NothingAcknowledgedIsLostWhenTheWriterIsKilled) {
  database_.reset();
  std::vector<std::int64_t> acknowledged;
  for (const std::size_t kill_after : {1U, 100U, 777U}) {
    const std::int64_t first = static_cast<std::int64_t>(kill_after) * 1'000'000;
    for (const std::int64_t number : AcknowledgedBeforeKill(first, kill_after))
      acknowledged.push_back(number);

    const auto database = Open();
    for (const std::int64_t number : acknowledged) {
      const OperationDraft draft = Draft(kBudget, RequestId(number));
      const auto found = FindOperation(*database, KeyOf(draft));
      ASSERT_TRUE(found.ok()) << found.status();
      ASSERT_TRUE(found->has_value()) << "lost: " << number;
    }
    EXPECT_FALSE((*VerifyChain(*database, kRegion, kBudget)).has_value());
    EXPECT_GE(Number(*database, "SELECT COUNT(*) FROM operations"),
              static_cast<std::int64_t>(acknowledged.size()));
    absl::StatusOr<Statement> check = database->Prepare("PRAGMA integrity_check");
    ASSERT_TRUE(*check->Step());
    EXPECT_EQ(check->Text(0), "ok");
  }
}

}  // namespace
}  // namespace clearbudget::storage
