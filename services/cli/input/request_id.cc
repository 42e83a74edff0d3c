#include "services/cli/input/request_id.h"

#include <fmt/format.h>

#include "common/digest/digest.h"
#include "google/protobuf/message.h"

namespace clearbudget::cli {
namespace {

// An id has at most 64 characters.
constexpr size_t kFileCharacters = 24;
constexpr size_t kStateCharacters = 16;
constexpr size_t kActCharacters = 40;

}  // namespace

std::string StepRequestId(std::string_view file_digest, int step, std::string_view etag) {
  return fmt::format("apply-{}-{}-{}", file_digest.substr(0, kFileCharacters),
                     digest::Sha256Hex(etag).substr(0, kStateCharacters), step);
}

std::string ActRequestId(std::string_view act, const google::protobuf::Message& request,
                         std::string_view state) {
  // Contracts hold no maps, so that equal requests have equal bytes within one program.
  const std::string said =
      fmt::format("{}\n{}\n{}", request.GetTypeName(), state, request.SerializeAsString());
  return fmt::format("{}-{}", act, digest::Sha256Hex(said).substr(0, kActCharacters));
}

}  // namespace clearbudget::cli
