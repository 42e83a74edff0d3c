#include "services/submission/conversion/answer_message.h"

#include <utility>
#include <variant>

#include "common/errors/error.h"
#include "services/submission/conversion/delegation_message.h"
#include "services/submission/conversion/head_message.h"

namespace clearbudget::submission {
namespace {

AnswerBytes BytesOf(const google::protobuf::Message& message) {
  return {message.GetDescriptor()->full_name(), message.SerializeAsString()};
}

template <typename Message>
bool Parse(const AnswerBytes& answer, Message& message) {
  return answer.type == Message::descriptor()->full_name() && message.ParseFromString(answer.bytes);
}

std::optional<Answer> HeadAnswer(const budget::v1::Budget& message, int64_t change_number) {
  std::optional<BudgetHead> head = HeadFromMessage(message);
  if (!head.has_value()) return std::nullopt;
  head->change_number = change_number;
  return *std::move(head);
}

std::optional<Answer> LinesAnswer(const budget::v1::WriteBudgetLinesResponse& message,
                                  int64_t change_number) {
  std::optional<BudgetHead> head = HeadFromMessage(message.budget());
  if (!head.has_value()) return std::nullopt;
  head->change_number = change_number;
  return LinesWritten{.head = *std::move(head),
                      .added = message.added_count(),
                      .replaced = message.replaced_count(),
                      .removed = message.removed_count()};
}

std::optional<Answer> Decode(const AnswerBytes& answer, int64_t change_number) {
  if (budget::v1::Budget message; Parse(answer, message)) return HeadAnswer(message, change_number);
  if (budget::v1::WriteBudgetLinesResponse message; Parse(answer, message)) {
    return LinesAnswer(message, change_number);
  }
  if (budget::v1::BudgetRevision message; Parse(answer, message)) {
    if (std::optional<RevisionHead> head = RevisionFromMessage(message)) return *std::move(head);
  }
  if (budget::v1::Agency message; Parse(answer, message)) {
    std::optional<Agency> agency = AgencyFromMessage(message);
    if (!agency.has_value()) return std::nullopt;
    agency->change_number = change_number;
    return *std::move(agency);
  }
  if (budget::v1::Delegation message; Parse(answer, message)) {
    std::optional<Delegation> delegation = DelegationFromMessage(message);
    if (!delegation.has_value()) return std::nullopt;
    delegation->change_number = change_number;
    return *std::move(delegation);
  }
  return std::nullopt;
}

}  // namespace

AnswerBytes EncodeAnswer(const Answer& answer) {
  return std::visit([](const auto& result) { return BytesOf(ToMessage(result)); }, answer);
}

absl::StatusOr<Answer> DecodeAnswer(const AnswerBytes& answer, int64_t change_number) {
  std::optional<Answer> decoded = Decode(answer, change_number);
  if (!decoded.has_value()) return errors::Error(errors::Reason::kChecksumMismatch, {{"name", "operation"}});
  return *std::move(decoded);
}

std::string RevisionOf(const AnswerBytes& answer) {
  budget::v1::BudgetRevision message;
  return Parse(answer, message) ? message.name() : "";
}

}  // namespace clearbudget::submission
