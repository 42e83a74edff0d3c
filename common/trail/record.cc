#include "common/trail/record.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>
#include <vector>

namespace clearbudget::trail {
namespace {

void AppendAbsent(std::string& bytes) {
  bytes.push_back('\0');
}

void AppendField(std::string& bytes, std::string_view field) {
  bytes.push_back('\1');
  const std::uint64_t length = field.size();
  for (int shift = 56; shift >= 0; shift -= 8) bytes.push_back(static_cast<char>(length >> shift & 0xff));
  bytes.append(field);
}

void AppendField(std::string& bytes, std::int64_t number) {
  AppendField(bytes, std::string_view(fmt::format_int(number).c_str()));
}

void AppendActor(std::string& bytes, const Actor& actor) {
  AppendField(bytes, actor.caller);
  AppendField(bytes, actor.person);
  AppendField(bytes, actor.agency);
  AppendField(bytes, actor.roles);
  AppendField(bytes, actor.delegator);
  AppendField(bytes, actor.delegation);
  AppendField(bytes, actor.client_address);
}

}  // namespace

Actor ActorOf(const identity::Caller& caller, std::string client_address) {
  std::vector<std::string> roles = caller.roles;
  std::sort(roles.begin(), roles.end());
  return {.caller = caller.subject,
          .person = caller.person,
          .agency = caller.agency,
          .roles = fmt::format("{}", fmt::join(roles, ",")),
          .delegator = caller.delegator,
          .delegation = caller.delegation,
          .client_address = std::move(client_address)};
}

std::string AuditAggregate(std::string_view region) {
  return fmt::format("regions/{}/auditEvents", region);
}

std::string_view AuditKindName(AuditKind kind) {
  return kind == AuditKind::kRefusal ? "refusal" : "read";
}

std::optional<AuditKind> AuditKindNamed(std::string_view name) {
  for (const AuditKind kind : {AuditKind::kRefusal, AuditKind::kRead}) {
    if (name == AuditKindName(kind)) return kind;
  }
  return std::nullopt;
}

std::string_view RowKindName(RowKind kind) {
  return kind == RowKind::kOperation ? "operation" : "audit";
}

std::optional<RowKind> RowKindNamed(std::string_view name) {
  for (const RowKind kind : {RowKind::kOperation, RowKind::kAudit}) {
    if (name == RowKindName(kind)) return kind;
  }
  return std::nullopt;
}

std::string ChainStart() {
  return std::string(digest::kDigestBytes, '\0');
}

std::string CanonicalOperation(digest::Algorithm algorithm, const OperationRecord& record) {
  std::string bytes;
  AppendField(bytes, std::string_view("clearbudget.operation.v2"));
  AppendField(bytes, record.region);
  AppendField(bytes, record.aggregate);
  AppendField(bytes, record.change_number);
  AppendActor(bytes, record);
  AppendField(bytes, record.method);
  AppendField(bytes, record.resource);
  AppendField(bytes, record.request_id);
  AppendField(bytes, record.request_hash);
  AppendField(bytes, record.answer_type);
  AppendField(bytes, record.answer_hash);
  if (record.legal_date.has_value()) {
    AppendField(bytes, *record.legal_date);
  } else {
    AppendAbsent(bytes);
  }
  AppendField(bytes, record.system_time);
  AppendField(bytes, digest::Of(algorithm, record.effect));
  AppendField(bytes, record.previous_hash);
  return bytes;
}

std::string CanonicalAudit(const AuditRecord& record) {
  std::string bytes;
  AppendField(bytes, std::string_view("clearbudget.audit.v1"));
  AppendField(bytes, record.region);
  AppendField(bytes, record.change_number);
  AppendField(bytes, AuditKindName(record.kind));
  AppendActor(bytes, record);
  AppendField(bytes, record.method);
  AppendField(bytes, record.resource);
  AppendField(bytes, record.request_id);
  AppendField(bytes, record.code);
  AppendField(bytes, record.reason);
  AppendField(bytes, record.count);
  AppendField(bytes, record.first_time);
  AppendField(bytes, record.last_time);
  AppendField(bytes, record.previous_hash);
  return bytes;
}

std::string RowHashOf(digest::Algorithm algorithm, const OperationRecord& record) {
  return digest::Of(algorithm, CanonicalOperation(algorithm, record));
}

std::string RowHashOf(digest::Algorithm algorithm, const AuditRecord& record) {
  return digest::Of(algorithm, CanonicalAudit(record));
}

Leaf LeafOf(const OperationRecord& record) {
  return {.kind = RowKind::kOperation,
          .aggregate = record.aggregate,
          .change_number = record.change_number,
          .row_hash = record.row_hash};
}

Leaf LeafOf(const AuditRecord& record) {
  return {.kind = RowKind::kAudit,
          .aggregate = AuditAggregate(record.region),
          .change_number = record.change_number,
          .row_hash = record.row_hash};
}

std::string CanonicalLeaf(const Leaf& leaf) {
  std::string bytes;
  AppendField(bytes, std::string_view("clearbudget.leaf.v1"));
  AppendField(bytes, RowKindName(leaf.kind));
  AppendField(bytes, leaf.aggregate);
  AppendField(bytes, leaf.change_number);
  AppendField(bytes, leaf.row_hash);
  return bytes;
}

}  // namespace clearbudget::trail
