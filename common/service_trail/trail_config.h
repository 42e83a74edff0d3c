#pragma once

#include <chrono>
#include <string>
#include <vector>

#include "common/config/option.h"

namespace clearbudget::service_trail {

// How a service keeps the trail of its store.
struct TrailConfig {
  std::string hash = "sha256";  // Or "sm3"; fixed for a store when it is first started.
  std::string key_file = "data/keys/trail_private.pem";  // PEM: Ed25519, ECDSA P-256 or SM2.
  std::chrono::milliseconds checkpoint_interval{10 * 1000};
  std::string checkpoint_dir;  // Empty: no copies outside of the store.
};

// The rows of a process's table for its trail.
std::vector<config::Option> TrailOptions(TrailConfig& config);

}  // namespace clearbudget::service_trail
