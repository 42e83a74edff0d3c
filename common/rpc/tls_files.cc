#include "common/rpc/tls_files.h"

#include "fmt/core.h"

namespace clearbudget::rpc {

std::vector<config::Option> TlsOptions(TlsFiles& files) {
  return {
      {.name = "certificate_file",
       .value = &files.certificate_file,
       .english = "The certificate of this process (PEM), with the DNS name <process>.<trust_domain>.",
       .chinese = "本进程的证书（PEM），其 DNS 名称为“进程名.信任域”。",
       .required = true},
      {.name = "private_key_file",
       .value = &files.private_key_file,
       .english = "The private key of the certificate (PEM), readable by its owner only.",
       .chinese = "证书的私钥（PEM），仅限属主读取。",
       .required = true},
      {.name = "ca_file",
       .value = &files.ca_file,
       .english = "The certificates of the authorities of the suite's own processes (PEM).",
       .chinese = "签发本系统各进程证书的机构证书（PEM）。",
       .required = true},
      {.name = "crl_file",
       .value = &files.crl_file,
       .english = "Revocation lists of these authorities (PEM); empty for none.",
       .chinese = "上述机构的证书吊销列表（PEM）；空表示没有。"},
      {.name = "trust_domain",
       .value = &files.trust_domain,
       .english = "What the DNS names of the suite's processes end in.",
       .chinese = "本系统各进程 DNS 名称的后缀（信任域）。",
       .required = true},
  };
}

std::string ProcessHost(std::string_view process, std::string_view trust_domain) {
  return fmt::format("{}.{}", process, trust_domain);
}

}  // namespace clearbudget::rpc
