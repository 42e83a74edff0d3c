#include "services/performance/adapters/operation_rows.h"

#include <utility>

#include "common/errors/error.h"
#include "common/storage/operation_log.h"
#include "common/trail/record.h"
#include "common/trail_export/effect_text.h"

namespace clearbudget::performance {
namespace {

// The answer is a reference: the aggregate and the change number of the row itself.
constexpr char kAnswerType[] = "reference";

}  // namespace

absl::StatusOr<std::optional<Made>> FindMade(storage::SqliteDatabase& database, const ports::Act& act) {
  absl::StatusOr<std::optional<storage::Operation>> found =
      storage::FindReplay(database,
                          {.caller = act.caller.subject,
                           .delegation = act.caller.delegation,
                           .method = act.method,
                           .request_id = act.request_id,
                           .person = act.caller.person},
                          act.request_hash);
  if (!found.ok()) return found.status();
  if (!found->has_value()) return std::optional<Made>();
  storage::Operation& operation = **found;
  return std::optional<Made>(Made{.region = std::move(operation.region),
                                  .aggregate = std::move(operation.aggregate),
                                  .resource = std::move(operation.resource),
                                  .number = operation.change_number});
}

absl::Status AppendMade(storage::SqliteDatabase& database, const ports::Act& act, const ports::Effect& effect,
                        const Made& made) {
  storage::OperationDraft draft;
  static_cast<trail::Actor&>(draft) = trail::ActorOf(act.caller, act.client_address);
  draft.region = made.region;
  draft.aggregate = made.aggregate;
  draft.resource = made.resource;
  draft.method = act.method;
  draft.request_id = act.request_id;
  draft.request_hash = act.request_hash;
  draft.answer_type = kAnswerType;
  draft.answer = made.aggregate;
  draft.system_time = act.time;
  draft.effect = trail_export::EffectText(effect);
  const absl::StatusOr<storage::Operation> operation = storage::AppendOperation(database, std::move(draft));
  if (!operation.ok()) return operation.status();
  if (operation->change_number != made.number) return errors::Error(errors::Reason::kInternal);
  return absl::OkStatus();
}

}  // namespace clearbudget::performance
