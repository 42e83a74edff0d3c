#include "services/submission/adapters/operation_rows.h"

#include <utility>

#include "common/errors/error.h"
#include "common/storage/operation_log.h"
#include "common/trail/record.h"
#include "common/trail_export/effect_text.h"
#include "services/submission/adapters/scoped.h"
#include "services/submission/conversion/answer_message.h"

namespace clearbudget::submission {

absl::StatusOr<std::optional<Answer>> FindStoredAnswer(storage::SqliteDatabase& database,
                                                       const ports::Scope& scope, const ports::Act& act) {
  absl::StatusOr<std::optional<storage::Operation>> found =
      storage::FindReplay(database,
                          {.caller = act.caller.subject,
                           .delegation = act.caller.delegation,
                           .method = act.method,
                           .request_id = act.request_id,
                           .person = act.caller.person},
                          act.request_hash);
  if (!found.ok()) return found.status();
  if (!found->has_value()) return std::optional<Answer>();
  if (!IsWithin(scope, (*found)->region, (*found)->aggregate)) return OutsideOfScope((*found)->aggregate);
  absl::StatusOr<Answer> answer =
      DecodeAnswer({.type = (*found)->answer_type, .bytes = (*found)->answer}, (*found)->change_number);
  if (!answer.ok()) return answer.status();
  return std::optional<Answer>(*std::move(answer));
}

absl::Status AppendOperation(storage::SqliteDatabase& database, const ports::Act& act,
                             const OperationSubject& subject, const Answer& answer) {
  AnswerBytes encoded = EncodeAnswer(answer);
  storage::OperationDraft draft;
  static_cast<trail::Actor&>(draft) = trail::ActorOf(act.caller, act.client_address);
  draft.region = subject.region;
  draft.aggregate = subject.aggregate;
  draft.method = act.method;
  draft.request_id = act.request_id;
  draft.request_hash = act.request_hash;
  draft.answer_type = std::move(encoded.type);
  draft.answer = std::move(encoded.bytes);
  if (!subject.legal_date.empty()) draft.legal_date = subject.legal_date;
  draft.system_time = act.time;
  draft.resource = subject.resource;
  draft.effect = trail_export::EffectText(subject.effect);
  absl::StatusOr<storage::Operation> operation = storage::AppendOperation(database, std::move(draft));
  if (!operation.ok()) return operation.status();
  if (operation->change_number != subject.change_number) return errors::Error(errors::Reason::kInternal);
  return absl::OkStatus();
}

}  // namespace clearbudget::submission
