#include "services/cli/output/exit_code.h"

#include <optional>

#include "common/errors/error.h"

namespace clearbudget::cli {

ExitCode ExitCodeOf(const absl::Status& status) {
  const std::optional<errors::Reason> reason = errors::ReasonOf(status);
  if (reason == errors::Reason::kConfigurationInvalid) return ExitCode::kUsage;
  if (reason == errors::Reason::kTooLarge) return ExitCode::kBadInput;
  switch (status.code()) {
    case absl::StatusCode::kOk:
      return ExitCode::kDone;
    case absl::StatusCode::kFailedPrecondition:
      return ExitCode::kRefused;
    case absl::StatusCode::kInvalidArgument:
    case absl::StatusCode::kOutOfRange:
      return ExitCode::kBadInput;
    case absl::StatusCode::kUnavailable:
    case absl::StatusCode::kDeadlineExceeded:
    case absl::StatusCode::kResourceExhausted:
    case absl::StatusCode::kCancelled:
      return ExitCode::kUnavailable;
    case absl::StatusCode::kUnauthenticated:
    case absl::StatusCode::kPermissionDenied:
      return ExitCode::kPermission;
    case absl::StatusCode::kNotFound:
      return ExitCode::kNotFound;
    case absl::StatusCode::kAlreadyExists:
    case absl::StatusCode::kAborted:
      return ExitCode::kConflict;
    default:
      return ExitCode::kFailed;
  }
}

}  // namespace clearbudget::cli
