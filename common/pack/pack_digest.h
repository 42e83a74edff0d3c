// The digest of a resolved pack.
#pragma once

#include <string>

#include "clearbudget/pack/v1/pack.pb.h"

namespace clearbudget::pack {

// The canonical form: RFC 8785 JSON over the fields that are set, by their contract names, lists in order,
// enumerations by name. Protobuf bytes would not do: they are not canonical.
std::string CanonicalPackJson(const clearbudget::pack::v1::Pack& pack);

// "cb1:sha256:" and the hexadecimal SHA-256 of the canonical form.
std::string PackDigest(const clearbudget::pack::v1::Pack& pack);

}  // namespace clearbudget::pack
