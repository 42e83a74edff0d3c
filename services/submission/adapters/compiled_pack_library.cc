#include "services/submission/adapters/compiled_pack_library.h"

#include <utility>

#include "clearbudget/pack/v1/pack_service.pb.h"
#include "common/errors/error.h"
#include "common/pack/code_names.h"
#include "common/pack/compiled_pack.h"
#include "common/rules/checker.h"
#include "services/submission/domain/code_check.h"

namespace clearbudget::submission {
namespace {

clearbudget::pack::v1::ResolvedPack MessageOf(const pack::CompiledPack& compiled) {
  clearbudget::pack::v1::ResolvedPack message;
  message.set_id(compiled.id());
  message.set_digest(compiled.digest());
  message.set_title(compiled.content().title());
  for (const std::string& ancestor : compiled.ancestors()) message.add_ancestors(ancestor);
  *message.mutable_content() = compiled.content();
  return message;
}

absl::Status Damaged(const std::string& digest) {
  return errors::Error(errors::Reason::kChecksumMismatch, {{"name", digest}});
}

}  // namespace

CompiledPackLibrary::CompiledPackLibrary(std::vector<Shared> offered, PackStore& kept)
    : offered_(std::move(offered)), kept_(kept) {
  for (const Shared& compiled : offered_) by_digest_.emplace(compiled->digest(), compiled);
}

std::vector<PackSummary> CompiledPackLibrary::List() const {
  std::vector<PackSummary> packs;
  for (const Shared& compiled : offered_) {
    const clearbudget::pack::v1::Pack& content = compiled->content();
    packs.push_back({.id = compiled->id(),
                     .digest = compiled->digest(),
                     .title = content.title(),
                     .ancestors = compiled->ancestors(),
                     .region_prefix = content.region_prefix(),
                     .first_year = content.first_year(),
                     .last_year = content.last_year()});
  }
  return packs;
}

absl::StatusOr<StoredPack> CompiledPackLibrary::Find(const std::string& id) const {
  for (const Shared& compiled : offered_) {
    if (compiled->id() != id) continue;
    return StoredPack{
        .digest = compiled->digest(), .id = id, .bytes = MessageOf(*compiled).SerializeAsString()};
  }
  return errors::Error(errors::Reason::kNotFound, {{"name", id}});
}

absl::StatusOr<CompiledPackLibrary::Shared> CompiledPackLibrary::Compiled(const std::string& digest) {
  {
    const std::lock_guard lock(mutex_);
    if (const auto found = by_digest_.find(digest); found != by_digest_.end()) return found->second;
  }
  absl::StatusOr<StoredPack> stored = kept_.FindPack(digest);
  if (!stored.ok()) return stored.status();
  clearbudget::pack::v1::ResolvedPack message;
  if (!message.ParseFromString(stored->bytes)) return Damaged(digest);
  std::vector<std::string> ancestors(message.ancestors().begin(), message.ancestors().end());
  absl::StatusOr<Shared> compiled =
      pack::CompiledPack::Compile(std::move(*message.mutable_content()), {}, std::move(ancestors));
  if (!compiled.ok()) {
    return errors::Error(errors::Reason::kPackInvalid,
                         {{"pack", stored->id}, {"cause", std::string(compiled.status().message())}});
  }
  if ((*compiled)->digest() != digest) return Damaged(digest);
  const std::lock_guard lock(mutex_);
  return by_digest_.emplace(digest, *std::move(compiled)).first->second;
}

absl::StatusOr<rules::Report> CompiledPackLibrary::Judge(const std::string& pack_digest,
                                                         const JudgedContent& judged) {
  absl::StatusOr<Shared> compiled = Compiled(pack_digest);
  if (!compiled.ok()) return compiled.status();
  const pack::CompiledPack& rules_of = **compiled;
  const pack::Parameters parameters{.year = judged.year,
                                    .agency_full_name = judged.agency_full_name,
                                    .agency_short_name = judged.agency_short_name,
                                    .region_name = judged.region_name,
                                    .demonstration = judged.demonstration};
  const pack::PackCodeNames names(rules_of, judged.year);
  rules::Report report =
      rules::Checker(rules_of.budget_rules())
          .Check({.root = judged.content, .parameters = parameters.ToValues(), .code_names = &names},
                 {.silent_findings = judged.silent_findings});
  CheckCodes(
      *judged.content, judged.year, [&](std::string_view list) { return rules_of.FindList(list); }, report);
  return report;
}

}  // namespace clearbudget::submission
