#include "common/rpc/revocation_list.h"

#include <openssl/asn1.h>
#include <openssl/bio.h>
#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/x509.h>

#include <utility>
#include <vector>

#include "common/errors/error.h"
#include "common/observability/log.h"

namespace clearbudget::rpc {
namespace {

using BioPointer = std::unique_ptr<BIO, decltype(&BIO_free_all)>;
using CertificatePointer = std::unique_ptr<X509, decltype(&X509_free)>;
using ListPointer = std::unique_ptr<X509_CRL, decltype(&X509_CRL_free)>;

constexpr std::size_t kLargestFile = 16 * 1024 * 1024;

absl::Status Unusable(const std::string& file, std::string_view cause) {
  return errors::Error(errors::Reason::kConfigurationInvalid,
                       {{"name", file}, {"cause", std::string(cause)}});
}

BioPointer Reader(std::string_view text) {
  return {BIO_new_mem_buf(text.data(), static_cast<int>(text.size())), BIO_free_all};
}

std::string IdOf(const X509_NAME* issuer, const ASN1_INTEGER* serial) {
  std::string id;
  unsigned char* der = nullptr;
  const int size = i2d_X509_NAME(issuer, &der);
  if (size > 0) id.assign(reinterpret_cast<char*>(der), static_cast<std::size_t>(size));
  OPENSSL_free(der);
  const auto* digits = reinterpret_cast<const char*>(ASN1_STRING_get0_data(serial));
  return id.append(digits, static_cast<std::size_t>(ASN1_STRING_length(serial)));
}

std::vector<CertificatePointer> ReadCertificates(std::string_view text) {
  std::vector<CertificatePointer> certificates;
  const BioPointer bio = Reader(text);
  while (X509* read = PEM_read_bio_X509(bio.get(), nullptr, nullptr, nullptr)) {
    certificates.emplace_back(read, X509_free);
  }
  ERR_clear_error();
  return certificates;
}

bool IsSignedByOneOf(const std::vector<CertificatePointer>& authorities, X509_CRL* list) {
  for (const CertificatePointer& authority : authorities) {
    if (X509_NAME_cmp(X509_get_subject_name(authority.get()), X509_CRL_get_issuer(list)) != 0) continue;
    if (X509_CRL_verify(list, X509_get0_pubkey(authority.get())) == 1) return true;
  }
  ERR_clear_error();
  return false;
}

void AddIds(X509_CRL* list, std::set<std::string>& ids) {
  STACK_OF(X509_REVOKED)* entries = X509_CRL_get_REVOKED(list);
  for (int i = 0; i < sk_X509_REVOKED_num(entries); ++i) {
    const X509_REVOKED* entry = sk_X509_REVOKED_value(entries, i);
    ids.insert(IdOf(X509_CRL_get_issuer(list), X509_REVOKED_get0_serialNumber(entry)));
  }
}

absl::StatusOr<std::set<std::string>> ReadIds(const std::string& crl_file, const std::string& ca_file) {
  const auto text = identity::ReadSmallFile(crl_file, kLargestFile);
  if (!text.ok()) return text.status();
  const auto authority_text = identity::ReadSmallFile(ca_file, kLargestFile);
  if (!authority_text.ok()) return authority_text.status();
  const std::vector<CertificatePointer> authorities = ReadCertificates(*authority_text);
  std::set<std::string> ids;
  int lists = 0;
  const BioPointer bio = Reader(*text);
  while (X509_CRL* read = PEM_read_bio_X509_CRL(bio.get(), nullptr, nullptr, nullptr)) {
    const ListPointer list(read, X509_CRL_free);
    if (!IsSignedByOneOf(authorities, list.get())) {
      return Unusable(crl_file, "a list is not signed by an authority of ca_file");
    }
    AddIds(list.get(), ids);
    ++lists;
  }
  const bool at_end = ERR_GET_REASON(ERR_peek_last_error()) == PEM_R_NO_START_LINE;
  ERR_clear_error();
  if (lists == 0 || !at_end) return Unusable(crl_file, "holds no revocation list, or a broken one");
  return ids;
}

}  // namespace

std::optional<std::string> CertificateId(std::string_view certificate_pem) {
  const std::vector<CertificatePointer> certificates = ReadCertificates(certificate_pem);
  if (certificates.empty()) return std::nullopt;
  X509* certificate = certificates.front().get();
  return IdOf(X509_get_issuer_name(certificate), X509_get0_serialNumber(certificate));
}

RevocationList::RevocationList(const std::string& crl_file, const std::string& ca_file,
                               std::set<std::string> ids)
    : ca_file_(ca_file), ids_(std::move(ids)) {
  if (!crl_file.empty()) file_.emplace(crl_file);
}

absl::StatusOr<std::unique_ptr<RevocationList>> RevocationList::Load(const std::string& crl_file,
                                                                     const std::string& ca_file) {
  if (crl_file.empty()) {
    return std::unique_ptr<RevocationList>(new RevocationList(crl_file, ca_file, {}));
  }
  auto ids = ReadIds(crl_file, ca_file);
  if (!ids.ok()) return ids.status();
  return std::unique_ptr<RevocationList>(new RevocationList(crl_file, ca_file, *std::move(ids)));
}

bool RevocationList::Revokes(const std::string& certificate_id, ports::Instant now) {
  if (!file_.has_value()) return false;
  const std::lock_guard lock(mutex_);
  if (file_->HasChanged(now)) {
    auto ids = ReadIds(file_->file(), ca_file_);
    if (ids.ok()) {
      ids_ = *std::move(ids);
    } else {
      const std::string cause(ids.status().message());
      observability::Log(observability::Level::kError, "revocation_list_not_read", {{"cause", cause}});
    }
  }
  return ids_.contains(certificate_id);
}

}  // namespace clearbudget::rpc
