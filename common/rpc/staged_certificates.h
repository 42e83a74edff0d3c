// Certificates and keys as gRPC is given them. gRPC 1.51 watches files itself, but refuses all connections
// while one of them is broken, and ends the process when one is empty, as a file is for a moment when it is
// copied over. So it watches copies in memory, which change only when all files are good and belong together.
#pragma once

#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "common/rpc/tls_files.h"

namespace clearbudget::rpc {

// What the files hold now.
struct TlsMaterial {
  std::string identity = {};     // PEM: the private key and the certificate chain
  std::string authorities = {};  // PEM
};

// Errors: CONFIGURATION_INVALID for a file that cannot be read, that holds no certificate or key, a key that
// everybody may read or that is of another certificate.
absl::StatusOr<TlsMaterial> ReadTlsMaterial(const TlsFiles& files);

// Paths for gRPC to watch.
struct StagedPaths {
  std::string identity = {};  // for the key and the chain
  std::string authorities = {};
};

// For as long as the process runs, a change of the files reaches the paths within two seconds, and is logged;
// one that is not good is logged, and what was there before stays. As long as the files have never been good,
// the paths cannot be opened. May be called by several threads at once; the same files have the same paths.
StagedPaths StageCertificates(const TlsFiles& files);

}  // namespace clearbudget::rpc
