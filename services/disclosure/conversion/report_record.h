// What the suite itself found out, as facts: evaluations and reports of checks. Other than the content of a
// budget they come from a service and are not checked again, and they may hold lists of texts.
#pragma once

#include "absl/status/statusor.h"
#include "common/facts/catalogue.h"
#include "common/facts/record.h"

namespace google::protobuf {
class Descriptor;
class Message;
}  // namespace google::protobuf

namespace clearbudget::disclosure {

// The facts of a message, under the names of its fields: texts, whole numbers, bools, symbols of
// enumerations, records and lists of records. A list of texts is one text, joined by 、. The catalogue lives
// as long as the process. Errors: FAILED_PRECONDITION for a field that can be none of these.
absl::StatusOr<const facts::Catalogue*> ReportCatalogue(const google::protobuf::Descriptor& message);

// A message of the catalogue's root type. An empty text, an absent field and the unspecified value of an
// enumeration are blank.
facts::Record ReportRecord(const google::protobuf::Message& message, const facts::Catalogue& catalogue);

}  // namespace clearbudget::disclosure
