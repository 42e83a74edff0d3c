#include "services/disclosure/adapters/grpc_plan_reader.h"

#include <algorithm>
#include <string>
#include <utility>

#include "common/errors/error.h"
#include "services/disclosure/conversion/plan_compiler.h"

namespace clearbudget::disclosure {
namespace {

absl::Status Invalid(const std::string& pack, const absl::Status& cause) {
  return errors::Error(errors::Reason::kPackInvalid,
                       {{"pack", pack}, {"cause", std::string(cause.message())}});
}

}  // namespace

std::shared_ptr<const StatementPlan> GrpcPlanReader::Find(std::string_view pack_digest) {
  const std::lock_guard<std::mutex> lock(mutex_);
  const auto found = std::find_if(plans_.begin(), plans_.end(),
                                  [&](const auto& plan) { return plan->pack_digest == pack_digest; });
  return found == plans_.end() ? nullptr : *found;
}

void GrpcPlanReader::Keep(std::shared_ptr<const StatementPlan> plan) {
  const std::lock_guard<std::mutex> lock(mutex_);
  if (plans_.size() == kMostKept) plans_.pop_front();
  plans_.push_back(std::move(plan));
}

absl::StatusOr<std::shared_ptr<const StatementPlan>> GrpcPlanReader::ReadPlan(const ports::CallLimits& limits,
                                                                              std::string_view pack_digest) {
  if (auto kept = Find(pack_digest); kept != nullptr) return kept;
  clearbudget::pack::v1::GetPackRequest request;
  request.set_digest(std::string(pack_digest));
  absl::StatusOr<clearbudget::pack::v1::ResolvedPack> pack =
      submission_.Call(limits, *stub_, &Stub::GetPack, request);
  if (!pack.ok()) return pack.status();
  auto compiled = pack::CompiledPack::Compile(std::move(*pack->mutable_content()));
  if (!compiled.ok()) return Invalid(pack->id(), compiled.status());
  if ((*compiled)->digest() != pack_digest) {
    return errors::Error(errors::Reason::kChecksumMismatch, {{"name", std::string(pack_digest)}});
  }
  absl::StatusOr<std::shared_ptr<const StatementPlan>> plan = CompilePlan(*std::move(compiled));
  if (!plan.ok()) return Invalid(pack->id(), plan.status());
  // Two threads may have compiled the same pack; both plans are right, and one is kept too many.
  Keep(*plan);
  return plan;
}

}  // namespace clearbudget::disclosure
