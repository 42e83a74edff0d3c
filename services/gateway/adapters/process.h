// What the gateway's process needs of its system, besides sockets. The suite's other processes have theirs
// from common/rpc, which brings gRPC along; the edge is to stay without it.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "absl/status/status.h"

namespace clearbudget::gateway {

// Before any thread is started: the stop signals wait for WaitForStop, and new files are kept from other
// users.
void InitProcess();

// Returns after SIGTERM or SIGINT.
void WaitForStop();

// Writes the port so that whoever waits for the file never sees half of it. An empty path: nothing is
// written. INTERNAL when the file cannot be written.
absl::Status WritePortFile(const std::string& path, std::uint16_t port);

// Prints what is wrong on stderr, in both languages, and returns the exit code: 2 for the configuration,
// else 1.
int ReportFailure(const absl::Status& status);

}  // namespace clearbudget::gateway
