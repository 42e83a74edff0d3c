#include "services/gateway/net/socket.h"

#include <arpa/inet.h>
#include <fmt/format.h>
#include <netdb.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <memory>

namespace clearbudget::gateway {
namespace {

constexpr int kBacklog = 1024;
// A peer that acknowledges nothing for so long is gone.
constexpr unsigned kUnacknowledgedMs = 20'000;

void SetOption(int fd, int level, int name, int value) {
  setsockopt(fd, level, name, &value, sizeof value);
}

void SetConnectionOptions(int fd) {
  SetOption(fd, IPPROTO_TCP, TCP_NODELAY, 1);
  SetOption(fd, IPPROTO_TCP, TCP_USER_TIMEOUT, static_cast<int>(kUnacknowledgedMs));
}

const sockaddr* AsSockaddr(const SocketAddress& address) {
  return reinterpret_cast<const sockaddr*>(address.bytes);
}

int FamilyOf(const SocketAddress& address) {
  return AsSockaddr(address)->sa_family;
}

absl::Status SystemError(std::string_view what) {
  return absl::InternalError(fmt::format("{}: {}", what, strerrordesc_np(errno)));
}

std::string PeerText(const sockaddr_storage& peer) {
  std::array<char, INET6_ADDRSTRLEN> text{};
  const void* address = peer.ss_family == AF_INET6
                            ? static_cast<const void*>(&reinterpret_cast<const sockaddr_in6&>(peer).sin6_addr)
                            : static_cast<const void*>(&reinterpret_cast<const sockaddr_in&>(peer).sin_addr);
  inet_ntop(peer.ss_family, address, text.data(), text.size());
  return text.data();
}

IoResult IoFailure() {
  const bool again = errno == EAGAIN || errno == EWOULDBLOCK || errno == EINTR;
  return {again ? IoOutcome::kWouldBlock : IoOutcome::kClosed, 0};
}

}  // namespace

absl::StatusOr<SocketAddress> Resolve(const Endpoint& endpoint) {
  addrinfo hints{};
  hints.ai_socktype = SOCK_STREAM;
  hints.ai_flags = AI_NUMERICSERV;
  addrinfo* found = nullptr;
  const int error =
      getaddrinfo(endpoint.host.c_str(), fmt::format("{}", endpoint.port).c_str(), &hints, &found);
  if (error != 0) {
    return absl::UnavailableError(
        fmt::format("no address for {}: {}", EndpointText(endpoint), gai_strerror(error)));
  }
  const std::unique_ptr<addrinfo, decltype(&freeaddrinfo)> owner(found, &freeaddrinfo);
  SocketAddress address;
  std::memcpy(address.bytes, found->ai_addr, found->ai_addrlen);
  address.size = found->ai_addrlen;
  return address;
}

absl::StatusOr<UniqueFd> Listen(const SocketAddress& address, bool shared) {
  UniqueFd fd(socket(FamilyOf(address), SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0));
  if (!fd.valid()) return SystemError("no socket");
  SetOption(fd.get(), SOL_SOCKET, SO_REUSEADDR, 1);
  if (shared) SetOption(fd.get(), SOL_SOCKET, SO_REUSEPORT, 1);
  if (bind(fd.get(), AsSockaddr(address), address.size) != 0) return SystemError("cannot bind");
  if (listen(fd.get(), kBacklog) != 0) return SystemError("cannot listen");
  return fd;
}

std::uint16_t LocalPort(int fd) {
  sockaddr_storage local{};
  socklen_t size = sizeof local;
  if (getsockname(fd, reinterpret_cast<sockaddr*>(&local), &size) != 0) return 0;
  // The port stands at the same place in both families.
  return ntohs(reinterpret_cast<const sockaddr_in&>(local).sin_port);
}

std::optional<Accepted> Accept(int listener) {
  sockaddr_storage peer{};
  socklen_t size = sizeof peer;
  UniqueFd fd(accept4(listener, reinterpret_cast<sockaddr*>(&peer), &size, SOCK_NONBLOCK | SOCK_CLOEXEC));
  if (!fd.valid()) return std::nullopt;
  SetConnectionOptions(fd.get());
  return Accepted{std::move(fd), PeerText(peer)};
}

absl::StatusOr<UniqueFd> StartConnect(const SocketAddress& address) {
  UniqueFd fd(socket(FamilyOf(address), SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0));
  if (!fd.valid()) return SystemError("no socket");
  SetConnectionOptions(fd.get());
  if (connect(fd.get(), AsSockaddr(address), address.size) != 0 && errno != EINPROGRESS) {
    return SystemError("cannot connect");
  }
  return fd;
}

bool IsConnected(int fd) {
  int error = 0;
  socklen_t size = sizeof error;
  return getsockopt(fd, SOL_SOCKET, SO_ERROR, &error, &size) == 0 && error == 0;
}

IoResult ReadSome(int fd, char* out, std::size_t capacity) {
  const ssize_t count = recv(fd, out, capacity, 0);
  if (count > 0) return {IoOutcome::kDone, static_cast<std::size_t>(count)};
  if (count == 0) return {IoOutcome::kClosed, 0};
  return IoFailure();
}

IoResult WriteSome(int fd, std::string_view bytes) {
  const ssize_t count = send(fd, bytes.data(), bytes.size(), MSG_NOSIGNAL);
  if (count >= 0) return {IoOutcome::kDone, static_cast<std::size_t>(count)};
  return IoFailure();
}

}  // namespace clearbudget::gateway
