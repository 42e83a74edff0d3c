// Messages as facts, and the checks of requests. A message may hold anything; a record that was read is
// valid.
//
// Checked everywhere, with the path of every violation: fields that the contract does not know, required
// fields, fields that only the server sets, the form and range of every value, the length and characters of
// texts, the number of elements, two elements with the same key, the depth of nesting. Not checked: whether a
// code stands in the classification of a pack, and whatever spans several fields.
#pragma once

#include <optional>

#include "absl/status/status.h"
#include "common/contract/violation_list.h"
#include "common/facts/path.h"
#include "common/facts/record.h"

namespace google::protobuf {
class Message;
}

namespace clearbudget::contract {

// The deepest that messages may be nested.
inline constexpr size_t kDeepestNesting = 64;

// Reads a message as a record of the catalogue, which was built from the message or from one that holds it.
// `place` is the path of the message in the request, for the violations. Nothing where there are violations;
// then they were added to the list.
std::optional<facts::Record> ReadRecord(const google::protobuf::Message& message,
                                        const facts::Catalogue& catalogue, ViolationList& violations,
                                        facts::Path place = {});

// Checks a whole request. Where it holds an update mask beside one message, the mask's paths must name fields
// of that message, and only what they name is required or refused as output only.
void CheckRequest(const google::protobuf::Message& request, ViolationList& violations);

// The same as a status: OK, or INVALID_ARGUMENT with all violations.
absl::Status CheckRequest(const google::protobuf::Message& request);

}  // namespace clearbudget::contract
