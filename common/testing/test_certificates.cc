#include "common/testing/test_certificates.h"

#include <fmt/format.h>

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <utility>

#include "absl/strings/escaping.h"
#include "absl/strings/str_replace.h"
#include "common/certificates/authority.h"
#include "common/digest/digest.h"

namespace clearbudget::testing {
namespace {

using certificates::Authority;
using certificates::Validity;

// A test without its certificates has nothing to stand on.
void Require(bool done, std::string_view what) {
  if (done) return;
  fmt::print(stderr, "test certificates: {} failed\n", what);
  std::abort();
}

template <typename T>
T Made(absl::StatusOr<T> result) {
  Require(result.ok(), result.status().ToString());
  return *std::move(result);
}

Validity FromNow(std::chrono::seconds from, std::chrono::seconds until) {
  const auto now = std::chrono::system_clock::now();
  return {now + from, now + until};
}

std::string FingerprintOf(const std::string& pem) {
  std::string der;
  const std::string body = absl::StrReplaceAll(
      pem, {{"-----BEGIN CERTIFICATE-----", ""}, {"-----END CERTIFICATE-----", ""}, {"\n", ""}});
  Require(absl::Base64Unescape(body, &der), "reading PEM");
  return digest::Sha256Hex(der);
}

}  // namespace

struct TestCa::State {
  Authority authority;
};

TestCa::TestCa(std::string_view common_name)
    : state_(std::make_unique<State>(State{
          Made(Authority::Create(common_name, FromNow(-std::chrono::hours(2), std::chrono::hours(24))))})) {}

TestCa::TestCa(TestCa&&) noexcept = default;
TestCa& TestCa::operator=(TestCa&&) noexcept = default;
TestCa::~TestCa() = default;

std::string TestCa::CertificatePem() const {
  return state_->authority.certificate_pem();
}

TestCertificate TestCa::Issue(const CertificateRequest& request) {
  certificates::IssuedCertificate issued =
      Made(state_->authority.Issue({.common_name = request.common_name,
                                    .dns_names = request.dns_names,
                                    .validity = FromNow(request.valid_from, request.valid_until)}));
  std::string fingerprint = FingerprintOf(issued.certificate_pem);
  return {std::move(issued.certificate_pem), std::move(issued.private_key_pem), std::move(fingerprint)};
}

TestCertificate TestCa::Issue(const std::string& dns_name) {
  return Issue({.common_name = dns_name, .dns_names = {dns_name}});
}

std::string TestCa::RevocationList(const std::vector<TestCertificate>& revoked) const {
  std::vector<std::string> pems;
  for (const TestCertificate& each : revoked) pems.push_back(each.certificate_pem);
  return Made(
      state_->authority.RevocationList(pems, FromNow(-std::chrono::minutes(1), std::chrono::hours(24))));
}

void ReplaceFile(const std::string& path, std::string_view content) {
  const std::string draft = path + ".new";
  std::ofstream file(draft, std::ios::trunc | std::ios::binary);
  file << content;
  file.close();
  Require(static_cast<bool>(file), path);
  std::error_code error;
  std::filesystem::rename(draft, path, error);
  Require(!error, path);
}

}  // namespace clearbudget::testing
