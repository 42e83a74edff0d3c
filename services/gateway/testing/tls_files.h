// Certificates of a test's gateway, backend and clients, in files as a gateway reads them.
#pragma once

#include <memory>
#include <string>

#include "common/testing/temporary_directory.h"
#include "common/testing/test_certificates.h"
#include "grpcpp/security/credentials.h"
#include "grpcpp/security/server_credentials.h"
#include "services/gateway/domain/gateway_config.h"
#include "services/gateway/testing/test_client.h"

namespace clearbudget::gateway {

// The gateway's certificate is for kGatewayName; the trust domain inside is "inside.test".
class TestTls {
 public:
  using Certificate = clearbudget::testing::TestCertificate;
  using Ca = clearbudget::testing::TestCa;

  TestTls() {
    WriteGatewayCertificate(gateway);
    WriteInternalCertificate(internal_ca.Issue("gateway.inside.test"));
    Write("client_ca.pem", client_ca.CertificatePem());
    Write("internal_ca.pem", internal_ca.CertificatePem());
    Revoke({});
  }

  // Everything encrypted but the backends.
  void EncryptClients(GatewayConfig& config, ClientCertificates clients = ClientCertificates::kOff) const {
    config.client_tls = {.plaintext = false,
                         .files = {.certificate = File("gateway.pem"),
                                   .private_key = File("gateway_key.pem"),
                                   .ca = File("client_ca.pem"),
                                   .revocation_list = File("client_crl.pem")},
                         .client_certificates = clients};
  }
  void EncryptBackends(GatewayConfig& config) const {
    config.internal_tls = {.plaintext = false,
                           .files = {.certificate = File("internal.pem"),
                                     .private_key = File("internal_key.pem"),
                                     .ca = File("internal_ca.pem"),
                                     .revocation_list = {}},
                           .trust_domain = "inside.test"};
  }

  void WriteGatewayCertificate(const Certificate& certificate) const {
    Write("gateway_key.pem", certificate.private_key_pem);
    Write("gateway.pem", certificate.certificate_pem);
  }
  void WriteInternalCertificate(const Certificate& certificate) const {
    Write("internal_key.pem", certificate.private_key_pem);
    Write("internal.pem", certificate.certificate_pem);
  }
  // The list of revoked certificates holds these and no others.
  void Revoke(const std::vector<Certificate>& certificates) const {
    Write("client_crl.pem", client_ca.RevocationList(certificates));
  }
  void Write(std::string_view name, std::string_view content) const {
    clearbudget::testing::ReplaceFile(File(name), content);
  }

  // Of a client that trusts the gateway's CA; null: it shows no certificate.
  std::shared_ptr<grpc::ChannelCredentials> Client(const Certificate* certificate = nullptr) const {
    grpc::SslCredentialsOptions options;
    options.pem_root_certs = gateway_ca.CertificatePem();
    if (certificate != nullptr) {
      options.pem_cert_chain = certificate->certificate_pem;
      options.pem_private_key = certificate->private_key_pem;
    }
    return grpc::SslCredentials(options);
  }
  // Of a backend that lets in who is certified by the internal CA.
  std::shared_ptr<grpc::ServerCredentials> Backend(const Certificate& certificate) const {
    grpc::SslServerCredentialsOptions options(GRPC_SSL_REQUEST_AND_REQUIRE_CLIENT_CERTIFICATE_AND_VERIFY);
    options.pem_root_certs = internal_ca.CertificatePem();
    options.pem_key_cert_pairs.push_back({certificate.private_key_pem, certificate.certificate_pem});
    return grpc::SslServerCredentials(options);
  }

  Ca gateway_ca{"gateway CA"};
  Ca client_ca{"client CA"};
  Ca internal_ca{"internal CA"};
  Ca stranger_ca{"client CA"};
  Certificate gateway = gateway_ca.Issue(kGatewayName);

 private:
  std::string File(std::string_view name) const { return directory_.File(name); }

  const clearbudget::testing::TemporaryDirectory directory_;
};

}  // namespace clearbudget::gateway
