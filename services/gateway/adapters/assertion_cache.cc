#include "services/gateway/adapters/assertion_cache.h"

#include "common/identity/assertion.h"

namespace clearbudget::gateway {
namespace {

bool IsFresh(ports::Instant minted_at, ports::Instant now) {
  // A clock that was set back must not keep an assertion alive.
  return now >= minted_at && now < minted_at + identity::kAssertionLife / 2;
}

}  // namespace

std::string_view AssertionCache::Get(std::string_view credentials, const identity::Caller& caller,
                                     std::string_view backend, ports::Instant now) {
  key_.assign(backend);
  key_.push_back('\0');
  key_.append(credentials);
  const auto found = assertions_.find(key_);
  if (found != assertions_.end() && IsFresh(found->second.minted_at, now)) return found->second.assertion;
  if (found == assertions_.end() && assertions_.size() >= most_assertions_) MakeRoom(now);
  Entry& entry = assertions_[key_];
  entry = {signer_.Mint(caller, backend), now};
  return entry.assertion;
}

void AssertionCache::MakeRoom(ports::Instant now) {
  std::erase_if(assertions_, [now](const auto& item) { return !IsFresh(item.second.minted_at, now); });
  if (assertions_.size() >= most_assertions_) assertions_.clear();
}

}  // namespace clearbudget::gateway
