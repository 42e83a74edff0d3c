#include "common/service_trail/trail_config.h"

namespace clearbudget::service_trail {

std::vector<config::Option> TrailOptions(TrailConfig& config) {
  return {
      {.name = "trail_hash",
       .value = &config.hash,
       .english = "The hash algorithm of the trail; fixed when the store is first started.",
       .chinese = "操作留痕的杂凑算法，首次启动时确定，此后不变。",
       .choices = {"sha256", "sm3"}},
      {.name = "trail_key_file",
       .value = &config.key_file,
       .english = "The private key (PEM: Ed25519, ECDSA P-256 or SM2) that checkpoints of the trail are "
                  "signed with.",
       .chinese = "签署留痕检查点的私钥文件（PEM：Ed25519、ECDSA P-256 或 SM2）。",
       .required = true},
      {.name = "trail_checkpoint_interval",
       .value = &config.checkpoint_interval,
       .english = "How often new entries of the trail are put under a signed checkpoint.",
       .chinese = "签署留痕检查点的间隔。",
       .minimum = 100,
       .maximum = 24 * 3600 * 1000},
      {.name = "checkpoint_dir",
       .value = &config.checkpoint_dir,
       .english = "A folder that keeps a copy of every checkpoint, best on another machine; empty for none.",
       .chinese = "另存每个检查点的目录，宜在其他机器上；空表示不另存。"},
  };
}

}  // namespace clearbudget::service_trail
