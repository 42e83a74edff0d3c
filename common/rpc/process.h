// What every server process does first and waits for at its end.
#pragma once

#include <chrono>

namespace clearbudget::rpc {

// The first line of a server's main, before any thread is started: switches Abseil's deadlock detector off,
// which aborts in Debian's build; blocks SIGTERM and SIGINT, so that WaitForStop takes them; ignores SIGPIPE;
// keeps new files from other users; gives gRPC's own log lines the form of ours.
void InitProcess();

// Returns after SIGTERM or SIGINT, with its number.
int WaitForStop();

// As WaitForStop, for at most this long. False where the time passed.
bool WaitForStopFor(std::chrono::milliseconds time);

}  // namespace clearbudget::rpc
