// The closed lists that a permission of the contract may name, beside the roles (identity::IsRole).
#pragma once

#include <array>
#include <string_view>

namespace clearbudget::rpc {

// The services of the suite, as their certificates and assertions name them.
inline constexpr std::array<std::string_view, 3> kServices{"submission", "performance", "disclosure"};

// Of a budget.
inline constexpr std::array<std::string_view, 4> kStates{"draft", "submitted", "returned", "approved"};

}  // namespace clearbudget::rpc
