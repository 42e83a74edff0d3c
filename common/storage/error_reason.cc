#include "common/storage/error_reason.h"

#include <optional>

#include "absl/strings/cord.h"

namespace clearbudget::storage {

absl::Status WithReason(absl::Status status, std::string_view reason) {
  status.SetPayload(absl::string_view(kReasonPayload.data(), kReasonPayload.size()),
                    absl::Cord(absl::string_view(reason.data(), reason.size())));
  return status;
}

std::string ReasonOf(const absl::Status& status) {
  const auto payload = status.GetPayload(absl::string_view(kReasonPayload.data(), kReasonPayload.size()));
  return payload.has_value() ? std::string(*payload) : std::string();
}

}  // namespace clearbudget::storage
