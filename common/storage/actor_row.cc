#include "common/storage/actor_row.h"

namespace clearbudget::storage {

void ReadActor(const Statement& statement, int first, trail::Actor& actor) {
  actor.caller = statement.Text(first);
  actor.person = statement.Text(first + 1);
  actor.agency = statement.Text(first + 2);
  actor.roles = statement.Text(first + 3);
  actor.delegator = statement.Text(first + 4);
  actor.delegation = statement.Text(first + 5);
  actor.client_address = statement.Text(first + 6);
}

void BindActor(Statement& statement, int first, const trail::Actor& actor) {
  statement.BindText(first, actor.caller)
      .BindText(first + 1, actor.person)
      .BindText(first + 2, actor.agency)
      .BindText(first + 3, actor.roles)
      .BindText(first + 4, actor.delegator)
      .BindText(first + 5, actor.delegation)
      .BindText(first + 6, actor.client_address);
}

}  // namespace clearbudget::storage
