#include "services/submission/conversion/head_message.h"
#include "services/submission/domain/etag.h"

namespace clearbudget::submission {
namespace {

void Write(const AgencyAttributes& attributes, budget::v1::AgencyAttributes& message) {
  message.set_valid_from(attributes.valid_from.ToText());
  message.set_parent(attributes.parent);
  message.set_full_name(attributes.full_name);
  message.set_short_name(attributes.short_name);
  message.set_nature(attributes.nature);
  message.set_rank(attributes.rank);
  message.set_funding_mode(attributes.funding_mode);
  message.set_region_name(attributes.region_name);
  message.set_social_credit_code(attributes.social_credit_code);
  if (attributes.staff_in_service.has_value()) message.set_staff_in_service(*attributes.staff_in_service);
  if (attributes.staff_retired.has_value()) message.set_staff_retired(*attributes.staff_retired);
}

std::optional<AgencyAttributes> AttributesFromMessage(const budget::v1::AgencyAttributes& message) {
  const std::optional<facts::Date> valid_from = facts::Date::FromText(message.valid_from());
  if (!valid_from.has_value()) return std::nullopt;
  AgencyAttributes attributes;
  attributes.valid_from = *valid_from;
  attributes.parent = message.parent();
  attributes.full_name = message.full_name();
  attributes.short_name = message.short_name();
  attributes.nature = message.nature();
  attributes.rank = message.rank();
  attributes.funding_mode = message.funding_mode();
  attributes.region_name = message.region_name();
  attributes.social_credit_code = message.social_credit_code();
  if (message.has_staff_in_service()) attributes.staff_in_service = message.staff_in_service();
  if (message.has_staff_retired()) attributes.staff_retired = message.staff_retired();
  return attributes;
}

}  // namespace

budget::v1::Agency ToMessage(const Agency& agency) {
  budget::v1::Agency message;
  message.set_name(agency.name.ToText());
  for (const AgencyAttributes& attributes : agency.attributes) Write(attributes, *message.add_attributes());
  message.set_etag(EtagOf(agency));
  if (agency.source != SourceReference()) *message.mutable_source() = ToMessage(agency.source);
  return message;
}

std::optional<Agency> AgencyFromMessage(const budget::v1::Agency& message) {
  const auto name = names::ParseAgencyName(message.name());
  if (!name.ok()) return std::nullopt;
  Agency agency;
  agency.name = *name;
  agency.source = SourceFromMessage(message.source());
  for (const budget::v1::AgencyAttributes& entry : message.attributes()) {
    std::optional<AgencyAttributes> attributes = AttributesFromMessage(entry);
    if (!attributes.has_value()) return std::nullopt;
    agency.attributes.push_back(*std::move(attributes));
  }
  return agency;
}

}  // namespace clearbudget::submission
