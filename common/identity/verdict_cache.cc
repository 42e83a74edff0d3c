#include "common/identity/verdict_cache.h"

#include <algorithm>
#include <cstring>
#include <utility>

namespace clearbudget::identity {

std::size_t VerdictCache::FirstBytes::operator()(std::string_view digest) const {
  std::size_t bytes = 0;
  std::memcpy(&bytes, digest.data(), std::min(sizeof(bytes), digest.size()));
  return bytes;
}

VerdictCache::VerdictCache(std::size_t most_verdicts) : most_verdicts_(most_verdicts) {}

std::shared_ptr<const Verdict> VerdictCache::Find(std::string_view token_digest, std::int64_t now_seconds) {
  const auto found = places_.find(token_digest);
  if (found == places_.end()) return nullptr;
  const Order::iterator place = found->second;
  if (!(*place)->Holds(now_seconds)) {
    places_.erase(found);
    order_.erase(place);
    return nullptr;
  }
  order_.splice(order_.begin(), order_, place);
  return *place;
}

void VerdictCache::Add(std::shared_ptr<const Verdict> verdict) {
  if (most_verdicts_ == 0 || places_.contains(verdict->token_digest)) return;
  if (order_.size() == most_verdicts_) {
    places_.erase(order_.back()->token_digest);
    order_.pop_back();
  }
  order_.push_front(std::move(verdict));
  places_.emplace(order_.front()->token_digest, order_.begin());
}

void VerdictCache::Clear() {
  places_.clear();
  order_.clear();
}

}  // namespace clearbudget::identity
