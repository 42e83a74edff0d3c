// What the contract says about the methods of a service: who may call them, and which resource they name.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"

namespace google::protobuf {
class Descriptor;
class FieldDescriptor;
class Message;
class ServiceDescriptor;
}  // namespace google::protobuf

namespace clearbudget::rpc {

enum class Relation { kOwn, kOwnOrUnits, kRegion, kAll };

struct Grant {
  std::string role;
  Relation relation;
  // Of the budget, for what is still being worked on; empty for every state.
  std::vector<std::string> states = {};
};

struct MethodRule {
  std::string name;       // "GetBudget"
  std::string full_name;  // "clearbudget.budget.v1.BudgetService/GetBudget"
  std::vector<Grant> grants;
  // The services of the suite that may call it: "performance".
  std::vector<std::string> services;
  bool mutation = false;
  // It returns what is not published.
  bool unpublished = false;
  bool server_streaming = false;
  const google::protobuf::Descriptor* request = nullptr;
  const google::protobuf::Descriptor* response = nullptr;
  // The fields that lead to the resource name, from the HTTP annotation: budget, name. Empty where the method
  // names no resource below a region; then every grant is RELATION_ALL.
  std::vector<const google::protobuf::FieldDescriptor*> resource_path;
  // A mutation's request_id.
  const google::protobuf::FieldDescriptor* request_id = nullptr;
  // Null where the request has no such field.
  const google::protobuf::FieldDescriptor* validate_only = nullptr;

  // "budget.name".
  std::string ResourceField() const;
  bool LimitsStates() const;
  // Empty where it is not set.
  std::string ResourceOf(const google::protobuf::Message& request) const;
  std::string RequestIdOf(const google::protobuf::Message& request) const;
  bool IsValidateOnly(const google::protobuf::Message& request) const;
};

// Errors: FAILED_PRECONDITION that names every method whose permission option is missing or lets nobody call
// it; that names a role, state or service nobody knows (permission_names.h); has a grant without relation, or
// asks for a relation or a state of a resource that the method does not name; or a mutation without
// request_id.
absl::StatusOr<std::map<std::string, MethodRule, std::less<>>> ReadMethodTable(
    const google::protobuf::ServiceDescriptor& service);

}  // namespace clearbudget::rpc
