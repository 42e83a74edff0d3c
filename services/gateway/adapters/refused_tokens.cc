#include "services/gateway/adapters/refused_tokens.h"

#include "common/digest/digest.h"

namespace clearbudget::gateway {

std::optional<Refusal> RefusedTokens::Find(std::string_view token, ports::Instant now) {
  if (refused_.empty()) return std::nullopt;
  const auto found = refused_.find(digest::Sha256(token));
  if (found == refused_.end()) return std::nullopt;
  if (now >= found->second.since && now < found->second.since + kRefusalLife) return found->second.refusal;
  refused_.erase(found);
  return std::nullopt;
}

void RefusedTokens::Add(std::string_view token, const Refusal& refusal, ports::Instant now) {
  if (refused_.size() >= most_tokens_) refused_.clear();
  refused_.insert_or_assign(digest::Sha256(token), Entry{refusal, now});
}

}  // namespace clearbudget::gateway
