#pragma once

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "common/ports/page_request.h"
#include "common/ports/page_tokens.h"
#include "services/submission/domain/agency.h"
#include "services/submission/ports/agency_store.h"

namespace clearbudget::submission {

struct AgencyPage {
  std::vector<Agency> agencies;
  std::string next_page_token;  // Empty after the last.
};

// The agencies of a region, in order of their codes.
class ListAgencies {
 public:
  static constexpr int64_t kDefaultSize = 100;

  ListAgencies(AgencyStore& agencies, const ports::PageTokens& tokens)
      : agencies_(agencies), tokens_(tokens) {}

  // Errors: INVALID_ARGUMENT (the page token).
  absl::StatusOr<AgencyPage> Run(const ports::Scope& scope, const names::RegionName& region,
                                 const ports::PageRequest& page);

 private:
  AgencyStore& agencies_;
  const ports::PageTokens& tokens_;
};

}  // namespace clearbudget::submission
