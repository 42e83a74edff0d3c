// What the lines of an export hold. The format is described in common/trail/README.md.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "absl/status/statusor.h"
#include "common/digest/digest.h"
#include "common/trail/record.h"

namespace clearbudget::trail_export {

inline constexpr std::int64_t kFormatVersion = 1;

// Which entries were asked for; an empty condition holds for every entry.
struct Filter {
  std::string kind = {};      // "operation", "refusal", "read"
  std::string resource = {};  // a resource name
  std::string subject = {};
  std::string person = {};
  std::string method = {};  // without its service: "SubmitBudget"
  std::string from = {};    // RFC 3339 in UTC
  std::string until = {};

  bool operator==(const Filter&) const = default;
};

// The first line.
struct Header {
  std::string origin;   // "clearbudget/submission/regions/130303"
  std::string service;  // "submission"
  std::string region;   // "130303"
  digest::Algorithm hash = digest::Algorithm::kSha256;
  std::int64_t tree_size = 0;  // of the export's own checkpoint
  Filter filter;

  bool operator==(const Header&) const = default;

  // False: the export has every entry of the log.
  bool filtered() const { return filter != Filter(); }
};

// The export's own checkpoint: a signed note.
struct SignedCheckpoint {
  std::string note;
};

// That the log of to_size entries continues that of from_size.
struct ConsistencyProof {
  std::int64_t from_size = 0;
  std::int64_t to_size = 0;
  std::vector<std::string> hashes;  // 32 bytes each
};

// A leaf whose row is not in the store any more.
struct MissingRow : trail::Leaf {};

struct Entry {
  std::int64_t leaf_index = 0;  // from 0
  std::variant<trail::OperationRecord, trail::AuditRecord, MissingRow> row;
  std::string leaf_hash;  // as the log's tree has it, 32 bytes
  std::vector<std::string>
      inclusion;  // proof to the export's own checkpoint; empty in an export of everything
};

// A row of the store that has no leaf, although the log has gone by its place or cannot go on.
struct UnloggedRow : trail::Leaf {
  std::int64_t position = 0;  // its place in the store
};

// The last line.
struct End {
  std::int64_t entries = 0;
};

using Record = std::variant<Header, SignedCheckpoint, ConsistencyProof, Entry, UnloggedRow, End>;

// The record's line, with its line feed. Texts of the store that are no UTF-8 have U+FFFD in place of what is
// wrong.
std::string WriteLine(const Record& record);

// The one record of a line, without its line feed. Errors: INVALID_REQUEST with path "line 12 byte 345".
absl::StatusOr<Record> ReadLine(std::string_view line, std::int64_t number);

}  // namespace clearbudget::trail_export
