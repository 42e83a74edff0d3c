#include "services/gateway/net/event_loop.h"

#include <fmt/format.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>

#include <array>
#include <cerrno>
#include <optional>

namespace clearbudget::gateway {
namespace {

constexpr std::size_t kScratchBytes = 96 * 1024;

std::chrono::nanoseconds SteadyNow() {
  return std::chrono::steady_clock::now().time_since_epoch();
}

epoll_event EventFor(EventLoop::Handler* handler, bool writable) {
  epoll_event event{};
  event.events = EPOLLIN;
  if (writable) event.events |= EPOLLOUT;
  event.data.ptr = handler;
  return event;
}

}  // namespace

EventLoop::EventLoop() : timers_(SteadyNow()), scratch_(kScratchBytes) {}

absl::Status EventLoop::Open() {
  epoll_ = UniqueFd(epoll_create1(EPOLL_CLOEXEC));
  wake_ = UniqueFd(eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK));
  if (!epoll_.valid() || !wake_.valid()) {
    return absl::InternalError(fmt::format("the event loop cannot open its descriptors: errno {}", errno));
  }
  epoll_event event = EventFor(nullptr, false);
  if (epoll_ctl(epoll_.get(), EPOLL_CTL_ADD, wake_.get(), &event) != 0) {
    return absl::InternalError(fmt::format("the event loop cannot watch its wake-up: errno {}", errno));
  }
  return absl::OkStatus();
}

void EventLoop::Watch(int fd, Handler& handler, bool writable) {
  epoll_event event = EventFor(&handler, writable);
  epoll_ctl(epoll_.get(), EPOLL_CTL_ADD, fd, &event);
}

void EventLoop::SetWatchWritable(int fd, Handler& handler, bool writable) {
  epoll_event event = EventFor(&handler, writable);
  epoll_ctl(epoll_.get(), EPOLL_CTL_MOD, fd, &event);
}

void EventLoop::Unwatch(int fd) {
  epoll_ctl(epoll_.get(), EPOLL_CTL_DEL, fd, nullptr);
}

void EventLoop::AtRoundEnd(RoundEnd& member) {
  if (member.scheduled_) return;
  member.scheduled_ = true;
  round_end_.push_back(&member);
}

void EventLoop::EndRound() {
  // What one member writes may give another one something to write, so the list grows while it is worked off.
  for (std::size_t i = 0; i < round_end_.size(); ++i) {
    round_end_[i]->scheduled_ = false;
    round_end_[i]->OnRoundEnd();
  }
  round_end_.clear();
  graveyard_.clear();
}

void EventLoop::Wait(const std::function<void()>& on_wake) {
  std::array<epoll_event, 256> events;
  const std::optional<std::chrono::milliseconds> timeout = timers_.UntilNext();
  const int count = epoll_wait(epoll_.get(), events.data(), static_cast<int>(events.size()),
                               timeout ? static_cast<int>(timeout->count()) : -1);
  timers_.Advance(SteadyNow());
  for (int i = 0; i < count; ++i) {
    const epoll_event& event = events[static_cast<std::size_t>(i)];
    if (event.data.ptr == nullptr) {
      eventfd_t value = 0;
      eventfd_read(wake_.get(), &value);
      on_wake();
      continue;
    }
    const bool failed = (event.events & (EPOLLERR | EPOLLHUP)) != 0;
    const bool readable = failed || (event.events & EPOLLIN) != 0;
    const bool writable = failed || (event.events & EPOLLOUT) != 0;
    static_cast<Handler*>(event.data.ptr)->OnReady(readable, writable);
  }
}

void EventLoop::Run(const std::function<void()>& on_wake) {
  EndRound();
  while (!stopped_) {
    Wait(on_wake);
    EndRound();
  }
}

void EventLoop::Wake() {
  eventfd_write(wake_.get(), 1);
}

}  // namespace clearbudget::gateway
