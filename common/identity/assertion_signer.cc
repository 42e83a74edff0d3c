#include "common/identity/assertion_signer.h"

#include <utility>

#include "common/errors/error.h"
#include "common/identity/assertion.h"
#include "common/identity/claims_text.h"
#include "common/observability/log.h"

namespace clearbudget::identity {

AssertionSigner::AssertionSigner(WatchedFile file, std::unique_ptr<SigningKey> key, const ports::Clock& clock)
    : clock_(clock), file_(std::move(file)), key_(std::move(key)) {}
AssertionSigner::~AssertionSigner() = default;

absl::StatusOr<std::unique_ptr<AssertionSigner>> AssertionSigner::Load(const std::string& private_key_file,
                                                                       const ports::Clock& clock) {
  WatchedFile file(private_key_file);
  // Noted before the file is read, so that a change in between is seen later.
  static_cast<void>(file.HasChanged(clock.Now()));
  auto key = SigningKey::Load(private_key_file);
  if (!key.ok()) return key.status();
  return std::unique_ptr<AssertionSigner>(new AssertionSigner(std::move(file), *std::move(key), clock));
}

std::shared_ptr<const SigningKey> AssertionSigner::KeyNow() {
  const std::lock_guard lock(mutex_);
  if (file_.HasChanged(clock_.Now())) {
    auto key = SigningKey::Load(file_.file());
    if (key.ok()) {
      key_ = *std::move(key);
    } else {
      observability::Log(observability::Level::kError, "assertion_key_not_reloaded",
                         {{"cause", std::string_view(errors::MetadataOf(key.status())["cause"])}});
    }
  }
  return key_;
}

std::string AssertionSigner::Mint(const Caller& caller, std::string_view audience) {
  const std::int64_t now = SecondsOf(clock_.Now());
  return KeyNow()->SignToken(kAssertionType, ClaimsText({.issuer = kAssertionIssuer,
                                                         .audience = audience,
                                                         .issued_at = now,
                                                         .expires_at = now + kAssertionLife.count()},
                                                        caller));
}

}  // namespace clearbudget::identity
