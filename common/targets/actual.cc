#include "common/targets/actual.h"

namespace clearbudget::targets {
namespace {

void SetUnreadable(ReadFault fault, Actual& actual) {
  actual.kind = ActualKind::kUnreadable;
  actual.fault = fault;
}

// A text that reads as a deadline is a day only when it names one and nothing more.
void ReadDay(const Deadline& deadline, bool plain, Actual& actual) {
  if (!plain) return SetUnreadable(ReadFault::kNotOneValue, actual);
  if (!deadline.year.has_value() || deadline.day == 0)
    return SetUnreadable(ReadFault::kAmbiguousDate, actual);
  const CivilDay day{*deadline.year, deadline.month, deadline.day};
  if (!IsValid(day)) return SetUnreadable(ReadFault::kImpossibleDate, actual);
  actual.kind = ActualKind::kDay;
  actual.day = day;
}

}  // namespace

Actual ReadActual(std::string_view text) {
  const Target target = ReadTarget(text);
  Actual actual;
  actual.text = target.text;
  switch (target.kind) {
    case TargetKind::kMissing:
      break;
    case TargetKind::kQualitative:
      actual.kind = ActualKind::kText;
      break;
    case TargetKind::kUnreadable:
      SetUnreadable(target.fault, actual);
      break;
    case TargetKind::kRange:
      SetUnreadable(ReadFault::kNotOneValue, actual);
      break;
    case TargetKind::kQuantitative:
      if (target.comparator_stated) {
        SetUnreadable(ReadFault::kNotOneValue, actual);
      } else {
        actual.kind = ActualKind::kQuantity;
        actual.quantity = target.quantity;
      }
      break;
    case TargetKind::kDeadline:
      ReadDay(*target.deadline, target.deadline_is_plain, actual);
      break;
  }
  return actual;
}

std::string_view ActualKindName(ActualKind kind) {
  switch (kind) {
    case ActualKind::kMissing:
      return "missing";
    case ActualKind::kQuantity:
      return "quantity";
    case ActualKind::kDay:
      return "day";
    case ActualKind::kText:
      return "text";
    case ActualKind::kUnreadable:
      return "unreadable";
  }
  return "";
}

}  // namespace clearbudget::targets
