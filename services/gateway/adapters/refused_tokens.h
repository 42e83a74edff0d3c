// Tokens that were just refused: who sends the same bad token again and again does not cost a signature each
// time.
#pragma once

#include <chrono>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

#include "common/ports/clock.h"
#include "services/gateway/domain/refusal.h"

namespace clearbudget::gateway {

// Short, since a token that is refused today may be good once its time has come or its key has been fetched.
inline constexpr std::chrono::seconds kRefusalLife{2};

// For one thread. Knows tokens by their digests only.
class RefusedTokens {
 public:
  explicit RefusedTokens(std::size_t most_tokens) : most_tokens_(most_tokens) {}

  std::optional<Refusal> Find(std::string_view token, ports::Instant now);
  void Add(std::string_view token, const Refusal& refusal, ports::Instant now);

  std::size_t size() const { return refused_.size(); }

 private:
  struct Entry {
    Refusal refusal;
    ports::Instant since;
  };

  const std::size_t most_tokens_;
  std::unordered_map<std::string, Entry> refused_;  // by SHA-256
};

}  // namespace clearbudget::gateway
