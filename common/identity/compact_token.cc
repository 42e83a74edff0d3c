#include "common/identity/compact_token.h"

#include <optional>
#include <utility>

#include "common/errors/error.h"
#include "common/identity/base64url.h"
#include "common/identity/key_set.h"

namespace clearbudget::identity {
namespace {

absl::Status Invalid(const char* cause) {
  return errors::Error(errors::Reason::kCredentialsInvalid, {{"cause", cause}});
}

std::optional<JsonObject> DecodeObject(std::string_view part) {
  const std::optional<std::string> text = DecodeBase64Url(part);
  return text.has_value() ? JsonObject::Parse(*text, kLongestToken) : std::nullopt;
}

// What is wrong with a header; null for one that says no more than how the token was signed, and by which
// key.
const char* WhatIsWrongWith(const JsonObject& header) {
  if (header.Has("crit")) return "its header makes demands (crit)";
  for (const char* name : {"jwk", "jku", "x5c", "x5u"}) {
    if (header.Has(name)) return "its header brings a key of its own";
  }
  // RFC 7797: the payload would not be encoded.
  if (header.Has("b64")) return "its header changes how it is to be read (b64)";
  if (!SignatureAlgorithmFromName(header.Text("alg").value_or("")).has_value()) {
    return "its algorithm is not allowed";
  }
  if (!IsKeyId(header.Text("kid").value_or(""))) return "it has no plain key id (kid)";
  if (header.Has("typ") && !header.Text("typ").has_value()) return "its type (typ) is malformed";
  return nullptr;
}

}  // namespace

absl::StatusOr<CompactToken> ReadCompactToken(std::string_view token) {
  if (token.size() > kLongestToken) return Invalid("it is longer than 8 KiB");
  const std::size_t first = token.find('.');
  const std::size_t second = first == token.npos ? token.npos : token.find('.', first + 1);
  if (second == token.npos || token.find('.', second + 1) != token.npos) {
    return Invalid("it is no compact JWT");
  }
  const std::optional<JsonObject> header = DecodeObject(token.substr(0, first));
  if (!header.has_value()) return Invalid("its header is no strict JSON object in base64url without padding");
  if (const char* cause = WhatIsWrongWith(*header)) return Invalid(cause);
  std::optional<JsonObject> claims = DecodeObject(token.substr(first + 1, second - first - 1));
  if (!claims.has_value())
    return Invalid("its claims are no strict JSON object in base64url without padding");
  std::optional<std::string> signature = DecodeBase64Url(token.substr(second + 1));
  if (!signature.has_value()) return Invalid("its signature is not in base64url without padding");
  return CompactToken{.algorithm = *SignatureAlgorithmFromName(*header->Text("alg")),
                      .key_id = *header->Text("kid"),
                      .type = header->Text("typ").value_or(""),
                      .signed_part = token.substr(0, second),
                      .claims = *std::move(claims),
                      .signature = *std::move(signature)};
}

}  // namespace clearbudget::identity
