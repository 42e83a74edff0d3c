#include "common/config/configuration.h"

#include <chrono>
#include <fstream>
#include <map>

#include "common/errors/error.h"
#include "common/testing/status_matchers.h"
#include "common/testing/temporary_directory.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace clearbudget::config {
namespace {

using testing::HasReason;
using ::testing::HasSubstr;
using testing::HasViolation;
using testing::IsOk;
using testing::IsOkAndHolds;
using ::testing::Not;
using ::testing::SizeIs;
using testing::TemporaryDirectory;
constexpr errors::Reason kWrong = errors::Reason::kConfigurationInvalid;

struct Sample {
  std::string data_dir = "data";
  std::string level = "info";
  std::string password;
  std::int64_t port = 8081;
  bool grouping = true;
  std::chrono::milliseconds age{300000};
};

std::vector<Option> OptionsOf(Sample& sample) {
  return {
      {.name = "data_dir",
       .value = &sample.data_dir,
       .english = "Where data lie.",
       .chinese = "数据目录。",
       .required = true},
      {.name = "log_level",
       .value = &sample.level,
       .english = "Level.",
       .chinese = "级别。",
       .choices = {"debug", "info"}},
      {.name = "password",
       .value = &sample.password,
       .english = "Secret.",
       .chinese = "密码。",
       .secret = true},
      {.name = "port", .value = &sample.port, .english = "Port.", .chinese = "端口。", .maximum = 65535},
      {.name = "grouping", .value = &sample.grouping, .english = "Group.", .chinese = "合并。"},
      {.name = "age", .value = &sample.age, .english = "Age.", .chinese = "时长。", .minimum = 1000},
  };
}

absl::StatusOr<Action> ReadWith(Sample& sample, std::vector<std::string> arguments,
                                const std::map<std::string, std::string>& environment = {}) {
  return Read(OptionsOf(sample), {.arguments = std::move(arguments),
                                  .environment = [&](const std::string& name) -> std::optional<std::string> {
                                    const auto found = environment.find(name);
                                    if (found == environment.end()) return std::nullopt;
                                    return found->second;
                                  }});
}

TEST(ConfigurationTest, DefaultsStay) {
  Sample sample;
  EXPECT_THAT(ReadWith(sample, {}), IsOkAndHolds(Action::kRun));
  EXPECT_EQ(sample.data_dir, "data");
  EXPECT_EQ(sample.port, 8081);
}

TEST(ConfigurationTest, EveryTypeIsRead) {
  Sample sample;
  ASSERT_THAT(ReadWith(sample, {"--data_dir", "/var/lib/x", "--log_level=debug", "--port=0",
                                "--grouping=false", "--age=20s"}),
              IsOk());
  EXPECT_EQ(sample.data_dir, "/var/lib/x");
  EXPECT_EQ(sample.level, "debug");
  EXPECT_EQ(sample.port, 0);
  EXPECT_FALSE(sample.grouping);
  EXPECT_EQ(sample.age, std::chrono::seconds(20));
}

TEST(ConfigurationTest, SwitchNeedsNoValue) {
  Sample sample;
  sample.grouping = false;
  ASSERT_THAT(ReadWith(sample, {"--grouping", "--port=1"}), IsOk());
  EXPECT_TRUE(sample.grouping);
  EXPECT_EQ(sample.port, 1);
}

TEST(ConfigurationTest, FlagsBeforeEnvironmentBeforeFile) {
  const TemporaryDirectory directory;
  const std::string file = directory.File("x.conf");
  std::ofstream(file) << "# a comment\n port = 1 # here too\nlog_level=debug\r\n\ndata_dir = from file\n";
  Sample sample;
  ASSERT_THAT(ReadWith(sample, {"--port=3", "--config_file=" + file},
                       {{"CLEARBUDGET_PORT", "2"}, {"CLEARBUDGET_DATA_DIR", "from environment"}}),
              IsOk());
  EXPECT_EQ(sample.port, 3);
  EXPECT_EQ(sample.data_dir, "from environment");
  EXPECT_EQ(sample.level, "debug");
}

TEST(ConfigurationTest, EverythingThatIsWrongIsNamed) {
  const TemporaryDirectory directory;
  const std::string file = directory.File("x.conf");
  std::ofstream(file) << "prot = 1\nno equals sign\nage = 1\nage = 2\n";
  Sample sample;
  const auto result =
      ReadWith(sample, {"--config_file", file, "--verbose", "--grouping=yes", "stray", "--port=65536"},
               {{"CLEARBUDGET_LOG_LEVEL", "loud"}, {"CLEARBUDGET_DATA_DIR", ""}});
  EXPECT_THAT(result, HasReason(kWrong));
  for (const std::string& path :
       {file + ":1", file + ":2", file + ":3", file + ":4", std::string("--verbose"),
        std::string("--grouping"), std::string("arguments"), std::string("--port"),
        std::string("CLEARBUDGET_LOG_LEVEL"), std::string("CLEARBUDGET_DATA_DIR")}) {
    EXPECT_THAT(result, HasViolation(path, kWrong));
  }
  EXPECT_THAT(errors::ViolationsOf(result.status()), SizeIs(10));
}

class BadValueTest : public ::testing::TestWithParam<const char*> {};

TEST_P(BadValueTest, IsRefused) {
  Sample sample;
  EXPECT_THAT(ReadWith(sample, {GetParam()}), HasReason(kWrong));
}

INSTANTIATE_TEST_SUITE_P(Values, BadValueTest,
                         ::testing::Values("--port=", "--port=-1", "--port=1e3", "--port=0x10", "--port= 1",
                                           "--port=99999999999999999999", "--age=999", "--age=5 min",
                                           "--age=-5s", "--age=9223372036854775807h", "--grouping=1",
                                           "--grouping=TRUE", "--log_level=INFO", "--data_dir=", "--port",
                                           "--config_file=/nowhere/x", "-port=1", "--"));

TEST(ConfigurationTest, RequiredWithoutDefaultMustBeGiven) {
  Sample sample;
  sample.data_dir.clear();
  EXPECT_THAT(ReadWith(sample, {}), HasViolation("--data_dir", kWrong));
}

TEST(ConfigurationTest, SecretsAreNeverPrinted) {
  Sample sample;
  ASSERT_THAT(ReadWith(sample, {"--print_config"}, {{"CLEARBUDGET_PASSWORD", "hunter2"}}),
              IsOkAndHolds(Action::kPrintConfig));
  EXPECT_EQ(sample.password, "hunter2");
  EXPECT_EQ(PrintedConfig(OptionsOf(sample)),
            "data_dir = data\nlog_level = info\npassword = ***\nport = 8081\ngrouping = true\nage = 5min\n");
  EXPECT_THAT(HelpText("x", OptionsOf(sample)), Not(HasSubstr("hunter2")));
}

TEST(ConfigurationTest, HelpTellsEveryOption) {
  Sample sample;
  EXPECT_THAT(ReadWith(sample, {"--port=wrong", "--help"}), IsOkAndHolds(Action::kShowHelp));
  const std::string help = HelpText("submission", OptionsOf(sample));
  EXPECT_THAT(help,
              HasSubstr("--port\n      Port.\n      端口。\n      an integer from 0 to 65535; default 8081"));
  EXPECT_THAT(help, HasSubstr("at least 1s; default 5min"));
}

TEST(ConfigurationTest, MainEndsWithItsExitCode) {
  Sample sample;
  const char* help[] = {"submission", "--help"};
  const char* wrong[] = {"submission", "--nothing"};
  const char* good[] = {"submission", "--port=9"};
  ::testing::internal::CaptureStdout();
  EXPECT_EQ(ReadOrExitCode("submission", OptionsOf(sample), 2, help), 0);
  EXPECT_THAT(::testing::internal::GetCapturedStdout(), HasSubstr("--data_dir"));
  ::testing::internal::CaptureStderr();
  EXPECT_EQ(ReadOrExitCode("submission", OptionsOf(sample), 2, wrong), 2);
  const std::string errors = ::testing::internal::GetCapturedStderr();
  EXPECT_THAT(errors, HasSubstr("an option that --help lists"));
  EXPECT_THAT(errors, HasSubstr("--help 中列出的选项"));
  EXPECT_EQ(ReadOrExitCode("submission", OptionsOf(sample), 2, good), std::nullopt);
  EXPECT_EQ(sample.port, 9);
}

}  // namespace
}  // namespace clearbudget::config
