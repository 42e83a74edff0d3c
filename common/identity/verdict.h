// What a token was found to say.
#pragma once

#include <cstdint>
#include <memory>
#include <string>

#include "common/identity/caller.h"
#include "common/identity/key_set.h"

namespace clearbudget::identity {

struct Verdict {
  std::string token_digest;  // SHA-256 of the token, 32 raw bytes
  Caller caller;
  std::int64_t expires_at_seconds = 0;  // since 1970 in UTC; from then on the verdict does not hold
  std::shared_ptr<const IssuerKey> key;

  bool Holds(std::int64_t now_seconds) const {
    return now_seconds < expires_at_seconds && !key->IsWithdrawn();
  }
};

}  // namespace clearbudget::identity
