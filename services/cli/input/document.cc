#include "services/cli/input/document.h"

#include <algorithm>
#include <set>
#include <tuple>
#include <utility>

#include "common/contract/notation.h"
#include "common/contract/violation_list.h"
#include "common/digest/digest.h"
#include "common/errors/error.h"
#include "services/cli/input/file_text.h"
#include "services/cli/output/places.h"

namespace clearbudget::cli {
namespace {

using contract::Location;
using errors::Reason;
using errors::Violation;

// Everything that is wrong with all files.
class Problems {
 public:
  void Add(Violation violation, Place place) {
    if (violations_.size() == contract::ViolationList::kMostKept) {
      ++left_out_;
      return;
    }
    violations_.push_back(std::move(violation));
    places_.push_back(std::move(place));
  }
  void Add(const absl::Status& status) {
    const std::vector<Violation> violations = errors::ViolationsOf(status);
    const std::vector<Place> places = PlacesOf(status);
    for (size_t i = 0; i < violations.size() && i < places.size(); ++i) Add(violations[i], places[i]);
  }
  void AddLeftOut(size_t count) { left_out_ += count; }

  absl::Status ToStatus() const {
    if (violations_.empty()) return absl::OkStatus();
    errors::Metadata metadata = {{"violations", std::to_string(violations_.size() + left_out_)}};
    if (left_out_ > 0) metadata.emplace("violations_left_out", std::to_string(left_out_));
    return WithPlaces(errors::Error(Reason::kInvalidRequest, std::move(metadata), violations_), places_);
  }

 private:
  std::vector<Violation> violations_;
  std::vector<Place> places_;
  size_t left_out_ = 0;
};

// Finds the first member of the document, which tells what the document holds.
class FirstMember final : public contract::NotationHandler {
 public:
  void BeginObject(const Location&) override { ++depth_; }
  void EndObject() override { --depth_; }
  void BeginList(const Location&) override { ++depth_; }
  void EndList() override { --depth_; }
  void Key(std::string_view name, const Location& at) override {
    if (depth_ != 1 || !key.empty()) return;
    key = std::string(name);
    location = at;
  }
  void Value(const contract::Scalar&, const Location&) override {}
  void Malformed(const contract::NotationFault&, const Location&) override {}
  void Broken(const contract::NotationFault&, const Location&) override {}

  std::string key;
  Location location;

 private:
  int depth_ = 0;
};

FirstMember FirstMemberOf(std::string_view text, contract::Notation notation) {
  FirstMember first;
  notation == contract::Notation::kYaml ? contract::ParseYaml(text, first) : contract::ParseJson(text, first);
  return first;
}

// False where the first member is none of the three. A document without any is read as a budget, so that
// what is wrong with its notation is told.
bool ChooseRequest(std::string_view member, Document& document) {
  if (member == "agency") {
    document.request.emplace<budget::v1::CreateAgencyRequest>();
  } else if (member == "budget" || member.empty()) {
    document.request.emplace<budget::v1::CreateBudgetRequest>();
  } else if (member == "progressReport" || member == "progress_report") {
    document.request.emplace<performance::v1::WriteProgressReportRequest>();
  } else {
    return false;
  }
  return true;
}

google::protobuf::Message& RequestOf(Document& document) {
  return std::visit([](auto& request) -> google::protobuf::Message& { return request; }, document.request);
}

// What a file must not say, since the program decides it.
void RefuseControls(const Document& document, Problems& problems) {
  std::visit(
      [&](const auto& request) {
        const auto refuse = [&](std::string_view path) {
          const Location place = contract::FindPlaces(document.text, contract::NotationOf(document.file),
                                                      request, {std::string(path)})[0];
          problems.Add(
              {std::string(path), "", Reason::kNotAllowed, "文件中不写此字段", "a file without this field"},
              {document.file, place});
        };
        if (!request.request_id().empty()) refuse("request_id");
        if (request.validate_only()) refuse("validate_only");
      },
      document.request);
}

void ReadOne(const std::string& file, std::vector<Document>& documents, Problems& problems) {
  absl::StatusOr<std::string> text = ReadTextFile(file);
  if (!text.ok()) return problems.Add(text.status());
  Document document{.file = file, .text = *std::move(text), .digest = "", .request = {}};
  document.digest = digest::Sha256Hex(document.text);
  const contract::Notation notation = contract::NotationOf(file);
  const FirstMember first = FirstMemberOf(document.text, notation);
  if (!ChooseRequest(first.key, document)) {
    return problems.Add({first.key, contract::Shown(first.key), Reason::kUnknownField,
                         "agency、budget 或 progressReport", "agency, budget or progressReport"},
                        {file, first.location});
  }
  const contract::DocumentErrors errors =
      contract::ReadDocument(document.text, notation, RequestOf(document), {.max_bytes = kLargestFile});
  std::vector<contract::DocumentError> told = errors.errors();
  std::stable_sort(told.begin(), told.end(), [](const auto& a, const auto& b) {
    return std::tie(a.location.line, a.location.column) < std::tie(b.location.line, b.location.column);
  });
  for (contract::DocumentError& error : told)
    problems.Add(std::move(error.violation), {file, error.location});
  problems.AddLeftOut(errors.left_out());
  if (!errors.empty()) return;
  RefuseControls(document, problems);
  documents.push_back(std::move(document));
}

void RefuseSecond(const std::vector<Document>& documents, Problems& problems) {
  std::set<std::string> names;
  for (const Document& document : documents) {
    if (names.insert(document.name()).second) continue;
    problems.Add({"name", document.name(), Reason::kDuplicateKey, "只在一个文件中出现的资源",
                  "a resource that stands in one file only"},
                 {document.file, {0, 0}});
  }
}

}  // namespace

const google::protobuf::Message& Document::message() const {
  return std::visit([](const auto& message) -> const google::protobuf::Message& { return message; }, request);
}

const std::string& Document::name() const {
  if (const auto* agency = std::get_if<budget::v1::CreateAgencyRequest>(&request))
    return agency->agency().name();
  if (const auto* budget = std::get_if<budget::v1::CreateBudgetRequest>(&request))
    return budget->budget().name();
  return std::get<performance::v1::WriteProgressReportRequest>(request).progress_report().name();
}

absl::StatusOr<std::vector<Document>> ReadDocuments(const std::vector<std::string>& files) {
  std::vector<Document> documents;
  Problems problems;
  for (const std::string& file : files) ReadOne(file, documents, problems);
  RefuseSecond(documents, problems);
  if (absl::Status status = problems.ToStatus(); !status.ok()) return status;
  std::stable_sort(documents.begin(), documents.end(), [](const Document& a, const Document& b) {
    return a.request.index() < b.request.index();
  });
  return documents;
}

absl::Status LocatedIn(const Document& document, absl::Status status) {
  std::vector<std::string> paths;
  for (const Violation& violation : errors::ViolationsOf(status)) paths.push_back(violation.path);
  if (paths.empty()) return status;
  std::vector<Place> places;
  for (const Location& location :
       contract::FindPlaces(document.text, contract::NotationOf(document.file), document.message(), paths)) {
    places.push_back({document.file, location});
  }
  return WithPlaces(std::move(status), places);
}

}  // namespace clearbudget::cli
