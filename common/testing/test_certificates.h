// Certificates for tests, made when a test needs them: nothing to keep secret, nothing that expires in the
// tree. Keys are ECDSA P-256.
#pragma once

#include <chrono>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace clearbudget::testing {

// A certificate with its key, both as PEM.
struct TestCertificate {
  std::string certificate_pem;
  std::string private_key_pem;
  std::string fingerprint;  // SHA-256 of the DER bytes in lowercase hex
};

// What a certificate below a CA says. It serves as a server's and as a client's.
struct CertificateRequest {
  std::string common_name = {};
  std::vector<std::string> dns_names = {};  // subject alternative names
  // From now; an end in the past makes an expired certificate.
  std::chrono::seconds valid_from = std::chrono::hours(-2);
  std::chrono::seconds valid_until = std::chrono::hours(24);
};

// A CA with its own key. Two of the same name are strangers all the same.
class TestCa {
 public:
  explicit TestCa(std::string_view common_name);
  TestCa(TestCa&&) noexcept;
  TestCa& operator=(TestCa&&) noexcept;
  ~TestCa();

  // Its own certificate, which those who trust it are given.
  std::string CertificatePem() const;

  // Every certificate has a key and a serial number of its own.
  TestCertificate Issue(const CertificateRequest& request);
  // For one DNS name.
  TestCertificate Issue(const std::string& dns_name);

  // A list of revoked certificates (CRL) as PEM; all of them must be this CA's. Valid for a day from now.
  std::string RevocationList(const std::vector<TestCertificate>& revoked) const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

// Writes a file as a whole: whoever reads the path at the same time sees the old or the new content. Ends the
// test program when it cannot.
void ReplaceFile(const std::string& path, std::string_view content);

}  // namespace clearbudget::testing
