#include "services/gateway/http2/connection.h"

#include <algorithm>
#include <utility>

#include "services/gateway/net/socket.h"

namespace clearbudget::gateway {
namespace {

// A round writes at most so much for one connection; the rest follows when the socket is writable.
constexpr std::size_t kWriteBatchBytes = 64 * 1024;
constexpr std::size_t kReadBytes = 64 * 1024;

}  // namespace

Http2Connection::Http2Connection(EventLoop& loop, UniqueFd fd, Http2Session::Role role, const Limits& limits,
                                 bool connecting)
    : loop_(loop),
      fd_(std::move(fd)),
      session_(role, limits, *this),
      connecting_(connecting),
      watching_writable_(connecting) {
  loop_.Watch(fd_.get(), *this, connecting);
  WriteSoon();
}

Http2Connection::~Http2Connection() {
  if (fd_.valid()) loop_.Unwatch(fd_.get());
}

void Http2Connection::OnReady(bool readable, bool writable) {
  if (!open()) return;
  if (connecting_) {
    FinishConnect();
    return;
  }
  if (readable) Read();
  if (writable) WriteSoon();
}

void Http2Connection::FinishConnect() {
  if (!IsConnected(fd_.get())) {
    Close();
    return;
  }
  connecting_ = false;
  OnConnected();
  WriteSoon();
}

void Http2Connection::Read() {
  std::vector<char>& buffer = loop_.scratch();
  const IoResult result = ReadSome(fd_.get(), buffer.data(), std::min(buffer.size(), kReadBytes));
  switch (result.outcome) {
    case IoOutcome::kWouldBlock:
      return;
    case IoOutcome::kClosed:
      Close();
      return;
    case IoOutcome::kDone:
      break;
  }
  if (!broken_ && !session_.Receive({buffer.data(), result.count})) {
    broken_ = true;
    OnProtocolBroken();
  }
  WriteSoon();
}

void Http2Connection::OnRoundEnd() {
  if (!open() || connecting_) return;
  Write();
  if (!open()) return;
  if (unsent_.empty() && (broken_ || !session_.Alive())) {
    Close();
    return;
  }
  OnQuiet();
}

void Http2Connection::Write() {
  if (!unsent_.empty()) {
    std::string rest = std::exchange(unsent_, {});
    Send(rest);
  }
  std::vector<char>& batch = loop_.scratch();
  while (open() && unsent_.empty()) {
    std::size_t filled = 0;
    // A frame is at most 16 KiB and nine bytes, or a header block; what does not fit goes out by itself.
    while (filled < kWriteBatchBytes) {
      const std::string_view frame = session_.NextOutput();
      if (frame.empty()) break;
      if (filled + frame.size() > batch.size()) {
        Send({batch.data(), filled});
        filled = 0;
        unsent_.append(frame);
        break;
      }
      std::copy(frame.begin(), frame.end(), batch.begin() + static_cast<std::ptrdiff_t>(filled));
      filled += frame.size();
    }
    if (filled == 0) break;
    Send({batch.data(), filled});
  }
  if (open() && watching_writable_ != stalled()) {
    watching_writable_ = stalled();
    loop_.SetWatchWritable(fd_.get(), *this, watching_writable_);
  }
}

void Http2Connection::Send(std::string_view bytes) {
  while (open() && !bytes.empty()) {
    const IoResult result = WriteSome(fd_.get(), bytes);
    if (result.outcome == IoOutcome::kClosed) {
      Close();
      return;
    }
    if (result.outcome == IoOutcome::kWouldBlock) break;
    bytes.remove_prefix(result.count);
    bytes_written_ += result.count;
  }
  if (open()) unsent_.append(bytes);
}

void Http2Connection::Close() {
  if (closed_) return;
  closed_ = true;
  loop_.Unwatch(fd_.get());
  fd_.Reset();
  OnConnectionClosed();
}

}  // namespace clearbudget::gateway
