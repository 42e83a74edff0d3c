// Stops a real process while a call is on its way.
#include <fcntl.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cstdio>
#include <future>
#include <string>
#include <vector>

#include "clearbudget/budget/v1/agency_service.grpc.pb.h"
#include "common/errors/error.h"
#include "common/rpc/backend.h"
#include "common/rpc/testing/test_trust.h"
#include "common/testing/status_matchers.h"
#include "fmt/core.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace clearbudget::rpc {
namespace {

using budget::v1::Agency;
using budget::v1::AgencyService;
using budget::v1::GetAgencyRequest;
using testing::HasReason;
using ::testing::HasSubstr;
using testing::IsOk;

class ServerProcess {
 public:
  ServerProcess(const TlsFiles& files, const std::vector<std::string>& flags) {
    std::array<int, 2> input{};
    std::array<int, 2> output{};
    if (pipe2(input.data(), O_CLOEXEC) != 0 || pipe2(output.data(), O_CLOEXEC) != 0) std::abort();
    std::vector<std::string> arguments{STOP_TEST_SERVER, "--certificate_file=" + files.certificate_file,
                                       "--private_key_file=" + files.private_key_file,
                                       "--ca_file=" + files.ca_file};
    arguments.insert(arguments.end(), flags.begin(), flags.end());
    std::vector<char*> argv;
    for (std::string& argument : arguments) argv.push_back(argument.data());
    argv.push_back(nullptr);
    pid_ = fork();
    if (pid_ == 0) {
      dup2(input[0], STDIN_FILENO);
      dup2(output[1], STDERR_FILENO);
      execv(argv[0], argv.data());
      _exit(127);
    }
    close(input[0]);
    close(output[1]);
    input_ = input[1];
    log_ = fdopen(output[0], "r");
  }

  ~ServerProcess() {
    if (!exited_) {
      kill(pid_, SIGKILL);
      waitpid(pid_, nullptr, 0);
    }
    close(input_);
    std::fclose(log_);
  }
  ServerProcess(const ServerProcess&) = delete;
  ServerProcess& operator=(const ServerProcess&) = delete;

  // Reads the log until a line has the text; empty where the log ends first.
  std::string WaitForLine(const std::string& text) {
    std::array<char, 4096> line{};
    while (std::fgets(line.data(), line.size(), log_) != nullptr) {
      if (std::string(line.data()).find(text) != std::string::npos) return line.data();
    }
    return {};
  }

  int WaitForPort() {
    const std::string line = WaitForLine("server_started");
    const std::size_t port = line.find("\"port\":");
    return port == line.npos ? 0 : std::stoi(line.substr(port + 7));
  }

  void LetTheCallGo() {
    if (write(input_, "x", 1) != 1) std::abort();
  }
  void Send(int signal) { kill(pid_, signal); }

  // 128 + the signal where the process was ended by one.
  int ExitCode() {
    int status = 0;
    waitpid(pid_, &status, 0);
    exited_ = true;
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  }

 private:
  pid_t pid_ = 0;
  int input_ = -1;
  std::FILE* log_ = nullptr;
  bool exited_ = false;
};

class Client {
 public:
  Client(TestTrust& trust, int port)
      : backend_("submission", fmt::format("127.0.0.1:{}", port), {}, trust.FilesOf("performance")),
        stub_(AgencyService::NewStub(backend_.channel())) {}

  absl::StatusOr<Agency> Get() {
    GetAgencyRequest request;
    request.set_name("regions/130303/agencies/101");
    AgencyService::StubInterface& stub = *stub_;
    return backend_.Call({}, stub, &AgencyService::StubInterface::GetAgency, request);
  }

 private:
  Backend backend_;
  std::unique_ptr<AgencyService::Stub> stub_;
};

class StopTest : public ::testing::TestWithParam<int> {
 protected:
  TestTrust trust_;
};

TEST_P(StopTest, CallThatRunsIsAnswered) {
  ServerProcess server(trust_.FilesOf("submission"), {"--drain_time=0"});
  const int port = server.WaitForPort();
  ASSERT_GT(port, 0);
  Client client(trust_, port);
  auto answer = std::async(std::launch::async, [&] { return client.Get(); });
  ASSERT_THAT(server.WaitForLine("\"waiting\""), HasSubstr("waiting"));
  server.Send(GetParam());
  ASSERT_THAT(server.WaitForLine("server_stopping"), HasSubstr(fmt::format("\"signal\":{}", GetParam())));
  server.LetTheCallGo();
  EXPECT_THAT(answer.get(), IsOk());
  EXPECT_THAT(server.WaitForLine("server_stopped"), HasSubstr("server_stopped"));
  EXPECT_EQ(server.ExitCode(), 0);
  EXPECT_THAT(client.Get(), HasReason(errors::Reason::kBackendUnavailable));
}

INSTANTIATE_TEST_SUITE_P(Signals, StopTest, ::testing::Values(SIGTERM, SIGINT));

TEST(StopTimeTest, CallThatDoesNotEndIsCancelled) {
  TestTrust trust;
  ServerProcess server(trust.FilesOf("submission"), {"--drain_time=0", "--stop_time=100ms"});
  const int port = server.WaitForPort();
  ASSERT_GT(port, 0);
  Client client(trust, port);
  auto answer = std::async(std::launch::async, [&] { return client.Get(); });
  ASSERT_THAT(server.WaitForLine("\"waiting\""), HasSubstr("waiting"));
  server.Send(SIGTERM);
  // The client is answered while the handler still waits.
  EXPECT_FALSE(answer.get().ok());
  server.LetTheCallGo();
  EXPECT_EQ(server.ExitCode(), 0);
}

TEST(StartTest, FailureHasAnExitCodeAndIsLogged) {
  TestTrust trust;
  const TlsFiles files = trust.FilesOf("submission");
  ServerProcess server(files, {"--ca_file=/nowhere.pem"});
  EXPECT_THAT(server.WaitForLine("server_not_started"), HasSubstr("/nowhere.pem"));
  EXPECT_EQ(server.ExitCode(), 1);
  ServerProcess wrong(files, {"--insecure_listen_anywhere"});
  EXPECT_THAT(wrong.WaitForLine("--insecure_listen_anywhere"), HasSubstr("--help"));
  EXPECT_EQ(wrong.ExitCode(), 2);
}

}  // namespace
}  // namespace clearbudget::rpc
