#include "services/disclosure/conversion/plan_compiler.h"

#include <fmt/format.h>

#include <optional>
#include <string_view>
#include <utility>

#include "absl/status/status.h"
#include "clearbudget/performance/v1/evaluation.pb.h"
#include "clearbudget/type/v1/finding.pb.h"
#include "common/pack/code_names.h"
#include "services/disclosure/conversion/outline_compiler.h"
#include "services/disclosure/conversion/report_record.h"

namespace clearbudget::disclosure {
namespace {

namespace v1 = clearbudget::pack::v1;

const v1::Outline* FindOutline(const v1::Pack& pack, std::string_view id) {
  for (const v1::Outline& outline : pack.outlines()) {
    if (outline.id() == id) return &outline;
  }
  return nullptr;
}

// The definitions of a pack speak of budgets, so that an annex has none.
absl::StatusOr<PlannedOutline> PlanAnnex(const v1::Outline& outline, const pack::CompiledPack& pack,
                                         const google::protobuf::Descriptor& root) {
  absl::StatusOr<const facts::Catalogue*> catalogue = ReportCatalogue(root);
  if (!catalogue.ok()) return catalogue.status();
  rules::Environment environment = pack.vocabulary().environment();
  environment.root = (*catalogue)->root();
  auto vocabulary = rules::Vocabulary::Make(std::move(environment));
  if (!vocabulary.ok()) return vocabulary.status();
  absl::StatusOr<Outline> compiled = CompileOutline(outline, pack, **vocabulary);
  if (!compiled.ok()) return compiled.status();
  return PlannedOutline{*std::move(vocabulary), *std::move(compiled)};
}

absl::Status AddAnnex(const pack::CompiledPack& pack, std::string_view id,
                      const google::protobuf::Descriptor& root, std::optional<PlannedOutline>& annex) {
  const v1::Outline* outline = FindOutline(pack.content(), id);
  if (outline == nullptr) return absl::OkStatus();
  absl::StatusOr<PlannedOutline> planned = PlanAnnex(*outline, pack, root);
  if (planned.ok()) annex = *std::move(planned);
  return planned.status();
}

}  // namespace

absl::StatusOr<std::shared_ptr<const StatementPlan>> CompilePlan(
    std::shared_ptr<const pack::CompiledPack> pack) {
  const v1::Pack& content = pack->content();
  const v1::Outline* outline = FindOutline(content, content.default_outline());
  if (outline == nullptr) {
    return absl::InvalidArgumentError(
        fmt::format("{}: the default outline '{}' is not there", pack->id(), content.default_outline()));
  }
  if (content.demonstration_text().empty()) {
    return absl::InvalidArgumentError(
        fmt::format("{}: demonstration_text: the mark of invented data is expected", pack->id()));
  }
  absl::StatusOr<Outline> compiled = CompileOutline(*outline, *pack, pack->vocabulary());
  if (!compiled.ok()) return compiled.status();
  auto plan = std::make_shared<StatementPlan>();
  plan->pack = pack->id();
  plan->pack_digest = pack->digest();
  plan->wording = {content.not_stated_text(), content.insufficient_data_text()};
  plan->demonstration_text = content.demonstration_text();
  // Shares the life of the pack, whose lists and vocabulary the outlines refer to.
  plan->statement = {std::shared_ptr<const rules::Vocabulary>(pack, &pack->vocabulary()),
                     *std::move(compiled)};
  absl::Status added =
      AddAnnex(*pack, kEvaluationAnnex, *clearbudget::performance::v1::Evaluation::descriptor(),
               plan->evaluation_annex);
  if (added.ok()) {
    added = AddAnnex(*pack, kFindingsAnnex, *clearbudget::type::v1::CheckReport::descriptor(),
                     plan->findings_annex);
  }
  if (!added.ok()) return added;
  plan->names_of_year = [pack](int year) { return std::make_unique<pack::PackCodeNames>(*pack, year); };
  return plan;
}

}  // namespace clearbudget::disclosure
