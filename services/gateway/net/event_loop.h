// One thread's loop: waits for sockets and timers, then writes what the round produced, in one go a
// connection.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "services/gateway/net/timer_wheel.h"
#include "services/gateway/net/unique_fd.h"

namespace clearbudget::gateway {

class EventLoop {
 public:
  // Is told when its socket is ready.
  class Handler {
   public:
    virtual ~Handler() = default;
    virtual void OnReady(bool readable, bool writable) = 0;
  };

  // Has something to do once all events of a round have been seen.
  class RoundEnd {
   public:
    virtual ~RoundEnd() = default;
    virtual void OnRoundEnd() = 0;

   private:
    friend class EventLoop;
    bool scheduled_ = false;
  };

  EventLoop();
  EventLoop(const EventLoop&) = delete;
  EventLoop& operator=(const EventLoop&) = delete;

  // INTERNAL when the system gives no descriptors.
  absl::Status Open();

  void Watch(int fd, Handler& handler, bool writable);
  void SetWatchWritable(int fd, Handler& handler, bool writable);
  void Unwatch(int fd);

  // Calls `OnRoundEnd` once after the events of this round.
  void AtRoundEnd(RoundEnd& member);

  // Destroys the object when the round is over, since events and callbacks of the round may still refer to
  // it.
  template <typename T>
  void Bury(std::unique_ptr<T> object) {
    if (object) graveyard_.push_back(std::shared_ptr<T>(std::move(object)));
  }

  TimerWheel& timers() { return timers_; }
  std::chrono::nanoseconds now() const { return timers_.now(); }

  // A buffer for one read or write; its content does not outlive the caller.
  std::vector<char>& scratch() { return scratch_; }
  // Encrypted bytes on their way to one socket; likewise.
  std::string& encrypted() { return encrypted_; }

  // Runs until Stop. `on_wake` runs in the loop's thread after every Wake.
  void Run(const std::function<void()>& on_wake);
  void Stop() { stopped_ = true; }

  // Writes what is left to write and destroys what is buried. Also after Run, when connections have been
  // ended.
  void EndRound();

  // From any thread.
  void Wake();

 private:
  void Wait(const std::function<void()>& on_wake);

  UniqueFd epoll_;
  UniqueFd wake_;
  TimerWheel timers_;
  std::vector<RoundEnd*> round_end_;
  std::vector<std::shared_ptr<void>> graveyard_;
  std::vector<char> scratch_;
  std::string encrypted_;
  bool stopped_ = false;
};

}  // namespace clearbudget::gateway
