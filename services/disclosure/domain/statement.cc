#include "services/disclosure/domain/statement.h"

#include <fmt/format.h>

#include <string_view>
#include <utility>

#include "absl/status/status.h"
#include "common/money/ratio.h"
#include "services/disclosure/domain/composer.h"

namespace clearbudget::disclosure {
namespace {

std::string_view StateText(RevisionState state) {
  switch (state) {
    case RevisionState::kSubmitted:
      return "已提交，尚未批准";
    case RevisionState::kReturned:
      return "已退回";
    case RevisionState::kApproved:
      return "已批准";
    case RevisionState::kSuperseded:
      return "已被后续版本取代";
  }
  return "";
}

rules::Value TextOrBlank(const std::string& text) {
  return text.empty() ? rules::Value() : rules::Value::Text(text);
}

// A parameter that this service does not know is blank.
std::vector<rules::Value> ParametersOf(const rules::Vocabulary& vocabulary,
                                       const DisclosableRevision& revision) {
  std::vector<rules::Value> values;
  for (const rules::Variable& parameter : vocabulary.environment().parameters) {
    rules::Value value;
    if (parameter.name == "year") value = rules::Value::Number(money::Ratio::FromInteger(revision.year));
    if (parameter.name == "agency_full_name") value = TextOrBlank(revision.agency_full_name);
    if (parameter.name == "agency_short_name") value = TextOrBlank(revision.agency_short_name);
    if (parameter.name == "region_name") value = TextOrBlank(revision.region_name);
    if (parameter.name == "demonstration") value = rules::Value::Bool(revision.demonstration);
    values.push_back(std::move(value));
  }
  return values;
}

// Composes outlines one after the other into one document.
class StatementComposer {
 public:
  StatementComposer(const StatementPlan& plan, const DisclosableRevision& revision)
      : plan_(plan), revision_(revision), names_(plan.names_of_year(revision.year)) {}

  absl::StatusOr<Section> Compose(const PlannedOutline& planned, const facts::Record& root) {
    rules::Inputs inputs;
    inputs.root = &root;
    inputs.parameters = ParametersOf(*planned.vocabulary, revision_);
    inputs.code_names = names_.get();
    rules::Evaluation evaluation(*planned.vocabulary, std::move(inputs));
    Composition composition{evaluation, *names_, plan_.wording, revision_.year, register_of_document_};
    return ComposeOutline(planned.outline, composition);
  }

  absl::Status AddAnnex(const std::optional<PlannedOutline>& planned, std::string_view kind,
                        const facts::Record* root, Document& document) {
    if (root == nullptr) return absl::OkStatus();
    if (!planned.has_value()) {
      return absl::FailedPreconditionError(
          fmt::format("pack {} has no outline for the annex of {}", plan_.pack, kind));
    }
    absl::StatusOr<Section> annex = Compose(*planned, *root);
    if (annex.ok()) document.annexes.push_back(*std::move(annex));
    return annex.status();
  }

  const std::vector<std::string>& missing_places() const { return register_of_document_.missing_places(); }

 private:
  const StatementPlan& plan_;
  const DisclosableRevision& revision_;
  const std::unique_ptr<rules::CodeNames> names_;
  DocumentRegister register_of_document_;
};

std::vector<OriginEntry> OriginOf(const StatementPlan& plan, const DisclosableRevision& revision,
                                  const EvaluationOfRevision* evaluation) {
  std::vector<OriginEntry> origin = {
      {"预算版本", revision.name},
      {"版本状态", std::string(StateText(revision.state))},
      {"预算类型", revision.adjusted ? "调整预算" : "年初预算"},
      {"数据来源", revision.recorded ? "根据已公开的预算说明录入" : "在本系统内编制"},
      {"公开内容摘要", revision.digest},
      {"政策包", fmt::format("{} {}", plan.pack, plan.pack_digest)},
  };
  if (!revision.approval_document_number.empty()) {
    origin.push_back({"批复文号", revision.approval_document_number});
  }
  if (!revision.approval_date.empty()) origin.push_back({"批复日期", revision.approval_date});
  if (evaluation != nullptr) origin.push_back({"绩效评价", evaluation->name});
  return origin;
}

}  // namespace

absl::StatusOr<Statement> ComposeStatement(const StatementPlan& plan, const DisclosableRevision& revision,
                                           const EvaluationOfRevision* evaluation, bool include_findings) {
  StatementComposer composer(plan, revision);
  absl::StatusOr<Section> body = composer.Compose(plan.statement, *revision.content);
  if (!body.ok()) return body.status();
  Statement statement;
  statement.document.title = PlainText(body->heading);
  statement.document.opening = std::move(body->blocks);
  statement.document.sections = std::move(body->sections);
  const bool invented = revision.demonstration || (evaluation != nullptr && evaluation->demonstration);
  if (invented) statement.document.banner = plan.demonstration_text;
  const facts::Record* evaluated = evaluation == nullptr ? nullptr : evaluation->record.get();
  const facts::Record* report = include_findings ? revision.report.get() : nullptr;
  absl::Status added = composer.AddAnnex(plan.evaluation_annex, "evaluations", evaluated, statement.document);
  if (added.ok()) added = composer.AddAnnex(plan.findings_annex, "findings", report, statement.document);
  if (!added.ok()) return added;
  statement.document.origin = OriginOf(plan, revision, evaluation);
  statement.insufficient_places = composer.missing_places();
  return statement;
}

}  // namespace clearbudget::disclosure
