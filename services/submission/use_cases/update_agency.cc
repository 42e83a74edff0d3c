#include "services/submission/use_cases/update_agency.h"

#include <utility>

#include "common/errors/error.h"
#include "services/submission/domain/agency_check.h"
#include "services/submission/domain/agency_effect.h"
#include "services/submission/domain/etag.h"
#include "services/submission/use_cases/replay.h"

namespace clearbudget::submission {

absl::StatusOr<Agency> UpdateAgency::Run(const ports::Scope& scope, const ports::Act& act, Agency agency,
                                         const std::string& etag) {
  absl::StatusOr<std::optional<Agency>> replay = FindReplay<Agency>(log_, scope, act);
  if (!replay.ok()) return replay.status();
  if (replay->has_value()) {
    // The first answer may have been lost after the change was stored, and with it this.
    register_.Put(**replay);
    return **std::move(replay);
  }

  if (absl::Status order = PutInOrder(agency); !order.ok()) return order;
  absl::StatusOr<Agency> stored = agencies_.FindAgency(scope, agency.name);
  if (!stored.ok()) return stored.status();
  if (etag != EtagOf(*stored)) {
    return errors::Error(errors::Reason::kEtagMismatch, {{"name", agency.name.ToText()}});
  }
  agency.change_number = stored->change_number + 1;
  if (act.validate_only) return agency;
  absl::StatusOr<Agency> written =
      AnswerAs<Agency>(agencies_.WriteAgency(scope, agency, EffectOn(&*stored, agency), act));
  if (written.ok()) register_.Put(*written);
  return written;
}

}  // namespace clearbudget::submission
