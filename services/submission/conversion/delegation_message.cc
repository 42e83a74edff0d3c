#include "services/submission/conversion/delegation_message.h"

#include <utility>

#include "common/errors/error.h"
#include "services/submission/conversion/request_name.h"
#include "services/submission/domain/etag.h"

namespace clearbudget::submission {

budget::v1::Delegation ToMessage(const Delegation& delegation) {
  budget::v1::Delegation message;
  message.set_name(delegation.name.ToText());
  message.set_delegator(delegation.delegator);
  message.set_agency(delegation.agency);
  message.set_delegate(delegation.delegate);
  for (const std::string& role : delegation.roles) message.add_roles(role);
  message.set_first_day(delegation.first_day.ToText());
  message.set_last_day(delegation.last_day.ToText());
  message.set_reason(delegation.reason);
  message.set_revoked(delegation.revoked);
  message.set_etag(EtagOf(delegation));
  return message;
}

std::optional<Delegation> DelegationFromMessage(const budget::v1::Delegation& message) {
  const auto name = names::ParseDelegationName(message.name());
  const auto first_day = facts::Date::FromText(message.first_day());
  const auto last_day = facts::Date::FromText(message.last_day());
  if (!name.ok() || !first_day.has_value() || !last_day.has_value()) return std::nullopt;
  Delegation delegation;
  delegation.name = *name;
  delegation.delegator = message.delegator();
  delegation.agency = message.agency();
  delegation.delegate = message.delegate();
  delegation.roles.assign(message.roles().begin(), message.roles().end());
  delegation.first_day = *first_day;
  delegation.last_day = *last_day;
  delegation.reason = message.reason();
  delegation.revoked = message.revoked();
  return delegation;
}

absl::StatusOr<Delegation> NewDelegationFrom(const budget::v1::CreateDelegationRequest& request) {
  const budget::v1::Delegation& message = request.delegation();
  if (absl::StatusOr<names::DelegationName> name = DelegationNameAt("delegation.name", message.name());
      !name.ok()) {
    return name.status();
  }
  if (!message.etag().empty()) {
    return errors::BadRequest({{"delegation.etag", message.etag(), errors::Reason::kNotAllowed, "新建时为空",
                                "nothing at creation"}});
  }
  // The contract's checks have been passed, so that the days are days.
  std::optional<Delegation> delegation = DelegationFromMessage(message);
  if (!delegation.has_value()) return errors::Error(errors::Reason::kInternal);
  return *std::move(delegation);
}

}  // namespace clearbudget::submission
