#include "services/submission/conversion/content_message.h"

#include <fmt/format.h>

#include "common/errors/error.h"

namespace clearbudget::submission {
namespace {

constexpr size_t kLargestAnswerBytes = 16 * 1024 * 1024;

absl::Status Unreadable(const std::string& what) {
  return errors::Error(errors::Reason::kChecksumMismatch, {{"name", what}});
}

}  // namespace

View ViewFromMessage(budget::v1::BudgetView view) {
  switch (view) {
    case budget::v1::BUDGET_VIEW_FULL:
      return View::kFull;
    case budget::v1::BUDGET_VIEW_CONTENT:
      return View::kContent;
    default:
      return View::kHead;
  }
}

absl::Status FillContent(const std::string& content, const std::vector<StoredLine>& lines,
                         budget::v1::BudgetContent& message) {
  if (!message.ParseFromString(content)) return Unreadable("content");
  for (const StoredLine& line : lines) {
    if (absl::Status filled = FillLine(line, *message.add_lines()); !filled.ok()) return filled;
  }
  return absl::OkStatus();
}

absl::Status FillLine(const StoredLine& line, budget::v1::BudgetLine& message) {
  return message.ParseFromString(line.bytes) ? absl::OkStatus() : Unreadable("line");
}

absl::Status CheckSize(const google::protobuf::Message& answer, const std::string& name) {
  if (answer.ByteSizeLong() <= kLargestAnswerBytes) return absl::OkStatus();
  return errors::Error(errors::Reason::kTooLarge,
                       {{"name", name}, {"limit", fmt::format("{}", kLargestAnswerBytes)}});
}

}  // namespace clearbudget::submission
