// Messages of the suite as facts, so that two of them can be compared.
#pragma once

#include <memory>
#include <optional>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "common/facts/catalogue.h"
#include "common/facts/difference.h"
#include "common/facts/record.h"

namespace google::protobuf {
class Message;
}

namespace clearbudget::cli {

// The facts of one type of message.
class ContentFacts {
 public:
  // `example` is a message of the type.
  static absl::StatusOr<ContentFacts> Of(const google::protobuf::Message& example);

  // Errors: INVALID_ARGUMENT with all violations.
  absl::StatusOr<facts::Record> Read(const google::protobuf::Message& message) const;

  // Writes every value in its one canonical form, such as "516000.00" for "516000". Errors as those of Read.
  absl::Status Canonicalize(google::protobuf::Message& message) const;

  // What differs, from the first to the second. Both must be valid.
  absl::StatusOr<std::vector<facts::Change>> Compare(const google::protobuf::Message& before,
                                                     const google::protobuf::Message& after) const;

 private:
  explicit ContentFacts(std::unique_ptr<const facts::Catalogue> catalogue)
      : catalogue_(std::move(catalogue)) {}

  std::unique_ptr<const facts::Catalogue> catalogue_;
};

// Without what only the server sets, and without its etag.
void RemoveServerFields(google::protobuf::Message& message);

}  // namespace clearbudget::cli
