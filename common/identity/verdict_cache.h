// The verdicts of the tokens that were used last.
#pragma once

#include <cstddef>
#include <cstdint>
#include <list>
#include <memory>
#include <string_view>
#include <unordered_map>

#include "common/identity/verdict.h"

namespace clearbudget::identity {

// For one thread at a time. When full, what was not used for longest goes.
class VerdictCache {
 public:
  explicit VerdictCache(std::size_t most_verdicts);

  // Null where there is none that holds at that time; one that no longer does is dropped.
  std::shared_ptr<const Verdict> Find(std::string_view token_digest, std::int64_t now_seconds);
  void Add(std::shared_ptr<const Verdict> verdict);
  void Clear();
  std::size_t size() const { return order_.size(); }

 private:
  // The digest is spread evenly already.
  struct FirstBytes {
    std::size_t operator()(std::string_view digest) const;
  };
  using Order = std::list<std::shared_ptr<const Verdict>>;

  std::size_t most_verdicts_;
  Order order_;  // the last used first
  std::unordered_map<std::string_view, Order::iterator, FirstBytes> places_;
};

}  // namespace clearbudget::identity
