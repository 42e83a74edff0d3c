// Who may pass: the gateway's judgement of a client's credentials.
#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string_view>

#include "services/gateway/domain/peer.h"
#include "services/gateway/domain/refusal.h"

namespace clearbudget::gateway {

// What a request shows of who calls.
struct Credentials {
  std::size_t authorization_fields = 0;            // how many the request has
  std::string_view authorization = {};             // the value of the first
  const ClientCertificate* certificate = nullptr;  // verified; null: none was shown
};

// A caller who may pass, as the backend and the log are told. The views hold until the next call of the same
// authenticator.
struct Admission {
  std::string_view subject;
  std::string_view assertion;  // the gateway's signed word, for one backend
};

// For one thread, which it may keep waiting for the time of a signature, never for the network.
class Authenticator {
 public:
  virtual ~Authenticator() = default;

  // Fills `admission` and returns nothing, or returns why the call is refused: UNAUTHENTICATED, or
  // UNAVAILABLE where the credentials cannot be judged now. `backend` is the name of the service that is
  // called.
  virtual std::optional<Refusal> Admit(const Credentials& credentials, std::string_view backend,
                                       Admission& admission) = 0;
};

// Makes each thread its own.
class Authenticators {
 public:
  virtual ~Authenticators() = default;
  // Must not outlive this.
  virtual std::unique_ptr<Authenticator> MakeAuthenticator() = 0;
};

}  // namespace clearbudget::gateway
