#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <vector>

#include "common/config/option.h"
#include "common/rpc/server.h"
#include "common/service_trail/trail_config.h"

namespace clearbudget::performance {

// What the process is configured by.
struct Configuration {
  Configuration() { server.port = 8082; }

  rpc::ServerConfig server;
  service_trail::TrailConfig trail;
  std::string submission = "127.0.0.1:8081";
  std::chrono::milliseconds backend_time_limit{30 * 1000};
  std::string data_dir = "data";
  std::int64_t read_connections = 4;
};

std::vector<config::Option> OptionsOf(Configuration& configuration);

}  // namespace clearbudget::performance
