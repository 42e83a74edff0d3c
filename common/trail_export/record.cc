#include "common/trail_export/record.h"

#include <fmt/format.h>

#include <optional>
#include <type_traits>
#include <utility>

#include "common/errors/error.h"
#include "common/trail_export/json_line_reader.h"
#include "common/trail_export/json_line_writer.h"

namespace clearbudget::trail_export {
namespace {

using errors::Reason;
using errors::Violation;

// Each of these tells the members of a record, in their order, to a writer (the record is constant then) or
// to a reader.

template <typename Line, typename Filter>
void Conditions(Line& line, Filter& filter) {
  line.Text("kind", filter.kind);
  line.Text("resource", filter.resource);
  line.Text("subject", filter.subject);
  line.Text("person", filter.person);
  line.Text("method", filter.method);
  line.Text("from", filter.from);
  line.Text("until", filter.until);
}

template <typename Line, typename Record>
void ActorMembers(Line& line, Record& record) {
  line.Text("caller", record.caller);
  line.Text("person", record.person);
  line.Text("agency", record.agency);
  line.Text("roles", record.roles);
  line.Text("delegator", record.delegator);
  line.Text("delegation", record.delegation);
  line.Text("clientAddress", record.client_address);
  line.Text("method", record.method);
  line.Text("resource", record.resource);
  line.Text("requestId", record.request_id);
}

template <typename Line, typename Record>
void OperationMembers(Line& line, Record& record) {
  line.Text("region", record.region);
  line.Text("aggregate", record.aggregate);
  line.Number("changeNumber", record.change_number);
  ActorMembers(line, record);
  line.Hash("requestHash", record.request_hash);
  line.Text("answerType", record.answer_type);
  line.Hash("answerHash", record.answer_hash);
  line.OptionalText("legalDate", record.legal_date);
  line.Number("systemTime", record.system_time);
  line.Text("effect", record.effect);
  line.Hash("previousHash", record.previous_hash);
  line.Hash("rowHash", record.row_hash);
}

template <typename Line, typename Record>
void AuditMembers(Line& line, Record& record) {
  line.Text("region", record.region);
  line.Number("changeNumber", record.change_number);
  ActorMembers(line, record);
  line.Text("code", record.code);
  line.Text("reason", record.reason);
  line.Number("count", record.count);
  line.Number("firstTime", record.first_time);
  line.Number("lastTime", record.last_time);
  line.Hash("previousHash", record.previous_hash);
  line.Hash("rowHash", record.row_hash);
}

template <typename Line, typename Leaf>
void LeafMembers(Line& line, Leaf& leaf) {
  line.Text("aggregate", leaf.aggregate);
  line.Number("changeNumber", leaf.change_number);
  line.Hash("rowHash", leaf.row_hash);
}

template <typename Line, typename Entry>
void TreeMembers(Line& line, Entry& entry) {
  line.Hash("leafHash", entry.leaf_hash);
  line.Hashes("inclusion", entry.inclusion);
}

class Writing {
 public:
  std::string operator()(const Header& header) {
    line_.Text("record", "header");
    line_.Number("version", kFormatVersion);
    line_.Text("origin", header.origin);
    line_.Text("service", header.service);
    line_.Text("region", header.region);
    line_.Text("hash", digest::NameOf(header.hash));
    line_.Number("treeSize", header.tree_size);
    line_.Object("filter", [&](JsonLineWriter& line) { Conditions(line, header.filter); });
    return line_.Finish();
  }
  std::string operator()(const SignedCheckpoint& checkpoint) {
    line_.Text("record", "checkpoint");
    line_.Text("note", checkpoint.note);
    return line_.Finish();
  }
  std::string operator()(const ConsistencyProof& proof) {
    line_.Text("record", "consistency");
    line_.Number("fromSize", proof.from_size);
    line_.Number("toSize", proof.to_size);
    line_.Hashes("hashes", proof.hashes);
    return line_.Finish();
  }
  std::string operator()(const Entry& entry) {
    std::visit([&](const auto& row) { Row(entry, row); }, entry.row);
    TreeMembers(line_, entry);
    return line_.Finish();
  }
  std::string operator()(const UnloggedRow& row) {
    line_.Text("record", "unlogged");
    line_.Text("table", trail::RowKindName(row.kind));
    LeafMembers(line_, row);
    line_.Number("position", row.position);
    return line_.Finish();
  }
  std::string operator()(const End& end) {
    line_.Text("record", "end");
    line_.Number("entries", end.entries);
    return line_.Finish();
  }

 private:
  void Row(const Entry& entry, const trail::OperationRecord& row) {
    line_.Text("record", "operation");
    line_.Number("leafIndex", entry.leaf_index);
    OperationMembers(line_, row);
  }
  void Row(const Entry& entry, const trail::AuditRecord& row) {
    line_.Text("record", trail::AuditKindName(row.kind));
    line_.Number("leafIndex", entry.leaf_index);
    AuditMembers(line_, row);
  }
  void Row(const Entry& entry, const MissingRow& row) {
    line_.Text("record", "missing");
    line_.Number("leafIndex", entry.leaf_index);
    line_.Text("table", trail::RowKindName(row.kind));
    LeafMembers(line_, row);
  }

  JsonLineWriter line_;
};

absl::Status At(std::int64_t number, Violation violation) {
  violation.path = fmt::format("line {}{}{}", number, violation.path.empty() ? "" : " ", violation.path);
  return errors::BadRequest({std::move(violation)});
}

Violation NotOneOf(std::string_view given, std::string_view known) {
  return {.given = std::string(given),
          .reason = Reason::kEnumUnknown,
          .expected_zh = std::string(known),
          .expected_en = std::string(known)};
}

std::optional<Violation> ReadHeader(JsonLineReader& line, Record& record) {
  Header header;
  std::int64_t version = 0;
  std::string hash;
  line.Number("version", version);
  if (!line.violation().has_value() && version != kFormatVersion) {
    return NotOneOf(fmt::format("{}", version), "\"version\":1");
  }
  line.Text("origin", header.origin);
  line.Text("service", header.service);
  line.Text("region", header.region);
  line.Text("hash", hash);
  line.Number("treeSize", header.tree_size);
  line.Object("filter", [&](JsonLineReader& filter) { Conditions(filter, header.filter); });
  line.Finish();
  if (line.violation().has_value()) return line.violation();
  const std::optional<digest::Algorithm> known = digest::AlgorithmNamed(hash);
  if (!known.has_value()) return NotOneOf(hash, "\"hash\":\"sha256\", \"sm3\"");
  header.hash = *known;
  record = std::move(header);
  return std::nullopt;
}

std::optional<Violation> ReadTable(JsonLineReader& line, const std::string& table, trail::RowKind& kind) {
  if (line.violation().has_value()) return line.violation();
  const std::optional<trail::RowKind> known = trail::RowKindNamed(table);
  if (!known.has_value()) return NotOneOf(table, "\"table\":\"operation\", \"audit\"");
  kind = *known;
  return std::nullopt;
}

std::optional<Violation> ReadUnlogged(JsonLineReader& line, Record& record) {
  UnloggedRow row;
  std::string table;
  line.Text("table", table);
  LeafMembers(line, row);
  line.Number("position", row.position);
  line.Finish();
  std::optional<Violation> wrong = ReadTable(line, table, row.kind);
  if (!wrong.has_value()) record = std::move(row);
  return wrong;
}

std::optional<Violation> ReadMissing(JsonLineReader& line, Entry& entry) {
  MissingRow row;
  std::string table;
  line.Number("leafIndex", entry.leaf_index);
  line.Text("table", table);
  LeafMembers(line, row);
  TreeMembers(line, entry);
  line.Finish();
  std::optional<Violation> wrong = ReadTable(line, table, row.kind);
  if (!wrong.has_value()) entry.row = std::move(row);
  return wrong;
}

std::optional<Violation> ReadEntry(std::string_view type, JsonLineReader& line, Record& record) {
  Entry entry;
  std::optional<Violation> wrong;
  if (type == "missing") {
    wrong = ReadMissing(line, entry);
  } else {
    line.Number("leafIndex", entry.leaf_index);
    if (type == "operation") {
      OperationMembers(line, std::get<trail::OperationRecord>(entry.row));
    } else {
      trail::AuditRecord& row = entry.row.emplace<trail::AuditRecord>();
      row.kind = trail::AuditKindNamed(type).value_or(trail::AuditKind::kRefusal);
      AuditMembers(line, row);
    }
    TreeMembers(line, entry);
    line.Finish();
    wrong = line.violation();
  }
  if (!wrong.has_value()) record = std::move(entry);
  return wrong;
}

template <typename Simple, typename Members>
std::optional<Violation> ReadSimple(JsonLineReader& line, Record& record, Members members) {
  Simple simple;
  members(line, simple);
  line.Finish();
  record = std::move(simple);
  return line.violation();
}

std::optional<Violation> ReadRecord(JsonLineReader& line, Record& record) {
  std::string type;
  line.Text("record", type);
  if (line.violation().has_value()) return line.violation();
  if (type == "header") return ReadHeader(line, record);
  if (type == "checkpoint") {
    return ReadSimple<SignedCheckpoint>(
        line, record, [](auto& from, auto& checkpoint) { from.Text("note", checkpoint.note); });
  }
  if (type == "consistency") {
    return ReadSimple<ConsistencyProof>(line, record, [](auto& from, auto& proof) {
      from.Number("fromSize", proof.from_size);
      from.Number("toSize", proof.to_size);
      from.Hashes("hashes", proof.hashes);
    });
  }
  if (type == "end") {
    return ReadSimple<End>(line, record, [](auto& from, auto& end) { from.Number("entries", end.entries); });
  }
  if (type == "unlogged") return ReadUnlogged(line, record);
  if (type == "operation" || type == "missing" || trail::AuditKindNamed(type).has_value()) {
    return ReadEntry(type, line, record);
  }
  return NotOneOf(type, "header, checkpoint, consistency, operation, refusal, read, missing, unlogged, end");
}

}  // namespace

std::string WriteLine(const Record& record) {
  return std::visit(Writing(), record);
}

absl::StatusOr<Record> ReadLine(std::string_view text, std::int64_t number) {
  JsonLineReader line(text);
  Record record;
  if (std::optional<Violation> wrong = ReadRecord(line, record); wrong.has_value()) {
    return At(number, *std::move(wrong));
  }
  return record;
}

}  // namespace clearbudget::trail_export
