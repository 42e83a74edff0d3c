#include "common/rpc/status_conversion.h"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/numbers.h"
#include "common/errors/catalogue.h"
#include "common/errors/error.h"
#include "common/observability/utf8.h"
#include "common/rpc/violation_text.h"
#include "fmt/core.h"
#include "google/rpc/error_details.pb.h"
#include "google/rpc/status.pb.h"

namespace clearbudget::rpc {
namespace {

using observability::Utf8Within;

constexpr std::string_view kDomain = "clearbudget";
constexpr std::size_t kLargestMessage = 512;
constexpr std::size_t kLargestMetadataValue = 256;
// What a message of the details costs beside its own bytes: its type URL and lengths.
constexpr std::size_t kDetailOverhead = 64;
constexpr std::size_t kViolationOverhead = 12;

// The reason that a status without one is given. Codes of state and environment that libraries answer with
// keep their meaning; anything else is a mistake of ours.
errors::Reason ReasonFor(absl::StatusCode code) {
  switch (code) {
    case absl::StatusCode::kDeadlineExceeded:
      return errors::Reason::kDeadlineExceeded;
    case absl::StatusCode::kCancelled:
      return errors::Reason::kCancelled;
    case absl::StatusCode::kNotFound:
      return errors::Reason::kNotFound;
    case absl::StatusCode::kAlreadyExists:
      return errors::Reason::kAlreadyExists;
    case absl::StatusCode::kInvalidArgument:
    case absl::StatusCode::kOutOfRange:
      return errors::Reason::kInvalidRequest;
    case absl::StatusCode::kAborted:
      return errors::Reason::kOperationConflict;
    case absl::StatusCode::kPermissionDenied:
      return errors::Reason::kPermissionDenied;
    case absl::StatusCode::kResourceExhausted:
      return errors::Reason::kServerBusy;
    case absl::StatusCode::kUnavailable:
      return errors::Reason::kBackendUnavailable;
    case absl::StatusCode::kFailedPrecondition:
      return errors::Reason::kStateForbids;
    case absl::StatusCode::kUnauthenticated:
      return errors::Reason::kCredentialsInvalid;
    case absl::StatusCode::kDataLoss:
      return errors::Reason::kChecksumMismatch;
    default:
      return errors::Reason::kInternal;
  }
}

void AddText(std::string_view locale, std::string text, google::rpc::Status& details) {
  google::rpc::LocalizedMessage message;
  message.set_locale(std::string(locale));
  message.set_message(std::move(text));
  details.add_details()->PackFrom(message);
}

// As many violations as the limit leaves room for; the number of those that it does not.
std::size_t AddViolations(const std::vector<errors::Violation>& violations, std::size_t room,
                          google::rpc::BadRequest& request) {
  std::size_t used = 0;
  for (std::size_t i = 0; i < violations.size(); ++i) {
    std::string path = Utf8Within(violations[i].path, kLargestMetadataValue);
    std::string description = DescribeViolation(violations[i]);
    used += path.size() + description.size() + kViolationOverhead;
    if (used > room) return violations.size() - i;
    auto* violation = request.add_field_violations();
    violation->set_field(std::move(path));
    violation->set_description(std::move(description));
  }
  return 0;
}

template <typename Detail>
std::optional<Detail> FindDetail(const google::rpc::Status& details) {
  for (const auto& any : details.details()) {
    Detail detail;
    if (any.UnpackTo(&detail)) return detail;
  }
  return std::nullopt;
}

}  // namespace

grpc::Status ToGrpc(const absl::Status& status, std::size_t largest_details) {
  if (status.ok()) return grpc::Status::OK;
  const std::optional<errors::Reason> stated = errors::ReasonOf(status);
  const errors::Reason reason = stated.value_or(ReasonFor(status.code()));
  const absl::StatusCode code = stated.has_value() ? status.code() : errors::RowOf(reason).code;
  const errors::Metadata metadata = errors::MetadataOf(status);

  google::rpc::Status details;
  details.set_code(static_cast<int>(code));
  details.set_message(Utf8Within(errors::EnglishText(reason, metadata), kLargestMessage));
  google::rpc::ErrorInfo info;
  info.set_reason(std::string(errors::ReasonName(reason)));
  info.set_domain(std::string(kDomain));
  for (const auto& [key, value] : metadata) {
    (*info.mutable_metadata())[Utf8Within(key, kLargestMetadataValue)] =
        Utf8Within(value, kLargestMetadataValue);
  }
  AddText("zh-CN", Utf8Within(errors::ChineseText(reason, metadata), kLargestMessage), details);
  AddText("en", details.message(), details);

  google::rpc::BadRequest request;
  const std::size_t taken = details.ByteSizeLong() + info.ByteSizeLong() + 3 * kDetailOverhead;
  const std::size_t room = largest_details > taken ? largest_details - taken : 0;
  std::size_t left_out = AddViolations(errors::ViolationsOf(status), room, request);
  if (left_out > 0) {
    // Some may have been left out already where they were collected.
    std::string& total = (*info.mutable_metadata())[std::string(kViolationsLeftOut)];
    std::size_t earlier = 0;
    if (absl::SimpleAtoi(total, &earlier)) left_out += earlier;
    total = fmt::format("{}", left_out);
  }
  details.add_details()->PackFrom(info);
  if (request.field_violations_size() > 0) details.add_details()->PackFrom(request);
  return grpc::Status(static_cast<grpc::StatusCode>(code), details.message(), details.SerializeAsString());
}

absl::Status FromGrpc(const grpc::Status& status) {
  if (status.ok()) return absl::OkStatus();
  absl::Status plain(static_cast<absl::StatusCode>(status.error_code()), status.error_message());
  google::rpc::Status details;
  if (status.error_details().empty() || !details.ParseFromString(status.error_details())) return plain;
  const auto info = FindDetail<google::rpc::ErrorInfo>(details);
  if (!info.has_value() || info->domain() != kDomain) return plain;
  const std::optional<errors::Reason> reason = errors::ReasonFromName(info->reason());
  if (!reason.has_value()) return plain;
  const errors::Metadata metadata(info->metadata().begin(), info->metadata().end());
  std::vector<errors::Violation> violations;
  if (const auto request = FindDetail<google::rpc::BadRequest>(details)) {
    for (const auto& violation : request->field_violations()) {
      violations.push_back(ParseViolation(violation.field(), violation.description()));
    }
  }
  return errors::WithViolations(errors::WithReason(std::move(plain), *reason, metadata), violations);
}

std::string_view CodeName(absl::StatusCode code) {
  switch (code) {
    case absl::StatusCode::kOk:
      return "OK";
    case absl::StatusCode::kCancelled:
      return "CANCELLED";
    case absl::StatusCode::kInvalidArgument:
      return "INVALID_ARGUMENT";
    case absl::StatusCode::kDeadlineExceeded:
      return "DEADLINE_EXCEEDED";
    case absl::StatusCode::kNotFound:
      return "NOT_FOUND";
    case absl::StatusCode::kAlreadyExists:
      return "ALREADY_EXISTS";
    case absl::StatusCode::kPermissionDenied:
      return "PERMISSION_DENIED";
    case absl::StatusCode::kResourceExhausted:
      return "RESOURCE_EXHAUSTED";
    case absl::StatusCode::kFailedPrecondition:
      return "FAILED_PRECONDITION";
    case absl::StatusCode::kAborted:
      return "ABORTED";
    case absl::StatusCode::kOutOfRange:
      return "OUT_OF_RANGE";
    case absl::StatusCode::kUnimplemented:
      return "UNIMPLEMENTED";
    case absl::StatusCode::kInternal:
      return "INTERNAL";
    case absl::StatusCode::kUnavailable:
      return "UNAVAILABLE";
    case absl::StatusCode::kDataLoss:
      return "DATA_LOSS";
    case absl::StatusCode::kUnauthenticated:
      return "UNAUTHENTICATED";
    default:
      return "UNKNOWN";
  }
}

}  // namespace clearbudget::rpc
