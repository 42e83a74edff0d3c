// Where the keys of one issuer come from.
#pragma once

#include <memory>
#include <string_view>

#include "absl/status/statusor.h"
#include "common/identity/key_set.h"

namespace clearbudget::identity {

// Several threads call it at once.
class KeySource {
 public:
  virtual ~KeySource() = default;

  // Errors: CREDENTIALS_INVALID for a key that the issuer does not have; BACKEND_UNAVAILABLE where it cannot
  // be told, since the issuer's keys are not at hand.
  virtual absl::StatusOr<std::shared_ptr<const IssuerKey>> Find(std::string_view key_id) = 0;

  // Notices that keys were withdrawn. It is called before every use of a verdict that was kept, and costs a
  // few nanoseconds but for once a second.
  virtual void Look() = 0;
};

}  // namespace clearbudget::identity
