#include "common/contract/reader.h"

#include <cstdlib>

#include "common/contract/catalogue_builder.h"
#include "common/contract/message_schema.h"
#include "common/contract/message_walk.h"
#include "google/protobuf/descriptor.h"
#include "google/protobuf/message.h"

namespace clearbudget::contract {

using google::protobuf::Message;

std::optional<facts::Record> ReadRecord(const Message& message, const facts::Catalogue& catalogue,
                                        ViolationList& violations, facts::Path place) {
  const facts::RecordType* type = catalogue.Find(RecordTypeName(*message.GetDescriptor()));
  // A catalogue of another contract is a mistake of the program, which no caller can mend.
  if (type == nullptr) std::abort();
  const size_t before = violations.violations().size() + violations.left_out();
  facts::Record record(*type);
  MessageWalk(place, violations).Visit(message, SchemaOf(*message.GetDescriptor()), &record);
  if (violations.violations().size() + violations.left_out() > before) return std::nullopt;
  return record;
}

void CheckRequest(const Message& request, ViolationList& violations) {
  facts::Path place;
  MessageWalk(place, violations).Visit(request, SchemaOf(*request.GetDescriptor()), nullptr);
}

absl::Status CheckRequest(const Message& request) {
  ViolationList violations;
  CheckRequest(request, violations);
  return violations.ToStatus();
}

}  // namespace clearbudget::contract
