#pragma once

#include <string>
#include <vector>

#include "common/config/option.h"
#include "common/rpc/server.h"
#include "common/service_trail/trail_config.h"

namespace clearbudget::submission {

// What the process is configured by.
struct Configuration {
  Configuration() { server.port = 8081; }

  rpc::ServerConfig server;
  service_trail::TrailConfig trail;
  std::string data_dir = "data";
  std::string pack_dir = "deploy/packs";
  std::int64_t read_connections = 4;
  bool group_commit = true;
};

std::vector<config::Option> OptionsOf(Configuration& configuration);

}  // namespace clearbudget::submission
