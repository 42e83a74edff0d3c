#include "common/rpc/staged_certificates.h"

#include <fcntl.h>
#include <openssl/bio.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509.h>
#include <sys/eventfd.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <chrono>
#include <cstdlib>
#include <map>
#include <memory>
#include <mutex>
#include <string_view>
#include <thread>
#include <tuple>
#include <utility>

#include "common/errors/error.h"
#include "common/identity/watched_file.h"
#include "common/observability/log.h"
#include "fmt/core.h"

namespace clearbudget::rpc {
namespace {

using errors::Reason;
using observability::Level;
using BioPointer = std::unique_ptr<BIO, decltype(&BIO_free_all)>;
using CertificatePointer = std::unique_ptr<X509, decltype(&X509_free)>;
using KeyPointer = std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)>;

constexpr std::size_t kLargestFile = 1024 * 1024;
constexpr std::chrono::seconds kInterval{1};

absl::Status Unusable(const std::string& file, std::string_view cause) {
  return errors::Error(Reason::kConfigurationInvalid, {{"name", file}, {"cause", std::string(cause)}});
}

BioPointer Reader(const std::string& text) {
  return {BIO_new_mem_buf(text.data(), static_cast<int>(text.size())), BIO_free_all};
}

// A file with a password is refused rather than asked for on a terminal.
int NoPassword(char*, int, int, void*) {
  return -1;
}

CertificatePointer ReadCertificate(const std::string& text) {
  CertificatePointer certificate(PEM_read_bio_X509(Reader(text).get(), nullptr, nullptr, nullptr), X509_free);
  ERR_clear_error();
  return certificate;
}

KeyPointer ReadPrivateKey(const std::string& text) {
  KeyPointer key(PEM_read_bio_PrivateKey(Reader(text).get(), nullptr, NoPassword, nullptr), EVP_PKEY_free);
  ERR_clear_error();
  return key;
}

bool EverybodyMayRead(const std::string& file) {
  struct stat about {};
  return stat(file.c_str(), &about) == 0 && (about.st_mode & S_IRWXO) != 0;
}

// A file in memory behind a path that stays. Its descriptor is never closed, since gRPC says nobody when it
// stops reading, and the number must not become another file's.
class MemoryFile {
 public:
  // What is behind the path cannot be opened until something is put there.
  MemoryFile() : descriptor_(eventfd(0, EFD_CLOEXEC)) {
    if (descriptor_ < 0) std::abort();
  }
  std::string Path() const { return fmt::format("/proc/self/fd/{}", descriptor_); }

  // Whoever opens the path finds the whole of the old or of the new text.
  bool Put(std::string_view text) const {
    const int fresh = memfd_create("clearbudget-certificates", MFD_CLOEXEC);
    if (fresh < 0) return false;
    const bool put = write(fresh, text.data(), text.size()) == static_cast<ssize_t>(text.size()) &&
                     dup3(fresh, descriptor_, O_CLOEXEC) == descriptor_;
    close(fresh);
    return put;
  }

 private:
  int descriptor_;
};

// One set of files and its copy.
class Staged {
 public:
  explicit Staged(TlsFiles files)
      : files_(std::move(files)),
        watched_{identity::WatchedFile(files_.certificate_file),
                 identity::WatchedFile(files_.private_key_file), identity::WatchedFile(files_.ca_file)} {
    for (identity::WatchedFile& file : watched_) file.HasChanged(std::chrono::system_clock::now());
    Take("certificates_read");
  }

  StagedPaths Paths() const { return {.identity = identity_.Path(), .authorities = authorities_.Path()}; }

  void TakeChanges() {
    bool changed = false;
    for (identity::WatchedFile& file : watched_) changed |= file.HasChanged(std::chrono::system_clock::now());
    if (changed) Take("certificates_renewed");
  }

 private:
  void Take(std::string_view event) const {
    const auto material = ReadTlsMaterial(files_);
    if (!material.ok()) {
      const std::string cause(material.status().message());
      observability::Log(Level::kError, "certificates_not_read", {{"cause", cause}});
    } else if (!identity_.Put(material->identity) || !authorities_.Put(material->authorities)) {
      observability::Log(Level::kError, "certificates_not_read", {{"cause", "no memory for a copy"}});
    } else {
      observability::Log(Level::kInfo, event, {{"file", files_.certificate_file}});
    }
  }

  const TlsFiles files_;
  std::array<identity::WatchedFile, 3> watched_;
  MemoryFile identity_;
  MemoryFile authorities_;
};

// All sets of the process; one thread looks after them.
class Stage {
 public:
  Stage() {
    std::thread([this] { Watch(); }).detach();
  }

  StagedPaths Add(const TlsFiles& files) {
    const std::lock_guard lock(mutex_);
    const Key key(files.certificate_file, files.private_key_file, files.ca_file);
    return sets_.try_emplace(key, files).first->second.Paths();
  }

 private:
  using Key = std::tuple<std::string, std::string, std::string>;

  void Watch() {
    while (true) {
      std::this_thread::sleep_for(kInterval);
      const std::lock_guard lock(mutex_);
      for (auto& [key, set] : sets_) set.TakeChanges();
    }
  }

  std::mutex mutex_;
  std::map<Key, Staged> sets_;
};

}  // namespace

absl::StatusOr<TlsMaterial> ReadTlsMaterial(const TlsFiles& files) {
  const auto chain = identity::ReadSmallFile(files.certificate_file, kLargestFile);
  if (!chain.ok()) return chain.status();
  const auto key_text = identity::ReadSmallFile(files.private_key_file, kLargestFile);
  if (!key_text.ok()) return key_text.status();
  const auto authorities = identity::ReadSmallFile(files.ca_file, kLargestFile);
  if (!authorities.ok()) return authorities.status();
  const CertificatePointer certificate = ReadCertificate(*chain);
  if (certificate == nullptr) return Unusable(files.certificate_file, "holds no certificate");
  if (EverybodyMayRead(files.private_key_file)) {
    return Unusable(files.private_key_file, "may be read by everybody");
  }
  const KeyPointer key = ReadPrivateKey(*key_text);
  if (key == nullptr) return Unusable(files.private_key_file, "holds no private key");
  const bool belongs = X509_check_private_key(certificate.get(), key.get()) == 1;
  ERR_clear_error();
  if (!belongs) return Unusable(files.private_key_file, "is not the key of certificate_file");
  if (ReadCertificate(*authorities) == nullptr) return Unusable(files.ca_file, "holds no certificate");
  return TlsMaterial{.identity = fmt::format("{}\n{}", *key_text, *chain), .authorities = *authorities};
}

StagedPaths StageCertificates(const TlsFiles& files) {
  // Never destroyed, since its thread runs until the process ends.
  static auto* const stage = new Stage();
  return stage->Add(files);
}

}  // namespace clearbudget::rpc
