// TCP sockets, as far as the gateway needs them. All are non-blocking and closed on exec.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "absl/status/statusor.h"
#include "services/gateway/domain/endpoint.h"
#include "services/gateway/net/unique_fd.h"

namespace clearbudget::gateway {

// A resolved address; large enough for IPv4 and IPv6.
struct SocketAddress {
  alignas(8) char bytes[128] = {};
  std::uint32_t size = 0;
};

// Looks a host up once. UNAVAILABLE when it has no address.
absl::StatusOr<SocketAddress> Resolve(const Endpoint& endpoint);

// Listens. Sockets of one process may share the port if all of them ask for it. INTERNAL when the port is
// taken.
absl::StatusOr<UniqueFd> Listen(const SocketAddress& address, bool shared);

// The port a socket is bound to.
std::uint16_t LocalPort(int fd);

struct Accepted {
  UniqueFd fd;
  std::string peer;  // the address without the port
};

// The next waiting connection, or nothing.
std::optional<Accepted> Accept(int listener);

// Starts to connect; the outcome shows when the socket becomes writable.
absl::StatusOr<UniqueFd> StartConnect(const SocketAddress& address);

// True when a started connect has succeeded.
bool IsConnected(int fd);

enum class IoOutcome { kDone, kWouldBlock, kClosed };

struct IoResult {
  IoOutcome outcome = IoOutcome::kDone;
  std::size_t count = 0;  // bytes moved
};

IoResult ReadSome(int fd, char* out, std::size_t capacity);
IoResult WriteSome(int fd, std::string_view bytes);

}  // namespace clearbudget::gateway
