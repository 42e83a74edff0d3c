#include "services/submission/domain/agency_check.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <utility>

#include "common/errors/error.h"

namespace clearbudget::submission {

absl::Status PutInOrder(Agency& agency) {
  std::vector<errors::Violation> violations;
  if (agency.attributes.empty()) {
    violations.push_back(
        {"agency.attributes", "", errors::Reason::kRequired, "至少一条属性记录", "one entry at least"});
  }
  std::set<facts::Date> days;
  for (size_t i = 0; i < agency.attributes.size(); ++i) {
    const AgencyAttributes& entry = agency.attributes[i];
    const std::string path = fmt::format("agency.attributes[{}]", i);
    if (!days.insert(entry.valid_from).second) {
      violations.push_back({path + ".valid_from", entry.valid_from.ToText(), errors::Reason::kDuplicateKey,
                            "与其他记录不同的生效日期", "a day that no other entry has"});
    }
    if (entry.parent == agency.name.agency) {
      violations.push_back({path + ".parent", entry.parent, errors::Reason::kInconsistent, "另一个单位的编码",
                            "the code of another agency"});
    }
  }
  if (!violations.empty()) return errors::BadRequest(std::move(violations));
  std::sort(agency.attributes.begin(), agency.attributes.end(),
            [](const AgencyAttributes& a, const AgencyAttributes& b) { return a.valid_from < b.valid_from; });
  return absl::OkStatus();
}

}  // namespace clearbudget::submission
