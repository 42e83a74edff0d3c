#include "services/submission/use_cases/create_agency.h"

#include <utility>

#include "common/errors/error.h"
#include "services/submission/domain/agency_check.h"
#include "services/submission/domain/agency_effect.h"
#include "services/submission/use_cases/replay.h"

namespace clearbudget::submission {

absl::StatusOr<Agency> CreateAgency::Run(const ports::Scope& scope, const ports::Act& act, Agency agency) {
  absl::StatusOr<std::optional<Agency>> replay = FindReplay<Agency>(log_, scope, act);
  if (!replay.ok()) return replay.status();
  if (replay->has_value()) {
    // The first answer may have been lost after the change was stored, and with it this.
    register_.Put(**replay);
    return **std::move(replay);
  }

  if (absl::Status order = PutInOrder(agency); !order.ok()) return order;
  absl::StatusOr<Agency> present = agencies_.FindAgency(scope, agency.name);
  if (present.ok()) return errors::Error(errors::Reason::kAlreadyExists, {{"name", agency.name.ToText()}});
  if (!absl::IsNotFound(present.status())) return present.status();
  agency.change_number = 1;
  if (act.validate_only) return agency;
  absl::StatusOr<Agency> stored =
      AnswerAs<Agency>(agencies_.WriteAgency(scope, agency, EffectOn(nullptr, agency), act));
  if (stored.ok()) register_.Put(*stored);
  return stored;
}

}  // namespace clearbudget::submission
