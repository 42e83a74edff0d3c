// Why something was refused: one enumeration for the whole suite. The catalogue gives each reason its code,
// its name on the wire and its texts.
#pragma once

#include <optional>
#include <string_view>

namespace clearbudget::errors {

// A new reason is added here and as a row of the catalogue, in the same order.
enum class Reason {
  // A request that cannot be understood; the parts of it that are wrong are listed as violations.
  kInvalidRequest,
  kRequired,
  kUnknownField,
  kOutputOnly,
  kNotAllowed,
  kSyntaxError,
  kTypeMismatch,
  kTextMalformed,
  kConfidentialContent,
  kAmountMalformed,
  kNumberMalformed,
  kDateMalformed,
  kInstantMalformed,
  kCodeMalformed,
  kCodeUnknown,
  kNameMalformed,
  kReferenceUnknown,
  kEnumUnknown,
  kOutOfRange,
  kTooLong,
  kTooManyItems,
  kDuplicateKey,
  kInconsistent,
  kFieldMaskMalformed,
  kPageTokenMalformed,
  kRequestIdMalformed,
  // The caller.
  kCredentialsMissing,
  kCredentialsInvalid,
  kCredentialsExpired,
  kPermissionDenied,
  kDelegationInvalid,
  // The state of a resource.
  kNotFound,
  kAlreadyExists,
  kStateForbids,
  kEtagMismatch,
  kDigestMismatch,
  kOtherPersonRequired,
  kBudgetNotSound,
  kRuleBroken,
  kPackUnknown,
  kPackInvalid,
  kTooLarge,
  // Storage and the repetition of requests.
  kRequestIdReused,
  kOperationConflict,
  kOutcomeUnknown,
  kStoreUnavailable,
  kStoreQueueFull,
  kChecksumMismatch,
  kSchemaTooNew,
  kMigrationChanged,
  // The trail of what was done.
  kTrailHashFixed,
  kTrailKeyUnusable,
  kNoteMalformed,
  kSignatureInvalid,
  // The environment.
  kBackendUnavailable,
  kBackendFailed,
  kDeadlineExceeded,
  kCancelled,
  kServerBusy,
  kMethodUnknown,
  kConfigurationInvalid,
  kInternal,
};

// The name on the wire, such as "ETAG_MISMATCH".
std::string_view ReasonName(Reason reason);

std::optional<Reason> ReasonFromName(std::string_view name);

}  // namespace clearbudget::errors
