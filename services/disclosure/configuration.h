#pragma once

#include <chrono>
#include <string>
#include <vector>

#include "common/config/option.h"
#include "common/rpc/server.h"

namespace clearbudget::disclosure {

// What the process is configured by.
struct Configuration {
  Configuration() { server.port = 8083; }

  rpc::ServerConfig server;
  std::string submission_address = "127.0.0.1:8081";
  std::string performance_address = "127.0.0.1:8082";
  std::chrono::milliseconds backend_time_limit{20 * 1000};
};

std::vector<config::Option> OptionsOf(Configuration& configuration);

}  // namespace clearbudget::disclosure
