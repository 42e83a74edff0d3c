// The one template that every method of every service is served through:
//
//   class AgencyRpc final : public budget::v1::AgencyService::Service {
//    public:
//     AgencyRpc(rpc::MethodGate& gate, GetAgency& get_agency)
//         : methods_(budget::v1::AgencyService::service_full_name(), gate) {
//       methods_.Add<GetAgencyRequest, Agency>("GetAgency",
//           [&](const rpc::CallContext& call, const GetAgencyRequest& request) -> absl::StatusOr<Agency>
//           {...});
//     }
//     const rpc::ServiceMethods& methods() const { return methods_; }
//     grpc::Status GetAgency(grpc::ServerContext* context, const GetAgencyRequest* request,
//                            Agency* response) override {
//       return methods_.Serve("GetAgency", context, request, response);
//     }
//   };
#pragma once

#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "common/rpc/method_gate.h"
#include "common/rpc/method_table.h"
#include "google/protobuf/message.h"
#include "grpcpp/server_context.h"
#include "grpcpp/support/sync_stream.h"

namespace clearbudget::rpc {

class ServiceMethods {
 public:
  template <typename Request, typename Response>
  using Handler = std::function<absl::StatusOr<Response>(const CallContext&, const Request&)>;

  // Sends one message of a stream; false once the client is gone, then the handler returns.
  template <typename Response>
  using Send = std::function<bool(const Response&)>;
  template <typename Request, typename Response>
  using StreamHandler =
      std::function<absl::Status(const CallContext&, const Request&, const Send<Response>&)>;

  // `service` is the full name of a service of the contract, such as "clearbudget.budget.v1.AgencyService".
  ServiceMethods(std::string_view service, MethodGate& gate);
  ServiceMethods(const google::protobuf::ServiceDescriptor& service, MethodGate& gate);

  template <typename Request, typename Response>
  void Add(std::string_view method, Handler<Request, Response> handler);
  template <typename Request, typename Response>
  void AddStream(std::string_view method, StreamHandler<Request, Response> handler);

  // Errors: FAILED_PRECONDITION that names every method without a permission or a handler, and every handler
  // that does not fit the contract. The server does not start with a service that is not complete.
  absl::Status Complete() const;

  template <typename Request, typename Response>
  grpc::Status Serve(std::string_view method, grpc::ServerContext* context, const Request* request,
                     Response* response);
  template <typename Request, typename Response>
  grpc::Status ServeStream(std::string_view method, grpc::ServerContext* context, const Request* request,
                           grpc::ServerWriterInterface<Response>* writer);

  const std::string& service() const { return service_; }

 private:
  using Message = google::protobuf::Message;
  // Takes messages of the types that the rule names; Register has compared them.
  using ErasedSend = std::function<bool(const Message&)>;
  using ErasedHandler = std::function<absl::Status(const CallContext&, const Message& request,
                                                   Message* response, const ErasedSend& send)>;
  // What one call is about; a stream has no response.
  struct Exchange {
    const Message& request;
    Message* response;
    const ErasedSend& send;
  };

  void ReadRules(const google::protobuf::ServiceDescriptor& service);
  void Register(std::string_view method, const google::protobuf::Descriptor* request,
                const google::protobuf::Descriptor* response, bool streaming, ErasedHandler handler);
  grpc::Status ServeErased(std::string_view method, const grpc::ServerContextBase& context,
                           const Message& request, Message* response, const ErasedSend& send);
  absl::Status Run(const MethodRule& rule, const ErasedHandler& handler,
                   const grpc::ServerContextBase& context, const Exchange& exchange, CallContext& call);

  std::string service_;
  MethodGate& gate_;
  std::map<std::string, MethodRule, std::less<>> rules_;
  std::map<std::string, ErasedHandler, std::less<>> handlers_;
  std::vector<std::string> mistakes_;
};

template <typename Request, typename Response>
void ServiceMethods::Add(std::string_view method, Handler<Request, Response> handler) {
  Register(method, Request::descriptor(), Response::descriptor(), false,
           [handler = std::move(handler)](const CallContext& call, const Message& request, Message* response,
                                          const ErasedSend&) {
             absl::StatusOr<Response> answer = handler(call, static_cast<const Request&>(request));
             if (answer.ok()) *static_cast<Response*>(response) = *std::move(answer);
             return answer.status();
           });
}

template <typename Request, typename Response>
void ServiceMethods::AddStream(std::string_view method, StreamHandler<Request, Response> handler) {
  Register(method, Request::descriptor(), Response::descriptor(), true,
           [handler = std::move(handler)](const CallContext& call, const Message& request, Message*,
                                          const ErasedSend& send) {
             return handler(call, static_cast<const Request&>(request),
                            [&send](const Response& message) { return send(message); });
           });
}

template <typename Request, typename Response>
grpc::Status ServiceMethods::Serve(std::string_view method, grpc::ServerContext* context,
                                   const Request* request, Response* response) {
  return ServeErased(method, *context, *request, response, nullptr);
}

template <typename Request, typename Response>
grpc::Status ServiceMethods::ServeStream(std::string_view method, grpc::ServerContext* context,
                                         const Request* request,
                                         grpc::ServerWriterInterface<Response>* writer) {
  return ServeErased(method, *context, *request, nullptr, [writer](const Message& message) {
    return writer->Write(static_cast<const Response&>(message));
  });
}

}  // namespace clearbudget::rpc
