#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "common/identity/caller.h"
#include "common/ports/page_request.h"
#include "common/ports/page_tokens.h"
#include "common/ports/scope.h"
#include "services/submission/domain/delegation.h"
#include "services/submission/ports/delegation_store.h"

namespace clearbudget::submission {

struct DelegationPage {
  std::vector<Delegation> delegations;
  std::string next_page_token;  // Empty after the last.
};

// The delegations of a region that the caller has a part in, in order of their ids.
class ListDelegations {
 public:
  static constexpr int64_t kDefaultSize = 100;

  ListDelegations(DelegationStore& delegations, const ports::PageTokens& tokens)
      : delegations_(delegations), tokens_(tokens) {}

  // Errors: INVALID_ARGUMENT (the page token).
  absl::StatusOr<DelegationPage> Run(const ports::Scope& scope, const identity::Caller& caller,
                                     const names::RegionName& region, const ports::PageRequest& page);

 private:
  DelegationStore& delegations_;
  const ports::PageTokens& tokens_;
};

}  // namespace clearbudget::submission
