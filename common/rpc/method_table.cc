#include "common/rpc/method_table.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "clearbudget/type/v1/options.pb.h"
#include "common/errors/error.h"
#include "common/identity/caller_check.h"
#include "common/rpc/permission_names.h"
#include "fmt/core.h"
#include "google/api/annotations.pb.h"
#include "google/protobuf/descriptor.h"
#include "google/protobuf/message.h"

namespace clearbudget::rpc {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;
using google::protobuf::MethodDescriptor;

std::optional<Relation> RelationOf(type::v1::Relation relation) {
  switch (relation) {
    case type::v1::RELATION_OWN:
      return Relation::kOwn;
    case type::v1::RELATION_OWN_OR_UNITS:
      return Relation::kOwnOrUnits;
    case type::v1::RELATION_REGION:
      return Relation::kRegion;
    case type::v1::RELATION_ALL:
      return Relation::kAll;
    default:
      return std::nullopt;
  }
}

std::string HttpPath(const google::api::HttpRule& http) {
  return http.get() + http.put() + http.post() + http.patch() + http.delete_();
}

// The field path in "/v1/{budget.name=regions/*/...}:submit": that of the variable whose pattern lies in a
// region.
std::vector<const FieldDescriptor*> ResourcePath(const MethodDescriptor& method) {
  const std::string path = HttpPath(method.options().GetExtension(google::api::http));
  const std::size_t end = path.find("=regions/");
  if (end == path.npos) return {};
  const std::size_t begin = path.rfind('{', end) + 1;
  std::vector<const FieldDescriptor*> fields;
  const google::protobuf::Descriptor* message = method.input_type();
  for (const std::string& name :
       std::vector<std::string>(absl::StrSplit(path.substr(begin, end - begin), '.'))) {
    const FieldDescriptor* field = message == nullptr ? nullptr : message->FindFieldByName(name);
    if (field == nullptr || field->is_repeated()) return {};
    fields.push_back(field);
    message = field->message_type();
  }
  if (fields.back()->type() != FieldDescriptor::TYPE_STRING) return {};
  return fields;
}

template <typename Known>
bool IsOneOf(const Known& known, const std::string& name) {
  return std::find(known.begin(), known.end(), name) != known.end();
}

// Fills the rule's grants and services; what is wrong with them, empty where nothing is.
std::string ReadPermission(const type::v1::Permission& permission, MethodRule& rule) {
  rule.mutation = permission.mutation();
  rule.unpublished = permission.unpublished();
  for (const auto& grant : permission.grants()) {
    const std::optional<Relation> relation = RelationOf(grant.relation());
    const std::string& role = grant.role();
    if (!identity::IsRole(role)) return fmt::format("has a grant for the unknown role \"{}\"", role);
    if (!relation.has_value()) return fmt::format("has no relation for the role {}", role);
    if (rule.resource_path.empty() && (*relation != Relation::kAll || grant.states_size() > 0)) {
      return fmt::format("names no resource that the role {} could stand to", role);
    }
    for (const std::string& state : grant.states()) {
      if (!IsOneOf(kStates, state)) return fmt::format("has a grant in the unknown state \"{}\"", state);
    }
    rule.grants.push_back({role, *relation, {grant.states().begin(), grant.states().end()}});
  }
  for (const std::string& service : permission.services()) {
    if (!IsOneOf(kServices, service)) return fmt::format("is for the unknown service \"{}\"", service);
    rule.services.push_back(service);
  }
  if (rule.grants.empty() && rule.services.empty()) return "has a permission option that lets nobody call it";
  return {};
}

// Fills the rule; what is wrong with the method, empty where nothing is.
std::string ReadRule(const MethodDescriptor& method, MethodRule& rule) {
  rule.name = method.name();
  rule.full_name = fmt::format("{}/{}", method.service()->full_name(), method.name());
  rule.server_streaming = method.server_streaming();
  rule.request = method.input_type();
  rule.response = method.output_type();
  rule.resource_path = ResourcePath(method);
  if (method.client_streaming()) return "takes a stream, which has no template";
  if (!method.options().HasExtension(type::v1::permission)) return "has no permission option";
  if (std::string mistake = ReadPermission(method.options().GetExtension(type::v1::permission), rule);
      !mistake.empty()) {
    return mistake;
  }
  if (!rule.mutation) return {};
  rule.request_id = method.input_type()->FindFieldByName("request_id");
  if (rule.request_id == nullptr || rule.request_id->type() != FieldDescriptor::TYPE_STRING) {
    return "is a mutation without request_id";
  }
  const FieldDescriptor* validate_only = method.input_type()->FindFieldByName("validate_only");
  if (validate_only != nullptr && validate_only->type() == FieldDescriptor::TYPE_BOOL &&
      !validate_only->is_repeated()) {
    rule.validate_only = validate_only;
  }
  return {};
}

}  // namespace

std::string MethodRule::ResourceField() const {
  return absl::StrJoin(resource_path, ".",
                       [](std::string* out, const FieldDescriptor* field) { out->append(field->name()); });
}

bool MethodRule::LimitsStates() const {
  return std::any_of(grants.begin(), grants.end(), [](const Grant& grant) { return !grant.states.empty(); });
}

std::string MethodRule::ResourceOf(const Message& message) const {
  const Message* holder = &message;
  for (const FieldDescriptor* field : resource_path) {
    const auto* reflection = holder->GetReflection();
    if (field->type() == FieldDescriptor::TYPE_STRING) return reflection->GetString(*holder, field);
    holder = &reflection->GetMessage(*holder, field);
  }
  return {};
}

std::string MethodRule::RequestIdOf(const Message& message) const {
  return request_id == nullptr ? "" : message.GetReflection()->GetString(message, request_id);
}

bool MethodRule::IsValidateOnly(const Message& message) const {
  return validate_only != nullptr && message.GetReflection()->GetBool(message, validate_only);
}

absl::StatusOr<std::map<std::string, MethodRule, std::less<>>> ReadMethodTable(
    const google::protobuf::ServiceDescriptor& service) {
  std::map<std::string, MethodRule, std::less<>> rules;
  std::vector<std::string> mistakes;
  for (int i = 0; i < service.method_count(); ++i) {
    MethodRule rule;
    const std::string mistake = ReadRule(*service.method(i), rule);
    if (!mistake.empty()) mistakes.push_back(fmt::format("{} {}", rule.full_name, mistake));
    rules.emplace(rule.name, std::move(rule));
  }
  if (mistakes.empty()) return rules;
  return errors::WithReason(absl::FailedPreconditionError(absl::StrJoin(mistakes, "; ")),
                            errors::Reason::kInternal);
}

}  // namespace clearbudget::rpc
