#pragma once

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "clearbudget/budget/v1/budget_content.pb.h"
#include "clearbudget/budget/v1/budget_service.pb.h"
#include "services/submission/domain/view.h"
#include "services/submission/ports/budget_store.h"

namespace clearbudget::submission {

View ViewFromMessage(budget::v1::BudgetView view);

// Stored bytes as the content of an answer. Errors: DATA_LOSS.
absl::Status FillContent(const std::string& content, const std::vector<StoredLine>& lines,
                         budget::v1::BudgetContent& message);

absl::Status FillLine(const StoredLine& line, budget::v1::BudgetLine& message);

// Errors: RESOURCE_EXHAUSTED, TOO_LARGE where the answer is larger than clients take.
absl::Status CheckSize(const google::protobuf::Message& answer, const std::string& name);

}  // namespace clearbudget::submission
