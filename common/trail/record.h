// What the trail keeps of one thing that somebody did, and the bytes of it that are hashed. Whoever has the
// records of an aggregate can check its chain without the store that they came from.
//
// Every encoding is a list of fields. A field is one byte 0 (absent; nothing follows) or one byte 1, then its
// length as 8 bytes big-endian, then its bytes: text in UTF-8, numbers in decimal ASCII, hashes as 32 raw
// bytes. "Hash" is the store's one hash algorithm, SHA-256 or SM3, except for request_hash, which is always
// SHA-256.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "common/digest/digest.h"
#include "common/identity/caller.h"

namespace clearbudget::trail {

// The largest of the numbers that count rows, places and leaves, 2^53: whatever reads JSON can tell it from
// the next one.
inline constexpr std::int64_t kLargestCount = std::int64_t{1} << 53;
constexpr bool IsCount(std::int64_t number) {
  return number >= 1 && number <= kLargestCount;
}

// Who acted, and from where.
struct Actor {
  std::string caller;          // subject of the verified credentials
  std::string person;          // who acted through the caller; may be empty
  std::string agency;          // "regions/130303/agencies/101"; may be empty
  std::string roles;           // sorted, joined by commas; may be empty
  std::string delegator;       // whose power was used; empty for the caller's own
  std::string delegation;      // by which delegation; empty for none
  std::string client_address;  // as the gateway saw it; may be empty
};

Actor ActorOf(const identity::Caller& caller, std::string client_address);

// What a mutation says of itself.
struct OperationContent : Actor {
  std::string region;        // "130303"
  std::string aggregate;     // resource name; ASCII: "regions/130303/agencies/101/budgets/2020"
  std::string method;        // "/clearbudget.budget.v1.BudgetService/SubmitBudget"
  std::string resource;      // what the request named, as it was given; may be empty
  std::string request_id;    // as the caller gave it; not empty
  std::string request_hash;  // 32 bytes, SHA-256 of the request's canonical form without its request_id
  std::string answer_type;   // full name of the answer's message
  std::optional<std::string> legal_date;  // "2020-02-01": the day on which it takes effect, where it has one
  std::int64_t system_time = 0;           // microseconds since 1970 UTC
  std::string effect;                     // what changed, as text; may be empty
};

struct OperationRecord : OperationContent {
  std::int64_t change_number = 0;  // 1, 2, 3, ... within the aggregate, without a gap
  std::string answer_hash;    // 32 bytes; the answer stands by it, so that it may be left out of an export
  std::string previous_hash;  // 32 bytes; ChainStart() in an aggregate's first record
  std::string row_hash;       // 32 bytes: the hash of CanonicalOperation
};

enum class AuditKind { kRefusal, kRead };

// A refused attempt, or a read of what another agency has not published.
struct AuditContent : Actor {
  std::string region;  // "130303"; kNoRegion for a call that named none
  AuditKind kind = AuditKind::kRefusal;
  std::string method;
  std::string resource;         // as the request named it; may be empty
  std::string request_id;       // may be empty
  std::string code;             // of a refusal: "PERMISSION_DENIED"; empty for a read
  std::string reason;           // of a refusal: "OTHER_PERSON_REQUIRED"; empty for a read
  std::int64_t count = 1;       // how many equal ones it stands for
  std::int64_t first_time = 0;  // microseconds since 1970 UTC
  std::int64_t last_time = 0;   // not before first_time
};

struct AuditRecord : AuditContent {
  std::int64_t change_number = 0;  // 1, 2, 3, ... within the region's audit events, without a gap
  std::string previous_hash;
  std::string row_hash;  // the hash of CanonicalAudit
};

inline constexpr std::string_view kNoRegion = "-";

// The aggregate that a region's audit events are chained in: "regions/130303/auditEvents".
std::string AuditAggregate(std::string_view region);

// "refusal", "read".
std::string_view AuditKindName(AuditKind kind);
std::optional<AuditKind> AuditKindNamed(std::string_view name);

// 32 zero bytes: what comes before the first record of an aggregate.
std::string ChainStart();

// Fields in this order: the text "clearbudget.operation.v2", region, aggregate, change_number, caller,
// person, agency, roles, delegator, delegation, client_address, method, resource, request_id, request_hash,
// answer_type, answer_hash, legal_date (absent where there is none), system_time, hash of effect,
// previous_hash.
std::string CanonicalOperation(digest::Algorithm algorithm, const OperationRecord& record);

// Fields in this order: the text "clearbudget.audit.v1", region, change_number, kind by its name, caller,
// person, agency, roles, delegator, delegation, client_address, method, resource, request_id, code, reason,
// count, first_time, last_time, previous_hash.
std::string CanonicalAudit(const AuditRecord& record);

// What an entry's row_hash should be.
std::string RowHashOf(digest::Algorithm algorithm, const OperationRecord& record);
std::string RowHashOf(digest::Algorithm algorithm, const AuditRecord& record);

// The two tables that a leaf of the log can stand for.
enum class RowKind { kOperation, kAudit };

// "operation", "audit".
std::string_view RowKindName(RowKind kind);
std::optional<RowKind> RowKindNamed(std::string_view name);

// Which row a leaf of a region's log stands for.
struct Leaf {
  RowKind kind = RowKind::kOperation;
  std::string aggregate;
  std::int64_t change_number = 0;
  std::string row_hash;  // 32 bytes

  bool operator==(const Leaf&) const = default;
};

Leaf LeafOf(const OperationRecord& record);
Leaf LeafOf(const AuditRecord& record);

// The data of a leaf, whose Merkle hash is merkle::LeafHash of it. Fields in this order: the text
// "clearbudget.leaf.v1", kind by its name, aggregate, change_number, row_hash.
std::string CanonicalLeaf(const Leaf& leaf);

}  // namespace clearbudget::trail
