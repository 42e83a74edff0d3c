#include "services/submission/configuration.h"

namespace clearbudget::submission {

std::vector<config::Option> OptionsOf(Configuration& configuration) {
  std::vector<config::Option> options = rpc::ServerOptions(configuration.server);
  options.insert(options.end(),
                 {{.name = "data_dir",
                   .value = &configuration.data_dir,
                   .english = "folder of all data; the service keeps its own in <data_dir>/submission",
                   .chinese = "数据目录；本服务的数据在 <data_dir>/submission 下",
                   .required = true},
                  {.name = "pack_dir",
                   .value = &configuration.pack_dir,
                   .english = "folder of the packs that new budgets may name",
                   .chinese = "规则包目录，新预算从中选用",
                   .required = true},
                  {.name = "read_connections",
                   .value = &configuration.read_connections,
                   .english = "database connections for reading",
                   .chinese = "数据库读连接数",
                   .minimum = 1,
                   .maximum = 64},
                  {.name = "group_commit",
                   .value = &configuration.group_commit,
                   .english = "changes that come together share a commit",
                   .chinese = "同时到达的更改合并提交"}});
  const std::vector<config::Option> trail = service_trail::TrailOptions(configuration.trail);
  options.insert(options.end(), trail.begin(), trail.end());
  return options;
}

}  // namespace clearbudget::submission
