// Values and the pieces of templates as text of a document, in which every figure knows its fact.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "common/rules/scope.h"
#include "common/rules/template.h"
#include "common/rules/value.h"
#include "services/disclosure/domain/outline.h"

namespace clearbudget::disclosure {

// The fact that an expression names from within a scope: the full path, such as
// "projects[2].amount.this_year", of an expression that is nothing but a path; else the expression as
// written, behind the place where it was computed.
std::string FactOf(std::string_view expression, const rules::ScopeType& type, const rules::Scope& scope);

// Slots that show a number or an amount become figures.
Text TextOfPieces(const rules::Rendered& rendered, const rules::ScopeType& type, const rules::Scope& scope);

// A stated value in a format, amounts in a unit. Nothing is rounded but by kPercent, which shows two places.
// Absent where the value cannot be shown without rounding: an amount that is not whole 分, a number without
// an end.
std::optional<std::string> ShowValue(const rules::Value& value, ValueFormat format, AmountUnit unit);

}  // namespace clearbudget::disclosure
