#include "common/identity/signature_algorithm.h"

#include <array>
#include <utility>

namespace clearbudget::identity {
namespace {

constexpr std::array<std::pair<SignatureAlgorithm, std::string_view>, 4> kNames = {{
    {SignatureAlgorithm::kRs256, "RS256"},
    {SignatureAlgorithm::kPs256, "PS256"},
    {SignatureAlgorithm::kEs256, "ES256"},
    {SignatureAlgorithm::kEdDsa, "EdDSA"},
}};

}  // namespace

std::optional<SignatureAlgorithm> SignatureAlgorithmFromName(std::string_view name) {
  for (const auto& [algorithm, known] : kNames) {
    if (known == name) return algorithm;
  }
  return std::nullopt;
}

std::string_view NameOf(SignatureAlgorithm algorithm) {
  return kNames[static_cast<std::size_t>(algorithm)].second;
}

}  // namespace clearbudget::identity
