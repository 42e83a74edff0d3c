#pragma once

#include <optional>
#include <utility>
#include <variant>

#include "absl/status/statusor.h"
#include "common/errors/error.h"
#include "common/ports/act.h"
#include "services/submission/domain/answer.h"
#include "services/submission/ports/budget_store.h"
#include "services/submission/ports/change_log.h"

namespace clearbudget::submission {

// The alternative of an answer that the calling method gives. Another one is a defect: method and request_id
// together name one request, so that the stored answer is of the method's own type.
template <typename Result>
absl::StatusOr<Result> AnswerAs(absl::StatusOr<Answer> answer) {
  if (!answer.ok()) return answer.status();
  if (Result* result = std::get_if<Result>(&*answer)) return std::move(*result);
  return errors::Error(errors::Reason::kInternal);
}

// The answer that the same request got before; absent for a new one. It is looked up before anything else is
// judged, since what the request was sent for may have made its etag an old one.
// A request that is only to be checked leaves no answer and finds none.
template <typename Result>
absl::StatusOr<std::optional<Result>> FindReplay(ChangeLog& log, const ports::Scope& scope,
                                                 const ports::Act& act) {
  if (act.validate_only) return std::optional<Result>();
  absl::StatusOr<std::optional<Answer>> found = log.FindAnswer(scope, act);
  if (!found.ok()) return found.status();
  if (!found->has_value()) return std::optional<Result>();
  absl::StatusOr<Result> result = AnswerAs<Result>(**std::move(found));
  if (!result.ok()) return result.status();
  return std::optional<Result>(*std::move(result));
}

// Stores a change, unless the request only asks whether it could be stored.
template <typename Result>
absl::StatusOr<Result> Store(BudgetStore& store, const ports::Scope& scope, BudgetChange change,
                             Result result, const ports::Act& act) {
  if (act.validate_only) return result;
  change.answer = std::move(result);
  return AnswerAs<Result>(store.Write(scope, change, act));
}

}  // namespace clearbudget::submission
