// The files that make a process known to the others of the suite, and the others to it.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "common/config/option.h"

namespace clearbudget::rpc {

// All PEM. The files are read again when they change, so that certificates are renewed without a restart.
struct TlsFiles {
  std::string certificate_file = {};  // the process's own, with the DNS name <process>.<trust_domain>
  std::string private_key_file = {};
  std::string ca_file = {};  // the internal authority; not the one of clients
  // Revocation lists of the authorities; empty for none. A list past its next update still counts.
  std::string crl_file = {};
  std::string trust_domain = "clearbudget.internal";
};

// The rows of a process's table for its files.
std::vector<config::Option> TlsOptions(TlsFiles& files);

// "submission.clearbudget.internal".
std::string ProcessHost(std::string_view process, std::string_view trust_domain);

}  // namespace clearbudget::rpc
