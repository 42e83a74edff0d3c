#include "services/disclosure/use_cases/render_statement.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "common/digest/digest.h"
#include "common/errors/error.h"
#include "common/names/resource_name.h"
#include "services/disclosure/writers/writer_table.h"

namespace clearbudget::disclosure {
namespace {

absl::Status UnknownFormat(const std::string& format) {
  std::string known;
  for (const Writer& writer : Writers()) {
    if (!known.empty()) known += ", ";
    known += writer.id;
  }
  return errors::BadRequest({{.path = "format",
                              .given = format,
                              .reason = errors::Reason::kCodeUnknown,
                              .expected_zh = "以下格式之一：" + known,
                              .expected_en = "one of " + known}});
}

absl::Status OtherRevision(const StatementOrder& order) {
  return errors::BadRequest({{.path = "evaluation",
                              .given = order.evaluation,
                              .reason = errors::Reason::kInconsistent,
                              .expected_zh = "对 " + order.revision + " 的评价",
                              .expected_en = "an evaluation of " + order.revision}});
}

// By the names alone: the caller may read the one revision, and nobody has asked whether he may read another.
bool IsOfRevision(const std::string& evaluation, const std::string& revision) {
  const absl::StatusOr<names::EvaluationName> name = names::ParseEvaluationName(evaluation);
  return name.ok() && name->revision.ToText() == revision;
}

absl::Status PackInvalid(const std::string& pack, const absl::Status& cause) {
  return errors::Error(errors::Reason::kPackInvalid,
                       {{"pack", pack}, {"cause", std::string(cause.message())}});
}

std::string FileName(std::string name, std::string_view suffix) {
  std::replace(name.begin(), name.end(), '/', '-');
  return name.append(suffix);
}

}  // namespace

absl::StatusOr<WrittenStatement> RenderStatement::Run(const ports::CallLimits& limits,
                                                      const StatementOrder& order) {
  const Writer* writer = FindWriter(order.format);
  if (writer == nullptr) return UnknownFormat(order.format);
  if (!order.evaluation.empty() && !IsOfRevision(order.evaluation, order.revision))
    return OtherRevision(order);
  absl::StatusOr<DisclosableRevision> revision = budgets_.ReadRevision(limits, order.revision);
  if (!revision.ok()) return revision.status();
  absl::StatusOr<std::shared_ptr<const StatementPlan>> plan = plans_.ReadPlan(limits, revision->pack_digest);
  if (!plan.ok()) return plan.status();
  std::optional<EvaluationOfRevision> evaluation;
  if (!order.evaluation.empty()) {
    absl::StatusOr<EvaluationOfRevision> read = evaluations_.ReadEvaluation(limits, order.evaluation);
    if (!read.ok()) return read.status();
    if (read->revision != order.revision) return OtherRevision(order);
    evaluation = *std::move(read);
  }
  absl::StatusOr<Statement> statement = ComposeStatement(
      **plan, *revision, evaluation.has_value() ? &*evaluation : nullptr, order.include_findings);
  if (!statement.ok()) return PackInvalid((*plan)->pack, statement.status());
  absl::StatusOr<std::string> content = writer->write(statement->document);
  if (!content.ok()) return PackInvalid((*plan)->pack, content.status());
  WrittenStatement written;
  written.media_type = writer->media_type;
  written.file_name = FileName(order.revision, writer->suffix);
  written.content_sha256 = digest::Sha256Hex(*content);
  written.content = *std::move(content);
  written.disclosable_digest = revision->digest;
  written.pack_digest = revision->pack_digest;
  written.insufficient_places = std::move(statement->insufficient_places);
  return written;
}

}  // namespace clearbudget::disclosure
