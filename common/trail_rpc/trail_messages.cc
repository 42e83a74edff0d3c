#include "common/trail_rpc/trail_messages.h"

#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "absl/strings/str_split.h"
#include "common/digest/digest.h"
#include "common/ports/instant_text.h"
#include "common/trail_export/effect_text.h"

namespace clearbudget::trail_rpc {
namespace {

using trail::v1::TrailEntry;
using trail::v1::TrailEntryKind;

constexpr std::size_t kMicrosecondPlaces = 6;

// Of RFC 3339 in UTC with up to nine places of a second; what is finer than a microsecond is cut off.
std::optional<std::int64_t> MicrosecondsOf(std::string_view instant) {
  if (instant.empty()) return std::nullopt;
  std::string text(instant.substr(0, instant.size() - 1));
  if (text.find('.') == std::string::npos) text += '.';
  const std::size_t places = text.size() - text.find('.') - 1;
  if (places > kMicrosecondPlaces) text.resize(text.size() - (places - kMicrosecondPlaces));
  if (places < kMicrosecondPlaces) text.append(kMicrosecondPlaces - places, '0');
  return ports::MicrosecondsFromText(text + 'Z');
}

void SetActor(const trail::Actor& actor, TrailEntry& message) {
  message.set_subject(actor.caller);
  message.set_person(actor.person);
  message.set_agency(actor.agency);
  for (const std::string& role :
       std::vector<std::string>(absl::StrSplit(actor.roles, ',', absl::SkipEmpty()))) {
    message.add_roles(role);
  }
  message.set_delegator(actor.delegator);
  message.set_delegation(actor.delegation);
  message.set_client_address(actor.client_address);
}

template <typename Row>
void SetCommon(const Row& row, TrailEntry& message) {
  SetActor(row, message);
  message.set_change_number(row.change_number);
  // Without the slash that gRPC has before the service.
  message.set_method(row.method.starts_with('/') ? row.method.substr(1) : row.method);
  message.set_resource(row.resource);
  message.set_request_id(row.request_id);
  message.set_previous_hash(digest::ToHex(row.previous_hash));
  message.set_row_hash(digest::ToHex(row.row_hash));
}

void SetEffect(std::string_view text, TrailEntry& message) {
  // Whether the text is what was hashed is for the verification to tell; one that is not shows no changes.
  const std::optional<ports::Effect> effect = trail_export::EffectFromText(text);
  if (!effect.has_value()) return;
  message.set_change_count(effect->count);
  for (const ports::FieldChange& change : effect->changes) {
    trail::v1::TrailChange& added = *message.add_changes();
    added.set_path(change.path);
    if (change.before.has_value()) added.set_before(*change.before);
    if (change.after.has_value()) added.set_after(*change.after);
  }
}

void SetRow(const trail::OperationRecord& row, TrailEntry& message) {
  message.set_kind(trail::v1::TRAIL_ENTRY_KIND_OPERATION);
  SetCommon(row, message);
  message.set_aggregate(row.aggregate);
  message.set_entry_time(ports::InstantText(row.system_time));
  message.set_legal_date(row.legal_date.value_or(""));
  message.set_count(1);
  SetEffect(row.effect, message);
}

void SetRow(const trail::AuditRecord& row, TrailEntry& message) {
  message.set_kind(row.kind == trail::AuditKind::kRefusal ? trail::v1::TRAIL_ENTRY_KIND_REFUSAL
                                                          : trail::v1::TRAIL_ENTRY_KIND_READ);
  SetCommon(row, message);
  message.set_aggregate(trail::AuditAggregate(row.region));
  message.set_entry_time(ports::InstantText(row.first_time));
  message.set_code(row.code);
  message.set_reason(row.reason);
  message.set_count(row.count);
}

std::string_view KindName(TrailEntryKind kind) {
  switch (kind) {
    case trail::v1::TRAIL_ENTRY_KIND_OPERATION:
      return "operation";
    case trail::v1::TRAIL_ENTRY_KIND_REFUSAL:
      return "refusal";
    case trail::v1::TRAIL_ENTRY_KIND_READ:
      return "read";
    default:
      return "";
  }
}

std::optional<trail_store::EntryKind> KindOf(TrailEntryKind kind) {
  switch (kind) {
    case trail::v1::TRAIL_ENTRY_KIND_OPERATION:
      return trail_store::EntryKind::kOperation;
    case trail::v1::TRAIL_ENTRY_KIND_REFUSAL:
      return trail_store::EntryKind::kRefusal;
    case trail::v1::TRAIL_ENTRY_KIND_READ:
      return trail_store::EntryKind::kRead;
    default:
      return std::nullopt;
  }
}

}  // namespace

TrailEntry ToMessage(const trail_store::Entry& entry) {
  TrailEntry message;
  std::visit([&](const auto& row) { SetRow(row, message); }, entry.row);
  if (entry.leaf_index.has_value()) message.set_leaf_index(*entry.leaf_index);
  return message;
}

trail::v1::TrailCheckpoint ToMessage(const trail_store::SignedCheckpoint& checkpoint) {
  trail::v1::TrailCheckpoint message;
  message.set_origin(checkpoint.checkpoint.origin);
  message.set_tree_size(checkpoint.checkpoint.tree_size);
  message.set_root_hash(digest::ToHex(checkpoint.checkpoint.root_hash));
  message.set_note(checkpoint.note);
  message.set_sign_time(ports::InstantText(checkpoint.sign_time));
  return message;
}

trail_store::EntryFilter FilterOf(const trail::v1::TrailFilter& filter) {
  return {.kind = KindOf(filter.kind()),
          .resource = filter.resource(),
          .subject = filter.subject(),
          .person = filter.person(),
          .method = filter.method(),
          .from = MicrosecondsOf(filter.from()),
          .until = MicrosecondsOf(filter.until())};
}

trail_export::Filter StatedFilterOf(const trail::v1::TrailFilter& filter) {
  return {.kind = std::string(KindName(filter.kind())),
          .resource = filter.resource(),
          .subject = filter.subject(),
          .person = filter.person(),
          .method = filter.method(),
          .from = filter.from(),
          .until = filter.until()};
}

}  // namespace clearbudget::trail_rpc
