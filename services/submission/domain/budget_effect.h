#pragma once

#include "common/facts/record.h"
#include "common/ports/effect.h"
#include "services/submission/domain/budget.h"

// What an act changes of a budget, as the trail tells it. What was, or is, not stated has no value.
namespace clearbudget::submission {

// "state", "source.document_number"; a first head, where `before` is nullptr, changes all that it states.
void AddHeadChanges(const BudgetHead* before, const BudgetHead& after, ports::Effect& effect);

// "revisions[2].digest"; the same for a revision.
void AddRevisionChanges(const RevisionHead* before, const RevisionHead& after, ports::Effect& effect);

// "content.lines[function=2010101, economic=30201].amount", fact by fact. Elements that came or went are told
// whole, in canonical JSON. An element of a list without keys is told by its place in the later content.
void AddContentChanges(const facts::Record& before, const facts::Record& after, ports::Effect& effect);

}  // namespace clearbudget::submission
