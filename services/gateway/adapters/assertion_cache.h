// The assertions in use: a signature for each caller and backend every half minute, not for every call.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <unordered_map>

#include "common/identity/assertion_signer.h"
#include "common/identity/caller.h"
#include "common/ports/clock.h"

namespace clearbudget::gateway {

// For one thread.
class AssertionCache {
 public:
  // Holds at most so many. The signer outlives the cache.
  AssertionCache(identity::AssertionSigner& signer, std::size_t most_assertions)
      : signer_(signer), most_assertions_(most_assertions) {}

  // An assertion with at least half of its life before it. `credentials` stands for what the caller showed
  // and is the same only for the same caller: a digest. Holds until the next call.
  std::string_view Get(std::string_view credentials, const identity::Caller& caller, std::string_view backend,
                       ports::Instant now);

  std::size_t size() const { return assertions_.size(); }

 private:
  struct Entry {
    std::string assertion;
    ports::Instant minted_at;
  };

  void MakeRoom(ports::Instant now);

  identity::AssertionSigner& signer_;
  const std::size_t most_assertions_;
  std::unordered_map<std::string, Entry> assertions_;  // by backend and credentials
  std::string key_;                                    // kept, so that a look costs no allocation
};

}  // namespace clearbudget::gateway
