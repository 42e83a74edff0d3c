#include "services/gateway/testing/gateway_process.h"

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <csignal>

namespace clearbudget::gateway {

GatewayProcess::GatewayProcess(const std::vector<std::string>& arguments) {
  std::array<int, 2> ends{};
  if (pipe2(ends.data(), O_CLOEXEC) != 0) return;
  stderr_ = UniqueFd(ends[0]);
  const UniqueFd write_end(ends[1]);

  std::string program = CLEARBUDGET_GATEWAY_PROGRAM;
  std::vector<std::string> words = arguments;
  std::vector<char*> argv = {program.data()};
  for (std::string& word : words) argv.push_back(word.data());
  argv.push_back(nullptr);

  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_adddup2(&actions, write_end.get(), STDERR_FILENO);
  if (posix_spawn(&pid_, program.c_str(), &actions, nullptr, argv.data(), environ) != 0) pid_ = -1;
  posix_spawn_file_actions_destroy(&actions);
}

GatewayProcess::~GatewayProcess() {
  if (pid_ <= 0) return;
  kill(pid_, SIGKILL);
  Wait();
}

bool GatewayProcess::AwaitLog(const std::string& text) {
  std::array<char, 4096> buffer;
  while (log_.find(text) == std::string::npos) {
    const ssize_t count = read(stderr_.get(), buffer.data(), buffer.size());
    if (count <= 0) return false;
    log_.append(buffer.data(), static_cast<std::size_t>(count));
  }
  return true;
}

void GatewayProcess::Stop() {
  kill(pid_, SIGTERM);
}

int GatewayProcess::Wait() {
  int status = 0;
  if (pid_ <= 0 || waitpid(pid_, &status, 0) != pid_) return -1;
  pid_ = -1;
  return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

}  // namespace clearbudget::gateway
