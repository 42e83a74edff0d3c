// How connections are encrypted, on either side of the gateway.
#pragma once

#include <string>

namespace clearbudget::gateway {

// Paths of PEM files; an empty path: none.
struct TlsFiles {
  std::string certificate;  // with the certificates between it and its CA
  std::string private_key;
  std::string ca;               // the CAs whose certificates are accepted from the other side
  std::string revocation_list;  // of certificates that are accepted no more (CRL)
};

// Whether clients may or must show a certificate.
enum class ClientCertificates { kOff, kOptional, kRequired };

struct ClientTls {
  bool plaintext = false;  // for measurements on one machine
  TlsFiles files;
  ClientCertificates client_certificates = ClientCertificates::kOff;
};

struct InternalTls {
  bool plaintext = false;  // for measurements on one machine
  TlsFiles files;
  // The certificate of the backend "submission" bears the DNS name submission.<trust_domain>.
  std::string trust_domain = "clearbudget.internal";
};

}  // namespace clearbudget::gateway
