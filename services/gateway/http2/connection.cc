#include "services/gateway/http2/connection.h"

#include <algorithm>
#include <utility>

#include "services/gateway/net/socket.h"

namespace clearbudget::gateway {
namespace {

// A round writes at most so much for one connection; the rest follows when the socket is writable.
constexpr std::size_t kWriteBatchBytes = 64 * 1024;
constexpr std::size_t kReadBytes = 64 * 1024;
// What a round may write is well below it; only a peer that makes TLS answer and reads nothing gets there.
constexpr std::size_t kMaxUnsentBytes = 256 * 1024;

}  // namespace

Http2Connection::Http2Connection(EventLoop& loop, UniqueFd fd, std::unique_ptr<TlsSession> tls,
                                 Http2Session::Role role, const Limits& limits, bool connecting)
    : loop_(loop),
      fd_(std::move(fd)),
      tls_(std::move(tls)),
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
  if (tls_ == nullptr) {
    OnConnected(nullptr);
  } else {
    std::string& to_peer = loop_.encrypted();
    to_peer.clear();
    tls_->Start(to_peer);
    Send(to_peer);
  }
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
  const std::string_view received(buffer.data(), result.count);
  if (tls_ == nullptr) {
    Receive(received);
  } else {
    Decrypt(received);
  }
  WriteSoon();
}

void Http2Connection::Decrypt(std::string_view received) {
  std::string& to_peer = loop_.encrypted();
  to_peer.clear();
  tls_->Feed(received);
  char* const plaintext = loop_.scratch().data() + kReadBytes;
  const std::size_t capacity = loop_.scratch().size() - kReadBytes;
  while (const std::size_t count = tls_->Read(plaintext, capacity, to_peer)) {
    NoticeTls();
    Receive({plaintext, count});
  }
  Send(to_peer);
  if (open()) NoticeTls();
}

void Http2Connection::NoticeTls() {
  switch (tls_->state()) {
    case TlsSession::State::kHandshake:
      break;
    case TlsSession::State::kEstablished:
      if (!std::exchange(secured_, true)) OnConnected(tls_.get());
      if (unsent_.size() > kMaxUnsentBytes && !std::exchange(broken_, true)) OnProtocolBroken();
      break;
    case TlsSession::State::kEnded:
      Close();
      break;
    case TlsSession::State::kFailed:
      if (!std::exchange(broken_, true)) OnTlsFailed(tls_->failure());
      break;
  }
}

void Http2Connection::Receive(std::string_view bytes) {
  if (broken_ || session_.Receive(bytes)) return;
  broken_ = true;
  OnProtocolBroken();
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
    const std::string rest = std::exchange(unsent_, {});
    Send(rest);
  }
  if (tls_ == nullptr || tls_->established()) WriteFrames();
  if (open() && watching_writable_ != stalled()) {
    watching_writable_ = stalled();
    loop_.SetWatchWritable(fd_.get(), *this, watching_writable_);
  }
}

void Http2Connection::WriteFrames() {
  std::vector<char>& batch = loop_.scratch();
  while (open() && unsent_.empty()) {
    std::size_t filled = 0;
    // A frame is at most 16 KiB and nine bytes, or a header block; what does not fit goes out by itself.
    while (filled < kWriteBatchBytes) {
      const std::string_view frame = session_.NextOutput();
      if (frame.empty()) break;
      if (filled + frame.size() > batch.size()) {
        Send(Encrypted({batch.data(), filled}));
        filled = 0;
        unsent_.append(Encrypted(frame));
        break;
      }
      std::copy(frame.begin(), frame.end(), batch.begin() + static_cast<std::ptrdiff_t>(filled));
      filled += frame.size();
    }
    if (filled == 0) break;
    Send(Encrypted({batch.data(), filled}));
  }
}

std::string_view Http2Connection::Encrypted(std::string_view bytes) {
  if (tls_ == nullptr) return bytes;
  if (!open()) return {};
  std::string& to_peer = loop_.encrypted();
  to_peer.clear();
  tls_->Write(bytes, to_peer);
  NoticeTls();
  return to_peer;
}

void Http2Connection::Send(std::string_view bytes) {
  if (!unsent_.empty()) {
    unsent_.append(bytes);
    return;
  }
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
  // A farewell for who is still there; it is not worth waiting for a socket that does not take it.
  if (tls_ != nullptr && tls_->established() && unsent_.empty()) {
    std::string& to_peer = loop_.encrypted();
    to_peer.clear();
    tls_->End(to_peer);
    WriteSome(fd_.get(), to_peer);
  }
  loop_.Unwatch(fd_.get());
  fd_.Reset();
  OnConnectionClosed();
}

}  // namespace clearbudget::gateway
