#pragma once

#include <chrono>
#include <string>
#include <vector>

#include "common/config/option.h"
#include "common/rpc/server.h"
#include "common/service_trail/trail_config.h"

namespace clearbudget::disclosure {

// What the process is configured by.
struct Configuration {
  Configuration() { server.port = 8083; }

  rpc::ServerConfig server;
  service_trail::TrailConfig trail;
  std::string submission_address = "127.0.0.1:8081";
  std::string performance_address = "127.0.0.1:8082";
  std::chrono::milliseconds backend_time_limit{20 * 1000};
  std::string data_dir = "data";
};

std::vector<config::Option> OptionsOf(Configuration& configuration);

}  // namespace clearbudget::disclosure
