#include "services/performance/configuration.h"

namespace clearbudget::performance {

std::vector<config::Option> OptionsOf(Configuration& configuration) {
  std::vector<config::Option> options = rpc::ServerOptions(configuration.server);
  options.insert(options.end(),
                 {{.name = "submission_address",
                   .value = &configuration.submission,
                   .english = "host:port of the submission service",
                   .chinese = "申报服务的地址 host:port",
                   .required = true},
                  {.name = "backend_time_limit",
                   .value = &configuration.backend_time_limit,
                   .english = "longest wait for another service where the caller sets no deadline",
                   .chinese = "调用方未设时限时等待其他服务的最长时间",
                   .minimum = 1,
                   .maximum = 10 * 60 * 1000},
                  {.name = "data_dir",
                   .value = &configuration.data_dir,
                   .english = "folder of all data; the service keeps its own in <data_dir>/performance",
                   .chinese = "数据目录；本服务的数据在 <data_dir>/performance 下",
                   .required = true},
                  {.name = "read_connections",
                   .value = &configuration.read_connections,
                   .english = "database connections for reading",
                   .chinese = "数据库读连接数",
                   .minimum = 1,
                   .maximum = 64}});
  const std::vector<config::Option> trail = service_trail::TrailOptions(configuration.trail);
  options.insert(options.end(), trail.begin(), trail.end());
  return options;
}

}  // namespace clearbudget::performance
