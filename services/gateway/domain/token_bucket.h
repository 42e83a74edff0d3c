// A rate limit that allows bursts.
#pragma once

#include <algorithm>
#include <chrono>
#include <cstdint>

namespace clearbudget::gateway {

// Holds at most `burst` tokens and gains `per_second`. Time is whatever steady time the caller counts in.
class TokenBucket {
 public:
  using Nanos = std::chrono::nanoseconds;

  TokenBucket(std::int64_t burst, std::int64_t per_second, Nanos now)
      : burst_(burst), per_second_(per_second), tokens_(burst), filled_at_(now) {}

  // Takes one token. False when there is none: the limit is exceeded.
  bool Take(Nanos now) {
    if (tokens_ <= 0) Refill(now);
    if (tokens_ <= 0) return false;
    --tokens_;
    return true;
  }

  // Gives tokens back, up to the burst.
  void Return(std::int64_t count) { tokens_ = std::min(tokens_ + count, burst_); }

 private:
  void Refill(Nanos now) {
    // Time that earned no whole token stays on the account, else a slow rate would never earn one.
    const std::int64_t elapsed_ms =
        std::chrono::duration_cast<std::chrono::milliseconds>(now - filled_at_).count();
    const std::int64_t earned = std::min(elapsed_ms, std::int64_t{1'000'000}) * per_second_ / 1000;
    if (earned <= 0) return;
    tokens_ = std::min(tokens_ + earned, burst_);
    filled_at_ = now;
  }

  std::int64_t burst_;
  std::int64_t per_second_;
  std::int64_t tokens_;
  Nanos filled_at_;
};

}  // namespace clearbudget::gateway
