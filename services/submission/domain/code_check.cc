#include "services/submission/domain/code_check.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <utility>
#include <vector>

#include "common/facts/path.h"

namespace clearbudget::submission {
namespace {

using classification::ClassificationList;
using classification::CodeStanding;

constexpr size_t kMostPlaces = 20;

struct Place {
  const ClassificationList* list = nullptr;
  CodeStanding standing = CodeStanding::kUnknown;
  std::vector<std::string> paths;
  size_t count = 0;
};

// Unknown codes by list and code, so that the findings come in a fixed order.
using Places = std::map<std::pair<std::string, std::string>, Place>;

class Walk {
 public:
  Walk(int32_t year, const ListLookup& lists) : year_(year), lists_(lists) {}

  void Visit(const facts::Record& record) {
    const std::vector<facts::Field>& fields = record.type().fields();
    for (size_t i = 0; i < fields.size(); ++i) {
      const facts::Field& field = fields[i];
      const facts::Value& value = record.at(static_cast<int>(i));
      if (value.blank()) continue;
      if (field.kind == facts::Kind::kCode) {
        if (!field.classification.empty()) VisitCode(field, *value.AsText());
      } else if (field.kind == facts::Kind::kRecord) {
        const facts::PathScope scope(path_, field.name);
        Visit(*value.AsRecord());
      } else if (field.kind == facts::Kind::kRecordList) {
        VisitList(field, *value.AsList());
      }
    }
  }

  Places places;

 private:
  void VisitList(const facts::Field& field, const facts::RecordList& records) {
    const facts::PathScope scope(path_, field.name);
    for (size_t i = 0; i < records.size(); ++i) {
      path_.SetIndex(i);
      Visit(records[i]);
    }
  }

  void VisitCode(const facts::Field& field, const std::string& code) {
    const ClassificationList* list = lists_(field.classification);
    if (list == nullptr) return;
    const CodeStanding standing = list->StandingOf(code, year_);
    if (standing == CodeStanding::kListed || standing == CodeStanding::kPatternFollowed) return;
    Place& place = places[{field.classification, code}];
    place.list = list;
    place.standing = standing;
    if (++place.count > kMostPlaces) return;
    const facts::PathScope scope(path_, field.name);
    place.paths.push_back(path_.ToText());
  }

  int32_t year_;
  const ListLookup& lists_;
  facts::Path path_;
};

rules::Finding FindingOf(const std::string& code, const Place& place, int32_t year) {
  rules::Finding finding;
  finding.rule_id = kUnknownCodeRule;
  finding.rule_version = 1;
  finding.outcome = rules::Outcome::kFail;
  finding.severity = place.list->closed() ? rules::Severity::kError : rules::Severity::kWarning;
  finding.path = place.paths.front();
  finding.subjects = place.paths;
  finding.title = {"编码在分类表中", "a code stands in its classification list"};
  if (place.standing == CodeStanding::kOtherYears) {
    finding.message = {
        fmt::format("“{}”在{} 年不适用编码 {}，共 {} 处。", place.list->title(), year, code, place.count),
        fmt::format("The list {} has the code {} for other years than {}; {} place(s).", place.list->id(),
                    code, year, place.count)};
  } else {
    finding.message = {
        fmt::format("“{}”中没有编码 {}，共 {} 处。", place.list->title(), code, place.count),
        fmt::format("The list {} has no code {}; {} place(s).", place.list->id(), code, place.count)};
  }
  finding.hint = {"请核对编码和年度。", "Compare the code with the list of the budget's year."};
  finding.actual = code;
  return finding;
}

// The agency codes of a list's records that are not allowed, with where they stand.
void CollectForeign(const facts::Record& content, std::string_view list,
                    const std::set<std::string>& agencies, std::map<std::string, Place>& places) {
  const facts::RecordList* records = content.Get(list).AsList();
  if (records == nullptr) return;
  for (size_t i = 0; i < records->size(); ++i) {
    const std::string* code = (*records)[i].Get("agency").AsText();
    if (code == nullptr || agencies.contains(*code)) continue;
    Place& place = places[*code];
    if (++place.count <= kMostPlaces) place.paths.push_back(fmt::format("{}[{}].agency", list, i));
  }
}

rules::Finding AgencyFinding(const std::string& code, const Place& place, bool foreign) {
  rules::Finding finding;
  finding.rule_id = kForeignAgencyRule;
  finding.rule_version = 1;
  finding.outcome = foreign ? rules::Outcome::kFail : rules::Outcome::kInsufficientData;
  finding.severity = foreign ? rules::Severity::kError : rules::Severity::kWarning;
  finding.path = place.paths.front();
  finding.subjects = place.paths;
  finding.title = {"预算单位属于本部门", "an agency belongs to the budget's department"};
  if (foreign) {
    finding.message = {
        fmt::format("单位 {} 不是本部门或其所属单位，共 {} 处。", code, place.count),
        fmt::format("Agency {} is neither the budget's agency nor a unit below it; {} place(s).", code,
                    place.count)};
  } else {
    finding.message = {
        fmt::format("单位登记中没有单位 {}，无法判断是否属于本部门，共 {} 处。", code, place.count),
        fmt::format("The register does not know agency {}, so that nothing shows whose it is; {} place(s).",
                    code, place.count)};
  }
  finding.hint = {"请核对单位编码，或先登记该单位及其主管部门。",
                  "Correct the code, or register the unit below its department."};
  finding.actual = code;
  return finding;
}

void PutInOrder(rules::Report& report) {
  std::stable_sort(report.findings.begin(), report.findings.end(),
                   [](const rules::Finding& a, const rules::Finding& b) { return a.severity < b.severity; });
}

}  // namespace

void CheckCodes(const facts::Record& content, int32_t year, const ListLookup& lists, rules::Report& report) {
  Walk walk(year, lists);
  walk.Visit(content);
  for (const auto& [key, place] : walk.places) {
    report.findings.push_back(FindingOf(key.second, place, year));
    ++report.counts.failed;
  }
  PutInOrder(report);
}

void CheckAgencies(const facts::Record& content, const std::set<std::string>& agencies,
                   const AgencyLookup& known, rules::Report& report) {
  std::map<std::string, Place> places;
  CollectForeign(content, "lines", agencies, places);
  CollectForeign(content, "projects", agencies, places);
  for (const auto& [code, place] : places) {
    const bool foreign = known(code);
    report.findings.push_back(AgencyFinding(code, place, foreign));
    ++(foreign ? report.counts.failed : report.counts.insufficient_data);
  }
  PutInOrder(report);
}

}  // namespace clearbudget::submission
