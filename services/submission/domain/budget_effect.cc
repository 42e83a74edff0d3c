#include "services/submission/domain/budget_effect.h"

#include <fmt/format.h>

#include <optional>
#include <string>
#include <utility>

#include "common/facts/difference.h"

namespace clearbudget::submission {
namespace {

using Stated = std::optional<std::string>;

Stated Text(std::string text) {
  return text.empty() ? Stated() : Stated(std::move(text));
}

Stated Number(int64_t number) {
  return number == 0 ? Stated() : Stated(fmt::format("{}", number));
}

// Adds the change of one property, which `read` gives as a Stated.
template <typename Head, typename Read>
void Add(std::string path, const Head* before, const Head& after, ports::Effect& effect, Read read) {
  effect.Add(std::move(path), before == nullptr ? Stated() : read(*before), read(after));
}

// "lines[3].amount" with the element's key instead of its place.
std::string PathByKey(const facts::Change& change) {
  const size_t open = change.path.rfind('[');
  const size_t close = open == std::string::npos ? open : change.path.find(']', open);
  if (change.element.empty() || close == std::string::npos) return "content." + change.path;
  return fmt::format("content.{}[{}{}", std::string_view(change.path).substr(0, open), change.element,
                     std::string_view(change.path).substr(close));
}

}  // namespace

void AddHeadChanges(const BudgetHead* before, const BudgetHead& after, ports::Effect& effect) {
  const auto add = [&](const char* path, auto read) { Add(path, before, after, effect, read); };
  add("state", [](const BudgetHead& head) { return Text(std::string(StateName(head.state))); });
  add("kind", [](const BudgetHead& head) {
    return Text(head.kind == StatementKind::kBudget ? "BUDGET" : "ADJUSTED_BUDGET");
  });
  add("origin", [](const BudgetHead& head) {
    return Text(head.origin == BudgetOrigin::kPrepared ? "PREPARED" : "RECORDED");
  });
  add("pack", [](const BudgetHead& head) { return Text(head.pack); });
  add("pack_digest", [](const BudgetHead& head) { return Text(head.pack_digest); });
  add("demonstration", [](const BudgetHead& head) { return Text(head.demonstration ? "true" : "false"); });
  add("source.source_system", [](const BudgetHead& head) { return Text(head.source.source_system); });
  add("source.external_id", [](const BudgetHead& head) { return Text(head.source.external_id); });
  add("source.document_number", [](const BudgetHead& head) { return Text(head.source.document_number); });
  add("source.document_title", [](const BudgetHead& head) { return Text(head.source.document_title); });
  add("line_count", [](const BudgetHead& head) { return Number(head.line_count); });
  add("latest_revision", [](const BudgetHead& head) { return Number(head.latest_revision); });
  add("approved_revision", [](const BudgetHead& head) { return Number(head.approved_revision); });
}

void AddRevisionChanges(const RevisionHead* before, const RevisionHead& after, ports::Effect& effect) {
  const auto add = [&](const char* property, auto read) {
    Add(fmt::format("revisions[{}].{}", after.name.number, property), before, after, effect, read);
  };
  add("state", [](const RevisionHead& head) { return Text(std::string(StateName(head.state))); });
  add("digest", [](const RevisionHead& head) { return Text(head.digest); });
  add("digest_national", [](const RevisionHead& head) { return Text(head.digest_national); });
  add("submission.comment", [](const RevisionHead& head) { return Text(head.submission.comment); });
  add("decision.comment", [](const RevisionHead& head) { return Text(head.decision.comment); });
  add("decision.legal_date", [](const RevisionHead& head) { return Text(head.decision.legal_date); });
  add("decision.document_number",
      [](const RevisionHead& head) { return Text(head.decision.document_number); });
}

void AddContentChanges(const facts::Record& before, const facts::Record& after, ports::Effect& effect) {
  for (facts::Change& change : facts::Difference(before, after)) {
    std::string path = PathByKey(change);
    const bool came = change.kind == facts::ChangeKind::kAdded;
    const bool went = change.kind == facts::ChangeKind::kRemoved;
    effect.Add(std::move(path), came ? Stated() : Stated(std::move(change.before)),
               went ? Stated() : Stated(std::move(change.after)));
  }
}

}  // namespace clearbudget::submission
