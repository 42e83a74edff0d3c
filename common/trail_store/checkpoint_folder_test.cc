#include "common/trail_store/checkpoint_folder.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

#include "common/testing/status_matchers.h"
#include "common/testing/temporary_directory.h"

namespace clearbudget::trail_store {
namespace {

using testing::HasReason;
using testing::IsOk;

class CheckpointFolderTest : public ::testing::Test {
 protected:
  static std::string Content(const std::string& path) {
    std::ifstream file(path);
    return std::string(std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>());
  }

  static trail::Checkpoint OfSize(std::int64_t size) {
    return {.origin = "clearbudget/submission/regions/130303",
            .tree_size = size,
            .root_hash = std::string(32, 'r'),
            .extensions = {}};
  }

  testing::TemporaryDirectory folder_;
  const std::string log_folder_ = folder_.File("clearbudget_submission_regions_130303");
};

TEST_F(CheckpointFolderTest, KeepsEveryCheckpointUnderItsSize) {
  const CheckpointFolder kept(folder_.path());
  EXPECT_THAT(kept.Keep(OfSize(7), "seven\n"), IsOk());
  EXPECT_THAT(kept.Keep(OfSize(9), "nine\n"), IsOk());
  EXPECT_EQ(Content(log_folder_ + "/7.note"), "seven\n");
  EXPECT_EQ(Content(log_folder_ + "/9.note"), "nine\n");
  EXPECT_EQ(std::distance(std::filesystem::directory_iterator(log_folder_), {}), 2) << "nothing else is left";
}

TEST_F(CheckpointFolderTest, WhatIsKeptStays) {
  const CheckpointFolder kept(folder_.path());
  EXPECT_THAT(kept.Keep(OfSize(7), "first\n"), IsOk());
  EXPECT_THAT(kept.Keep(OfSize(7), "second\n"), IsOk());
  EXPECT_EQ(Content(log_folder_ + "/7.note"), "first\n");
}

TEST_F(CheckpointFolderTest, AnUnfinishedNoteIsWrittenAgain) {
  std::filesystem::create_directory(log_folder_);
  std::ofstream(log_folder_ + "/7.note.unfinished") << "hal";
  EXPECT_THAT(CheckpointFolder(folder_.path()).Keep(OfSize(7), "whole\n"), IsOk());
  EXPECT_EQ(Content(log_folder_ + "/7.note"), "whole\n");
}

TEST_F(CheckpointFolderTest, AFolderThatCannotBeWrittenIsTold) {
  EXPECT_THAT(CheckpointFolder(folder_.File("absent")).Keep(OfSize(7), "note\n"),
              HasReason(errors::Reason::kStoreUnavailable));
  std::ofstream(folder_.File("file")) << "x";
  EXPECT_THAT(CheckpointFolder(folder_.File("file")).Keep(OfSize(7), "note\n"),
              HasReason(errors::Reason::kStoreUnavailable));
}

}  // namespace
}  // namespace clearbudget::trail_store
