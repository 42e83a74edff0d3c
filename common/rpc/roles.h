// The closed lists that a permission of the contract may name. proto/README.md describes the roles.
#pragma once

#include <array>
#include <string_view>

namespace clearbudget::rpc {

inline constexpr std::array<std::string_view, 11> kRoles{
    "unit_preparer",
    "department_reviewer",
    "finance_business_reviewer",
    "finance_performance_reviewer",
    "finance_asset_reviewer",
    "finance_budget_reviewer",
    "finance_approver",
    "publisher",
    "auditor",
    "public",
    "platform",
};

// The services of the suite, as their certificates and assertions name them.
inline constexpr std::array<std::string_view, 3> kServices{"submission", "performance", "disclosure"};

// Of a budget.
inline constexpr std::array<std::string_view, 4> kStates{"draft", "submitted", "returned", "approved"};

}  // namespace clearbudget::rpc
