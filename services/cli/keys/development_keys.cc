#include "services/cli/keys/development_keys.h"

#include <fmt/format.h>

#include <array>
#include <filesystem>
#include <system_error>
#include <utility>

#include "common/certificates/authority.h"
#include "common/identity/key_set.h"
#include "common/identity/signing_key.h"
#include "services/cli/input/arguments.h"
#include "services/cli/input/file_text.h"
#include "services/cli/keys/key_folder.h"
#include "services/cli/output/file_writer.h"

namespace clearbudget::cli {
namespace {

using certificates::Authority;
using certificates::CertificateRequest;
using certificates::Validity;
namespace fs = std::filesystem;

constexpr std::chrono::hours kDay{24};
constexpr auto kAuthorityLife = 3650 * kDay;
constexpr auto kCertificateLife = 397 * kDay;
constexpr auto kRenewalTime = 30 * kDay;
// Clocks of other machines may be a little behind.
constexpr std::chrono::hours kClockTolerance{1};
constexpr size_t kLargestKeyFile = size_t{64} << 10U;
constexpr std::string_view kTrustDomain = "clearbudget.internal";
constexpr std::array<std::string_view, 4> kProcesses{"gateway", "submission", "performance", "disclosure"};

constexpr std::string_view kIdentityPolicy =
    R"(# Whose word the gateway takes on who calls, in a development installation. An installation in production names its
# identity provider (jwksUrl) and the certificates of its agencies' systems.
issuers:
  - issuer: clearbudget-development
    audience: clearbudget
    algorithms: [EdDSA]
    jwksFile: jwks.json
certificates:
  - dnsName: platform.yunlan.example
    subject: "system:yunlan-platform"
    agency: regions/990101/agencies/201
    region: regions/990101
    roles: [platform]
)";

bool Exists(const fs::path& path) {
  std::error_code error;
  return fs::exists(path, error);
}

class Maker {
 public:
  Maker(std::string folder, ports::Instant now, bool renew)
      : folder_(std::move(folder)), now_(now), renew_(renew) {}

  absl::Status Run() {
    for (const auto& [private_key, public_key] : {std::pair{kTokenKeyFile, kTokenPublicKeyFile},
                                                  std::pair{kAssertionKeyFile, kAssertionPublicKeyFile},
                                                  std::pair{kTrailKeyFile, kTrailPublicKeyFile}}) {
      if (absl::Status made = MakePair(private_key, public_key); !made.ok()) return made;
    }
    if (absl::Status made = MakeKeySet(); !made.ok()) return made;
    if (absl::Status made = MakePolicy(); !made.ok()) return made;
    std::vector<CertificateRequest> processes;
    for (const std::string_view process : kProcesses) {
      processes.push_back(
          {.common_name = std::string(process), .dns_names = {fmt::format("{}.{}", process, kTrustDomain)}});
    }
    if (absl::Status made = MakeCertificates(kInternalFolder, processes); !made.ok()) return made;
    const CertificateRequest gateway{
        .common_name = "gateway", .dns_names = {"localhost"}, .ip_addresses = {"127.0.0.1", "::1"}};
    if (absl::Status made = MakeCertificates(kPublicFolder, {gateway}); !made.ok()) return made;
    const CertificateRequest platform{.common_name = std::string(kPlatform),
                                      .dns_names = {"platform.yunlan.example"}};
    return MakeCertificates(kClientFolder, {platform});
  }

  std::vector<KeyFile> TakeFiles() { return std::move(files_); }

 private:
  std::string PathOf(std::string_view name) const { return fs::path(folder_) / name; }

  void Note(const std::string& path, KeyFileState state) { files_.push_back({path, state}); }

  absl::Status MakePair(std::string_view private_name, std::string_view public_name) {
    const std::string private_key = PathOf(private_name);
    const std::string public_key = PathOf(public_name);
    const bool complete = Exists(private_key) && Exists(public_key);
    if (!complete) {
      // The private half is written last: without it, nothing was ever signed with the key.
      std::error_code error;
      if (!Exists(private_key)) fs::remove(public_key, error);
      if (absl::Status made = identity::GenerateKeys(private_key, public_key); !made.ok()) return made;
    }
    Note(private_key, complete ? KeyFileState::kKept : KeyFileState::kMade);
    Note(public_key, complete ? KeyFileState::kKept : KeyFileState::kMade);
    return absl::OkStatus();
  }

  // Keys that were added to the set by hand stay.
  absl::Status MakeKeySet() {
    const std::string path = PathOf(kKeySetFile);
    const bool kept = Exists(path);
    Note(path, kept ? KeyFileState::kKept : KeyFileState::kMade);
    if (kept) return absl::OkStatus();
    return identity::WriteKeySetFile(path, {PathOf(kTokenPublicKeyFile)});
  }

  absl::Status MakePolicy() {
    const std::string path = PathOf(kIdentityPolicyFile);
    const bool kept = Exists(path);
    Note(path, kept ? KeyFileState::kKept : KeyFileState::kMade);
    if (kept) return absl::OkStatus();
    return WriteFile(folder_, std::string(kIdentityPolicyFile), kIdentityPolicy);
  }

  absl::Status MakeCertificates(std::string_view folder, const std::vector<CertificateRequest>& requests) {
    absl::StatusOr<Authority> authority = AuthorityOf(folder);
    if (!authority.ok()) return authority.status();
    for (const CertificateRequest& request : requests) {
      if (absl::Status made = MakeCertificate(*authority, folder, request); !made.ok()) return made;
    }
    return absl::OkStatus();
  }

  absl::StatusOr<Authority> AuthorityOf(std::string_view folder) {
    const std::string certificate_file = CertificateFile(folder, kAuthority);
    const std::string key_file = KeyFileOf(folder, kAuthority);
    // The certificate is written last, so that an authority is there whole or counts as missing.
    if (Exists(certificate_file)) {
      Note(key_file, KeyFileState::kKept);
      Note(certificate_file, KeyFileState::kKept);
      const auto certificate = ReadTextFile(certificate_file, kLargestKeyFile);
      if (!certificate.ok()) return certificate.status();
      const auto key = ReadTextFile(key_file, kLargestKeyFile);
      if (!key.ok()) return key.status();
      return Authority::Read(*certificate, *key);
    }
    absl::StatusOr<Authority> authority =
        Authority::Create(fmt::format("clearbudget development {}", folder), LifeOf(kAuthorityLife));
    if (!authority.ok()) return authority.status();
    absl::StatusOr<std::string> key = authority->PrivateKeyPem();
    if (!key.ok()) return key.status();
    const absl::Status written =
        Write(folder, kAuthority, {authority->certificate_pem(), *std::move(key)}, KeyFileState::kMade);
    if (!written.ok()) return written;
    return authority;
  }

  absl::Status MakeCertificate(const Authority& authority, std::string_view folder,
                               CertificateRequest request) {
    const std::string certificate_file = CertificateFile(folder, request.common_name);
    const bool exists = Exists(certificate_file) && Exists(KeyFileOf(folder, request.common_name));
    if (exists && !renew_ && IsUsable(authority, certificate_file)) {
      Note(KeyFileOf(folder, request.common_name), KeyFileState::kKept);
      Note(certificate_file, KeyFileState::kKept);
      return absl::OkStatus();
    }
    request.validity = LifeOf(kCertificateLife);
    const auto issued = authority.Issue(request);
    if (!issued.ok()) return issued.status();
    return Write(folder, request.common_name, *issued, exists ? KeyFileState::kRenewed : KeyFileState::kMade);
  }

  // False for a certificate that ends soon, is another authority's, or is none.
  bool IsUsable(const Authority& authority, const std::string& certificate_file) const {
    const auto certificate = ReadTextFile(certificate_file, kLargestKeyFile);
    if (!certificate.ok()) return false;
    const auto end = authority.EndOf(*certificate);
    return end.has_value() && *end > now_ + kRenewalTime;
  }

  absl::Status Write(std::string_view folder, std::string_view name,
                     const certificates::IssuedCertificate& issued, KeyFileState state) {
    const std::string path = PathOf(folder);
    const std::string certificate_file = CertificateFile(folder, name);
    const std::string key_file = KeyFileOf(folder, name);
    if (absl::Status written =
            WriteFile(path, fs::path(key_file).filename(), issued.private_key_pem, FileReaders::kOwner);
        !written.ok()) {
      return written;
    }
    Note(key_file, state);
    if (absl::Status written = WriteFile(path, fs::path(certificate_file).filename(), issued.certificate_pem);
        !written.ok()) {
      return written;
    }
    Note(certificate_file, state);
    return absl::OkStatus();
  }

  std::string CertificateFile(std::string_view folder, std::string_view name) const {
    return PathOf(fmt::format("{}/{}.pem", folder, name));
  }
  std::string KeyFileOf(std::string_view folder, std::string_view name) const {
    return PathOf(fmt::format("{}/{}_key.pem", folder, name));
  }

  Validity LifeOf(ports::Instant::duration life) const { return {now_ - kClockTolerance, now_ + life}; }

  std::string folder_;
  ports::Instant now_;
  bool renew_;
  std::vector<KeyFile> files_;
};

}  // namespace

absl::StatusOr<std::vector<KeyFile>> MakeDevelopmentKeys(const std::string& folder, const ports::Clock& clock,
                                                         bool renew) {
  std::error_code error;
  fs::create_directories(folder, error);
  if (!error) fs::permissions(folder, fs::perms::owner_all, error);
  if (error) {
    return UsageError("keys", {{"DIR", folder, errors::Reason::kReferenceUnknown, "可建立的目录",
                                "a folder that can be made"}});
  }
  Maker maker(folder, clock.Now(), renew);
  if (absl::Status made = maker.Run(); !made.ok()) return made;
  return maker.TakeFiles();
}

}  // namespace clearbudget::cli
