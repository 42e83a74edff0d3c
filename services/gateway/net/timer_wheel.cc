#include "services/gateway/net/timer_wheel.h"

#include <algorithm>
#include <bit>

namespace clearbudget::gateway {

void Timer::Arm(Nanos delay) {
  Cancel();
  due_ = wheel_.now_ + delay;
  // A timer is due in the tick after its time, so that it is never early; and never in the present tick,
  // which has been run already.
  const std::int64_t due_tick = std::max(due_.count() / TimerWheel::kTickNanos + 1, wheel_.tick_ + 1);
  wheel_.Insert(*this, static_cast<std::size_t>(due_tick) % TimerWheel::kSlots);
}

void Timer::Cancel() {
  if (armed_) wheel_.Remove(*this);
}

TimerWheel::TimerWheel(Nanos now) : now_(now), tick_(now.count() / kTickNanos) {}

void TimerWheel::Insert(Timer& timer, std::size_t slot) {
  timer.armed_ = true;
  timer.slot_ = slot;
  timer.previous_ = nullptr;
  timer.next_ = heads_[slot];
  if (timer.next_ != nullptr) timer.next_->previous_ = &timer;
  heads_[slot] = &timer;
  if (slot < kSlots) used_[slot / 64] |= std::uint64_t{1} << (slot % 64);
}

void TimerWheel::Remove(Timer& timer) {
  timer.armed_ = false;
  if (timer.next_ != nullptr) timer.next_->previous_ = timer.previous_;
  if (timer.previous_ != nullptr) {
    timer.previous_->next_ = timer.next_;
    return;
  }
  heads_[timer.slot_] = timer.next_;
  if (timer.next_ == nullptr && timer.slot_ < kSlots) {
    used_[timer.slot_ / 64] &= ~(std::uint64_t{1} << (timer.slot_ % 64));
  }
}

void TimerWheel::CollectDue(std::size_t slot) {
  for (Timer* timer = heads_[slot]; timer != nullptr;) {
    Timer* const next = timer->next_;
    if (timer->due_ <= now_) {
      Remove(*timer);
      Insert(*timer, kDueList);
    }
    timer = next;
  }
}

void TimerWheel::Advance(Nanos now) {
  now_ = now;
  const std::int64_t tick = now.count() / kTickNanos;
  const std::int64_t first = std::max(tick_ + 1, tick - static_cast<std::int64_t>(kSlots) + 1);
  tick_ = tick;
  for (std::int64_t passed = first; passed <= tick; ++passed) {
    CollectDue(static_cast<std::size_t>(passed) % kSlots);
  }
  // A callback may cancel, arm or destroy any timer, also one that is about to run.
  while (Timer* const timer = heads_[kDueList]) {
    Remove(*timer);
    timer->callback_();
  }
}

std::optional<std::chrono::milliseconds> TimerWheel::UntilNext() const {
  const auto start = static_cast<std::size_t>(tick_ + 1) % kSlots;
  for (std::size_t step = 0; step <= used_.size(); ++step) {
    const std::size_t word = (start / 64 + step) % used_.size();
    std::uint64_t bits = used_[word];
    // The first word is looked at twice: from the start on, and at the end up to it.
    const std::uint64_t from_start = ~std::uint64_t{0} << (start % 64);
    if (step == 0) bits &= from_start;
    if (step == used_.size()) bits &= ~from_start;
    if (bits == 0) continue;
    const std::size_t slot = word * 64 + static_cast<std::size_t>(std::countr_zero(bits));
    const auto ticks = static_cast<std::int64_t>((slot + kSlots - start) % kSlots);
    const Nanos at((tick_ + 1 + ticks) * kTickNanos);
    return std::chrono::ceil<std::chrono::milliseconds>(at - now_);
  }
  return std::nullopt;
}

}  // namespace clearbudget::gateway
