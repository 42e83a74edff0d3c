#include "services/disclosure/configuration.h"

namespace clearbudget::disclosure {

std::vector<config::Option> OptionsOf(Configuration& configuration) {
  std::vector<config::Option> options = rpc::ServerOptions(configuration.server);
  options.insert(options.end(),
                 {{.name = "submission_address",
                   .value = &configuration.submission_address,
                   .english = "host:port of the submission service",
                   .chinese = "申报服务的地址 host:port",
                   .required = true},
                  {.name = "performance_address",
                   .value = &configuration.performance_address,
                   .english = "host:port of the performance service",
                   .chinese = "绩效服务的地址 host:port",
                   .required = true},
                  {.name = "backend_time_limit",
                   .value = &configuration.backend_time_limit,
                   .english = "longest wait for another service where the caller sets no deadline",
                   .chinese = "调用方未设时限时等待其他服务的最长时间",
                   .minimum = 1,
                   .maximum = 10 * 60 * 1000},
                  {.name = "data_dir",
                   .value = &configuration.data_dir,
                   .english = "folder of all data; the service keeps its trail in <data_dir>/disclosure",
                   .chinese = "数据目录；本服务的操作留痕在 <data_dir>/disclosure 下",
                   .required = true}});
  const std::vector<config::Option> trail = service_trail::TrailOptions(configuration.trail);
  options.insert(options.end(), trail.begin(), trail.end());
  return options;
}

}  // namespace clearbudget::disclosure
