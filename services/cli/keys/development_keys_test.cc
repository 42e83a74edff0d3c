#include "services/cli/keys/development_keys.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>

#include "common/testing/fake_clock.h"
#include "common/testing/temporary_directory.h"
#include "gmock/gmock.h"
#include "services/cli/keys/key_folder.h"

namespace clearbudget::cli {
namespace {

namespace fs = std::filesystem;
using ::testing::AllOf;
using ::testing::Contains;
using ::testing::Each;
using ::testing::EndsWith;
using ::testing::Field;
using ::testing::HasSubstr;

std::string Contents(const std::string& path) {
  std::ifstream stream(path, std::ios::binary);
  return std::string(std::istreambuf_iterator<char>(stream), {});
}

class DevelopmentKeysTest : public ::testing::Test {
 protected:
  std::vector<KeyFile> Make(bool renew = false) {
    const auto files = MakeDevelopmentKeys(folder_, clock_, renew);
    EXPECT_TRUE(files.ok()) << files.status();
    return files.ok() ? *files : std::vector<KeyFile>();
  }

  std::map<std::string, std::string> Folder() const {
    std::map<std::string, std::string> all;
    for (const auto& entry : fs::recursive_directory_iterator(folder_)) {
      if (entry.is_regular_file()) all[entry.path()] = Contents(entry.path());
    }
    return all;
  }

  std::string File(std::string_view name) const { return fs::path(folder_) / name; }

  testing::TemporaryDirectory directory_;
  std::string folder_ = directory_.File("keys");
  testing::FakeClock clock_{std::chrono::system_clock::now()};
};

TEST_F(DevelopmentKeysTest, MakesEverythingAndKeepsItAtARepeat) {
  const std::vector<KeyFile> files = Make();
  EXPECT_THAT(files, Each(Field(&KeyFile::state, KeyFileState::kMade)));
  const auto before = Folder();
  EXPECT_EQ(before.size(), files.size());
  for (const char* name : {"jwks.json", "identity_policy.yaml", "assertion_public.pem", "trail_private.pem",
                           "internal/performance_key.pem", "public/ca.pem", "clients/platform.pem"}) {
    EXPECT_THAT(files, Contains(Field(&KeyFile::path, EndsWith(name))));
  }
  EXPECT_THAT(Make(), Each(Field(&KeyFile::state, KeyFileState::kKept)));
  EXPECT_EQ(Folder(), before);
}

TEST_F(DevelopmentKeysTest, PrivateKeysAreForTheirOwner) {
  for (const KeyFile& file : Make()) {
    const bool is_private = Contents(file.path).find("PRIVATE KEY") != std::string::npos;
    const fs::perms others =
        fs::status(file.path).permissions() & (fs::perms::group_all | fs::perms::others_all);
    EXPECT_EQ(is_private, file.path.ends_with("_key.pem") || file.path.ends_with("_private.pem"))
        << file.path;
    EXPECT_TRUE(!is_private || others == fs::perms::none) << file.path;
  }
  EXPECT_EQ(fs::status(folder_).permissions(), fs::perms::owner_all);
}

TEST_F(DevelopmentKeysTest, RenewsCertificatesAndNoAuthority) {
  Make();
  const auto before = Folder();
  Make(true);
  const auto after = Folder();
  for (const auto& [path, text] : before) {
    const bool issued = fs::path(path).parent_path() != folder_ && path.find("/ca") == std::string::npos;
    EXPECT_EQ(after.at(path) != text, issued) << path;
  }
  clock_.Advance(std::chrono::hours(24 * 300));
  EXPECT_THAT(Make(), Each(Field(&KeyFile::state, KeyFileState::kKept)));
  clock_.Advance(std::chrono::hours(24 * 80));
  EXPECT_THAT(Make(), Contains(AllOf(Field(&KeyFile::path, HasSubstr("gateway")),
                                     Field(&KeyFile::state, KeyFileState::kRenewed))));
  EXPECT_NE(Folder(), after);
}

TEST_F(DevelopmentKeysTest, CompletesWhatACutLeft) {
  Make();
  // As if cut before the private half was written, and between the files of a certificate.
  fs::remove(File(kTokenKeyFile));
  fs::remove(File(kKeySetFile));
  fs::remove(File("internal/submission.pem"));
  fs::remove(File("clients/ca.pem"));
  const std::string others = Contents(File(kAssertionKeyFile)) + Contents(File("internal/ca.pem"));
  Make();
  EXPECT_EQ(Contents(File(kAssertionKeyFile)) + Contents(File("internal/ca.pem")), others);
  EXPECT_THAT(Make(), Each(Field(&KeyFile::state, KeyFileState::kKept)));
}

TEST_F(DevelopmentKeysTest, RefusesToGuessWhatWasDamaged) {
  Make();
  std::ofstream(File("internal/ca_key.pem"), std::ios::trunc) << "no key";
  EXPECT_FALSE(MakeDevelopmentKeys(folder_, clock_, false).ok());
  std::ofstream(directory_.File("file")) << "x";
  EXPECT_FALSE(MakeDevelopmentKeys(directory_.File("file"), clock_, false).ok());
}

}  // namespace
}  // namespace clearbudget::cli
