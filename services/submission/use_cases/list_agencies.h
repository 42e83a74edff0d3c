#pragma once

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "services/submission/domain/agency.h"
#include "services/submission/domain/paging.h"
#include "services/submission/ports/agency_store.h"
#include "services/submission/ports/page_tokens.h"

namespace clearbudget::submission {

struct AgencyPage {
  std::vector<Agency> agencies;
  std::string next_page_token;  // Empty after the last.
};

// The agencies of a region, in order of their codes.
class ListAgencies {
 public:
  static constexpr int64_t kDefaultSize = 100;

  ListAgencies(AgencyStore& agencies, const PageTokens& tokens) : agencies_(agencies), tokens_(tokens) {}

  // Errors: INVALID_ARGUMENT (the page token).
  absl::StatusOr<AgencyPage> Run(const names::RegionName& region, const PageRequest& page);

 private:
  AgencyStore& agencies_;
  const PageTokens& tokens_;
};

}  // namespace clearbudget::submission
