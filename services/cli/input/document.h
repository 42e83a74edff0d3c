// A file to be applied: the JSON form of one request of the contract, without its request_id.
#pragma once

#include <string>
#include <variant>
#include <vector>

#include "absl/status/statusor.h"
#include "clearbudget/budget/v1/agency_service.pb.h"
#include "clearbudget/budget/v1/budget_service.pb.h"
#include "clearbudget/performance/v1/performance_service.pb.h"
#include "common/contract/document_reader.h"

namespace clearbudget::cli {

struct Document {
  std::string file;
  std::string text;
  std::string digest;  // The SHA-256 of the text, in hexadecimal.
  // In the order in which documents are applied: what comes later stands on what comes before.
  std::variant<budget::v1::CreateAgencyRequest, budget::v1::CreateBudgetRequest,
               performance::v1::WriteProgressReportRequest>
      request;

  const google::protobuf::Message& message() const;
  // The name of the resource.
  const std::string& name() const;
};

// Reads and checks all files, and puts them in the order in which they are applied. Errors: INVALID_ARGUMENT
// with every violation in every file and its place; nothing is to be sent then.
absl::StatusOr<std::vector<Document>> ReadDocuments(const std::vector<std::string>& files);

// The status with the places of its violations in the document. The paths are those of the document.
absl::Status LocatedIn(const Document& document, absl::Status status);

}  // namespace clearbudget::cli
