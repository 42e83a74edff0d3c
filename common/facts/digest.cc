#include "common/facts/digest.h"

#include <algorithm>

#include "common/digest/digest.h"  // A header without OpenSSL: the hashes come in as two pure functions.
#include "common/facts/canonical_json.h"

namespace clearbudget::facts {
namespace {

constexpr std::string_view kSha256Prefix = "cb1:sha256:";
constexpr std::string_view kSm3Prefix = "cb1:sm3:";

}  // namespace

Digests DigestsOf(const Record& record) {
  const std::string canonical = CanonicalJson(record);
  return {.sha256 = std::string(kSha256Prefix) + digest::Sha256Hex(canonical),
          .sm3 = std::string(kSm3Prefix) + digest::Sm3Hex(canonical)};
}

bool IsDigest(std::string_view text) {
  if (text.starts_with(kSha256Prefix)) {
    text.remove_prefix(kSha256Prefix.size());
  } else if (text.starts_with(kSm3Prefix)) {
    text.remove_prefix(kSm3Prefix.size());
  } else {
    return false;
  }
  return text.size() == 2 * digest::kDigestBytes && std::all_of(text.begin(), text.end(), [](char c) {
           return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
         });
}

}  // namespace clearbudget::facts
