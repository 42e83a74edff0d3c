// Where the files of a development installation lie, below the folder of `clearbudget keys`.
#pragma once

#include <string_view>

namespace clearbudget::cli {

// Of the development issuer, which signs the tokens of people.
inline constexpr std::string_view kTokenKeyFile = "token_private.pem";
inline constexpr std::string_view kTokenPublicKeyFile = "token_public.pem";
inline constexpr std::string_view kKeySetFile = "jwks.json";
// Whose word the gateway takes.
inline constexpr std::string_view kIdentityPolicyFile = "identity_policy.yaml";
// What the gateway signs its assertions with.
inline constexpr std::string_view kAssertionKeyFile = "assertion_private.pem";
inline constexpr std::string_view kAssertionPublicKeyFile = "assertion_public.pem";
// What the services sign the checkpoints of their trails with.
inline constexpr std::string_view kTrailKeyFile = "trail_private.pem";
inline constexpr std::string_view kTrailPublicKeyFile = "trail_public.pem";

// One authority a folder, with what it issued: X.pem and X_key.pem.
inline constexpr std::string_view kInternalFolder = "internal";  // the processes, to one another
inline constexpr std::string_view kPublicFolder = "public";      // the gateway, to its clients
inline constexpr std::string_view kClientFolder = "clients";     // agencies' systems, to the gateway
inline constexpr std::string_view kAuthority = "ca";
inline constexpr std::string_view kPlatform = "platform";

// The certificate that clients know the gateway by.
inline constexpr std::string_view kPublicAuthorityFile = "public/ca.pem";

}  // namespace clearbudget::cli
