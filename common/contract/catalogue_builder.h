// The fact catalogue of a contract: one record type for each message that the root can hold.
#pragma once

#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "common/facts/catalogue.h"

namespace google::protobuf {
class Descriptor;
}

namespace clearbudget::contract {

// The name of a message's record type: its name without its package, such as "BudgetLine".
std::string RecordTypeName(const google::protobuf::Descriptor& message);

// Every field of the message and of all that it can hold becomes a fact, in the order of the contract. The
// root of the catalogue is the message. Errors: FAILED_PRECONDITION that lists every contradiction of the
// options, every field that cannot be a fact (bytes, floating-point numbers, maps, masks, lists of single
// values) and every two messages of the same name.
absl::StatusOr<std::unique_ptr<const facts::Catalogue>> BuildCatalogue(
    const google::protobuf::Descriptor& root);

}  // namespace clearbudget::contract
