// Credentials that tests can steer: everybody may pass who does not say "Bearer bad".
#pragma once

#include <memory>
#include <string>

#include "services/gateway/domain/bearer_token.h"
#include "services/gateway/ports/authenticator.h"

namespace clearbudget::gateway {

// The caller's subject is the token, or "anonymous" without one; the assertion says who it is for whom.
class FakeAuthenticators final : public Authenticators {
 public:
  std::unique_ptr<Authenticator> MakeAuthenticator() override { return std::make_unique<Fake>(); }

 private:
  class Fake final : public Authenticator {
   public:
    std::optional<Refusal> Admit(const Credentials& credentials, std::string_view backend,
                                 Admission& admission) override {
      subject_ = BearerToken(credentials.authorization).value_or("anonymous");
      if (subject_ == "bad") return RefuseCredentials(errors::Reason::kCredentialsInvalid, "it is bad");
      assertion_ = subject_ + " to " + std::string(backend);
      admission = {.subject = subject_, .assertion = assertion_};
      return std::nullopt;
    }

   private:
    std::string subject_;
    std::string assertion_;
  };
};

}  // namespace clearbudget::gateway
