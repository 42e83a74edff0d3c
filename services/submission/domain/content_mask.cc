#include "services/submission/domain/content_mask.h"

#include <fmt/format.h>

#include <string_view>

#include "common/errors/error.h"

namespace clearbudget::submission {
namespace {

constexpr std::string_view kLines = "lines";

struct Step {
  std::string_view first;
  std::string_view rest;  // Empty at the end.
};

Step Split(std::string_view path) {
  const size_t dot = path.find('.');
  if (dot == std::string_view::npos) return {path, {}};
  return {path.substr(0, dot), path.substr(dot + 1)};
}

// False where the path leads nowhere, or through a list.
bool LeadsSomewhere(const facts::RecordType& type, std::string_view path) {
  const Step step = Split(path);
  const facts::Field* field = type.Find(step.first);
  if (field == nullptr) return false;
  if (step.first.size() == path.size()) return true;
  return field->kind == facts::Kind::kRecord && LeadsSomewhere(*field->record, step.rest);
}

// The record of a field, made where it is not stated.
facts::Record& RecordAt(facts::Record& parent, int index) {
  facts::Value& value = parent.at(index);
  if (value.AsRecord() == nullptr) {
    value = facts::Value(facts::Record(*parent.type().fields()[static_cast<size_t>(index)].record));
  }
  return *value.AsRecord();
}

// `given` is nullptr where nothing is stated on the way.
void Take(std::string_view path, const facts::Record* given, facts::Record& stored) {
  const Step step = Split(path);
  const int index = stored.type().IndexOf(step.first);
  const facts::Value* value = given == nullptr ? nullptr : &given->at(index);
  if (step.first.size() == path.size()) {
    stored.at(index) = value == nullptr ? facts::Value() : *value;
    return;
  }
  Take(step.rest, value == nullptr ? nullptr : value->AsRecord(), RecordAt(stored, index));
}

}  // namespace

absl::Status ApplyMask(const std::vector<std::string>& paths, const facts::Record& given,
                       facts::Record& stored) {
  std::vector<errors::Violation> violations;
  for (const std::string& path : paths) {
    const bool known = path.empty() || LeadsSomewhere(stored.type(), path);
    if (known && Split(path).first != kLines) continue;
    violations.push_back(
        {.path = "update_mask",
         .given = path.empty() ? "content" : fmt::format("content.{}", path),
         .reason = errors::Reason::kFieldMaskMalformed,
         .expected_zh = "预算内容中除明细行以外的字段路径，例如 content.three_public",
         .expected_en = "a field of the content but its lines, such as content.three_public"});
  }
  if (!violations.empty()) return errors::BadRequest(std::move(violations));
  for (const std::string& path : paths) {
    if (path.empty()) {
      stored = given;
    } else {
      Take(path, &given, stored);
    }
  }
  return absl::OkStatus();
}

}  // namespace clearbudget::submission
