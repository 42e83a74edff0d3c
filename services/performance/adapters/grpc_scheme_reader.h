#pragma once

#include <memory>
#include <string>

#include "clearbudget/pack/v1/pack_service.grpc.pb.h"
#include "common/rpc/backend.h"
#include "services/performance/ports/scheme_reader.h"

namespace clearbudget::performance {

// Reads packs by their digest from the submission service and compiles their schemes.
class GrpcSchemeReader final : public SchemeReader {
 public:
  // The backend must outlive the reader.
  explicit GrpcSchemeReader(const rpc::Backend& submission)
      : submission_(submission), stub_(pack::v1::PackService::NewStub(submission.channel())) {}

  absl::StatusOr<std::shared_ptr<const Schemes>> ReadSchemes(const ports::CallLimits& limits,
                                                             const std::string& pack_digest) override;

 private:
  using Stub = pack::v1::PackService::StubInterface;

  const rpc::Backend& submission_;
  const std::unique_ptr<Stub> stub_;
};

}  // namespace clearbudget::performance
