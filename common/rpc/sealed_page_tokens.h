#pragma once

#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "common/ports/page_tokens.h"

namespace clearbudget::rpc {

// A token is the position under AES-256-GCM with a random nonce, and the scope as what is authenticated
// beside it: nobody can make one, read one, or carry one over to another list, another filter or another
// caller.
class SealedPageTokens final : public ports::PageTokens {
 public:
  static constexpr size_t kKeyBytes = 32;

  explicit SealedPageTokens(std::string key) : key_(std::move(key)) {}

  // With the key of a file, which is made with a random key where it is missing, so that tokens outlive the
  // process. Errors: UNAVAILABLE (it cannot be read or written), FAILED_PRECONDITION (it holds no key).
  static absl::StatusOr<std::unique_ptr<SealedPageTokens>> Open(const std::string& key_file);

  std::string Seal(std::string_view scope, std::string_view position) const override;
  absl::StatusOr<std::string> Open(std::string_view scope, std::string_view token,
                                   std::string_view path) const override;

 private:
  std::string key_;
};

}  // namespace clearbudget::rpc
