// The gateway as a process of its own.
#pragma once

#include <sys/types.h>

#include <string>
#include <vector>

#include "services/gateway/net/unique_fd.h"

namespace clearbudget::gateway {

class GatewayProcess {
 public:
  explicit GatewayProcess(const std::vector<std::string>& arguments);
  // Kills it if it still runs.
  ~GatewayProcess();

  // Reads its log until a line holds this text. False at the log's end.
  bool AwaitLog(const std::string& text);
  void Stop();
  // Waits for its end; the exit code, or -1 when a signal ended it.
  int Wait();

  // Everything that it has written to stderr so far.
  const std::string& log() const { return log_; }

 private:
  UniqueFd stderr_;
  std::string log_;
  pid_t pid_ = -1;
};

}  // namespace clearbudget::gateway
