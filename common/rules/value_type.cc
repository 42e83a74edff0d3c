#include "common/rules/value_type.h"

#include "common/money/amount.h"
#include "fmt/core.h"

namespace clearbudget::rules {

std::string TypeKindName(TypeKind kind) {
  switch (kind) {
    case TypeKind::kBool:
      return "a bool";
    case TypeKind::kNumber:
      return "a number";
    case TypeKind::kAmount:
      return "an amount";
    case TypeKind::kText:
      return "a text";
    case TypeKind::kCode:
      return "a code";
    case TypeKind::kSymbol:
      return "a symbol";
    case TypeKind::kDate:
      return "a date";
    case TypeKind::kRecord:
      return "a record";
    case TypeKind::kList:
      return "a list of records";
  }
  return "a value";
}

std::string TypeName(const ValueType& type) {
  if (type.kind == TypeKind::kCode && !type.classification.empty()) {
    return fmt::format("a code of {}", type.classification);
  }
  if (type.kind == TypeKind::kRecord && type.record != nullptr) {
    return fmt::format("a record ({})", type.record->name());
  }
  if (type.kind == TypeKind::kList && type.record != nullptr) {
    return fmt::format("a list of records ({})", type.record->name());
  }
  return TypeKindName(type.kind);
}

ValueType ValueType::Number(int64_t magnitude, int places) {
  ValueType type;
  type.kind = TypeKind::kNumber;
  type.bound = Bound::Decimal(magnitude, places);
  return type;
}

ValueType ValueType::Amount() {
  ValueType type;
  type.kind = TypeKind::kAmount;
  type.bound = Bound::Whole(static_cast<absl::uint128>(money::Amount::kMaxFen));
  return type;
}

ValueType ValueType::Code(std::string classification) {
  ValueType type;
  type.kind = TypeKind::kCode;
  type.classification = std::move(classification);
  return type;
}

}  // namespace clearbudget::rules
