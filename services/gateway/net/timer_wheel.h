// Timers of one event loop: arming, moving and cancelling cost the same however many there are.
#pragma once

#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <utility>

namespace clearbudget::gateway {

class TimerWheel;

// Runs its callback once when its time has come. Stays where it is; cancels itself when destroyed.
class Timer {
 public:
  using Nanos = std::chrono::nanoseconds;

  Timer(TimerWheel& wheel, std::function<void()> callback) : wheel_(wheel), callback_(std::move(callback)) {}
  Timer(const Timer&) = delete;
  Timer& operator=(const Timer&) = delete;
  ~Timer() { Cancel(); }

  // Due `delay` from the wheel's present; replaces an earlier arming.
  void Arm(Nanos delay);
  void Cancel();
  bool armed() const { return armed_; }

 private:
  friend class TimerWheel;

  TimerWheel& wheel_;
  std::function<void()> callback_;
  bool armed_ = false;
  Nanos due_{0};
  std::size_t slot_ = 0;
  Timer* next_ = nullptr;
  Timer* previous_ = nullptr;
};

// A wheel of 512 slots of 10 ms. A timer further away than one turn is passed over until its turn comes.
class TimerWheel {
 public:
  using Nanos = std::chrono::nanoseconds;

  explicit TimerWheel(Nanos now);

  Nanos now() const { return now_; }

  // Moves the present forward and runs what is due.
  void Advance(Nanos now);

  // How long until the next slot that holds a timer, rounded up to milliseconds; nothing without timers.
  std::optional<std::chrono::milliseconds> UntilNext() const;

 private:
  friend class Timer;

  static constexpr std::size_t kSlots = 512;
  static constexpr std::size_t kDueList = kSlots;  // holds what is about to run
  static constexpr std::int64_t kTickNanos = 10'000'000;

  void Insert(Timer& timer, std::size_t slot);
  void Remove(Timer& timer);
  void CollectDue(std::size_t slot);

  std::array<Timer*, kSlots + 1> heads_{};         // doubly linked lists
  std::array<std::uint64_t, kSlots / 64> used_{};  // one bit a slot that is not empty
  Nanos now_;
  std::int64_t tick_;
};

}  // namespace clearbudget::gateway
