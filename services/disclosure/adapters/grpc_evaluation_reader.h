#pragma once

#include <memory>
#include <string_view>

#include "clearbudget/performance/v1/performance_service.grpc.pb.h"
#include "common/rpc/backend.h"
#include "services/disclosure/ports/evaluation_reader.h"

namespace clearbudget::disclosure {

// Reads evaluations from the performance service, with the credentials of the call that is being served.
class GrpcEvaluationReader final : public EvaluationReader {
 public:
  // The backend must outlive the reader.
  explicit GrpcEvaluationReader(const rpc::Backend& performance)
      : performance_(performance),
        stub_(clearbudget::performance::v1::PerformanceService::NewStub(performance.channel())) {}

  absl::StatusOr<EvaluationOfRevision> ReadEvaluation(const ports::CallLimits& limits,
                                                      std::string_view name) override;

 private:
  using Stub = clearbudget::performance::v1::PerformanceService::StubInterface;

  const rpc::Backend& performance_;
  const std::unique_ptr<Stub> stub_;
};

}  // namespace clearbudget::disclosure
