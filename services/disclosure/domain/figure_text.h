// Values and the pieces of templates as text of a document, in which every figure knows its fact.
#pragma once

#include <optional>
#include <string>

#include "common/rules/template.h"
#include "common/rules/value.h"
#include "services/disclosure/domain/outline.h"

namespace clearbudget::disclosure {

// Slots that show a number or an amount become figures.
Text TextOfPieces(const rules::Rendered& rendered);

// A stated value in a format, amounts in a unit. Nothing is rounded but by kPercent, which shows two places.
// Absent where the value cannot be shown without rounding: an amount that is not whole 分, a number without
// an end.
std::optional<std::string> ShowValue(const rules::Value& value, ValueFormat format, AmountUnit unit);

}  // namespace clearbudget::disclosure
