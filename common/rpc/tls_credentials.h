// Mutual TLS on both ends of the suite's own connections: TLS 1.2 or newer, HTTP/2, certificates on both
// sides.
#pragma once

#include <memory>
#include <string>

#include "absl/status/status.h"
#include "common/rpc/tls_files.h"
#include "grpcpp/security/credentials.h"
#include "grpcpp/security/server_credentials.h"
#include "grpcpp/support/channel_arguments.h"

namespace clearbudget::rpc {

// gRPC serves nothing and says nothing where the files are missing or broken. Errors: CONFIGURATION_INVALID
// for a file that cannot be read, that holds no certificate or key, a key that others may read or that is of
// another certificate, or a trust domain that is no DNS name.
absl::Status CheckTlsFiles(const TlsFiles& files);

// Asks every client for a certificate of the authority; which one may do what is not known here.
std::shared_ptr<grpc::ServerCredentials> ServerTls(const TlsFiles& files);

// Takes no other server than the process, by the DNS name <process>.<trust_domain> of a certificate that is
// not revoked. Where a revocation list is named that cannot be used, no connection is made.
std::shared_ptr<grpc::ChannelCredentials> ChannelTls(const TlsFiles& files, const std::string& process);

// For the channel of these credentials: its target is an address, and gRPC would look for that in the
// certificate.
void NameServer(const TlsFiles& files, const std::string& process, grpc::ChannelArguments& arguments);

}  // namespace clearbudget::rpc
