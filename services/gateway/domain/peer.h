// Who is at the other end of a client's connection, as far as the connection tells.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace clearbudget::gateway {

// What a client's certificate says, once TLS has verified it.
struct ClientCertificate {
  std::string fingerprint;              // SHA-256 of the certificate's DER bytes in lowercase hex
  std::vector<std::string> dns_names;   // its subject alternative names of that kind, in lower case
  std::int64_t expires_at_seconds = 0;  // since 1970 in UTC

  bool operator==(const ClientCertificate&) const = default;
};

struct Peer {
  std::string address;  // without the port
  std::optional<ClientCertificate> certificate = std::nullopt;
};

}  // namespace clearbudget::gateway
