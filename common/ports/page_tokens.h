#pragma once

#include <string>
#include <string_view>

#include "absl/status/statusor.h"

namespace clearbudget::ports {

// Makes places in a list into tokens that only the list they were made for takes back.
class PageTokens {
 public:
  virtual ~PageTokens() = default;

  // `scope` says which list it is: method, parent, filter and, for pages, the caller.
  virtual std::string Seal(std::string_view scope, std::string_view position) const = 0;

  // The position; empty for an empty token. Errors: INVALID_ARGUMENT (not a token of this scope).
  virtual absl::StatusOr<std::string> Open(std::string_view scope, std::string_view token,
                                           std::string_view path) const = 0;
};

}  // namespace clearbudget::ports
