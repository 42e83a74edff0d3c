#include "common/rpc/act_of.h"

#include <fmt/format.h>
#include <google/protobuf/io/coded_stream.h>
#include <google/protobuf/io/zero_copy_stream_impl_lite.h>
#include <google/protobuf/message.h>

#include <chrono>
#include <memory>
#include <string>

#include "common/digest/digest.h"

namespace clearbudget::rpc {
namespace {

// Over the request's bytes with fields in order of their numbers and without its request_id. The bytes of one
// request are the same whenever it is repeated: contracts have no maps, and requests with unknown fields are
// refused.
std::string HashOf(const google::protobuf::Message& request) {
  const std::unique_ptr<google::protobuf::Message> copy(request.New());
  copy->CopyFrom(request);
  copy->GetReflection()->ClearField(copy.get(), copy->GetDescriptor()->FindFieldByName("request_id"));
  std::string bytes;
  {
    google::protobuf::io::StringOutputStream stream(&bytes);
    google::protobuf::io::CodedOutputStream coded(&stream);
    coded.SetSerializationDeterministic(true);
    copy->SerializeToCodedStream(&coded);
  }
  return digest::Sha256(bytes);
}

bool IsValidateOnly(const google::protobuf::Message& request) {
  const auto* field = request.GetDescriptor()->FindFieldByName("validate_only");
  return field != nullptr && request.GetReflection()->GetBool(request, field);
}

}  // namespace

ports::Act ActOf(const CallContext& call, std::string_view service, const google::protobuf::Message& request,
                 const ports::Clock& clock) {
  ports::Act act;
  act.caller = call.caller;
  act.client_address = call.client_address;
  act.method = fmt::format("/{}/{}", service, call.method);
  act.request_id = call.request_id;
  act.request_hash = HashOf(request);
  act.time = std::chrono::duration_cast<std::chrono::microseconds>(clock.Now().time_since_epoch()).count();
  act.deadline = call.deadline;
  act.validate_only = IsValidateOnly(request);
  return act;
}

}  // namespace clearbudget::rpc
