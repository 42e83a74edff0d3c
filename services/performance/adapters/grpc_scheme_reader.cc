#include "services/performance/adapters/grpc_scheme_reader.h"

#include "common/errors/error.h"
#include "common/pack/pack_digest.h"
#include "services/performance/conversion/scheme_message.h"

namespace clearbudget::performance {

absl::StatusOr<std::shared_ptr<const Schemes>> GrpcSchemeReader::ReadSchemes(const ports::CallLimits& limits,
                                                                             const std::string& pack_digest) {
  pack::v1::GetPackRequest request;
  request.set_digest(pack_digest);
  const absl::StatusOr<pack::v1::ResolvedPack> resolved =
      submission_.Call(limits, *stub_, &Stub::GetPack, request);
  if (!resolved.ok()) return resolved.status();
  // What is judged by a digest must be what the digest says.
  if (pack::PackDigest(resolved->content()) != pack_digest) {
    return errors::Error(errors::Reason::kChecksumMismatch, {{"name", pack_digest}});
  }
  absl::StatusOr<std::shared_ptr<const Schemes>> schemes = Schemes::Make(SchemesFrom(resolved->content()));
  if (schemes.ok()) return schemes;
  return errors::Error(errors::Reason::kPackInvalid,
                       {{"pack", resolved->id()}, {"cause", std::string(schemes.status().message())}});
}

}  // namespace clearbudget::performance
