#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "services/submission/domain/hand.h"

namespace clearbudget::submission {

// Hands as one column holds them, in order: subject, person and delegator in base64 parted by '.', hands by
// ','.
std::string HandsText(const std::vector<Hand>& hands);

// None for a text of another form.
std::optional<std::vector<Hand>> HandsFromText(std::string_view text);

}  // namespace clearbudget::submission
