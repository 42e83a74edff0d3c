#include "services/submission/domain/agency.h"

namespace clearbudget::submission {

const AgencyAttributes* Agency::On(facts::Date day) const {
  const AgencyAttributes* held = nullptr;
  for (const AgencyAttributes& entry : attributes) {
    if (entry.valid_from > day) break;
    held = &entry;
  }
  return held;
}

const AgencyAttributes& Agency::InYear(int32_t year) const {
  const AgencyAttributes* held = On(facts::Date{year, 1, 1});
  return held != nullptr ? *held : attributes.front();
}

}  // namespace clearbudget::submission
