#include "services/cli/input/people.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "absl/strings/str_join.h"
#include "common/contract/document_reader.h"
#include "common/contract/notation.h"
#include "common/contract/violation_list.h"
#include "common/errors/error.h"
#include "services/cli/input/arguments.h"
#include "services/cli/input/file_text.h"
#include "services/cli/output/places.h"

namespace clearbudget::cli {
namespace {

using contract::Location;
using errors::Reason;

constexpr size_t kLargestPeopleFile = size_t{1} << 20U;
constexpr std::string_view kFields = "name, subject, person, agency, region, roles";

// Where in the file the reader is.
enum class Level { kTop, kPeople, kPerson, kRoles, kUnknown };

class PeopleReader final : public contract::NotationHandler {
 public:
  explicit PeopleReader(const std::string& file) : file_(file) {}

  void BeginObject(const Location& location) override {
    if (levels_.empty()) {
      levels_.push_back(Level::kTop);
    } else if (levels_.back() == Level::kPeople) {
      people_.push_back({});
      begins_.push_back(location);
      levels_.push_back(Level::kPerson);
    } else {
      Mismatch("{", location);
    }
  }
  void EndObject() override { levels_.pop_back(); }

  void BeginList(const Location& location) override {
    const Level level = levels_.empty() ? Level::kUnknown : levels_.back();
    if (level == Level::kTop && key_ == "people") {
      levels_.push_back(Level::kPeople);
    } else if (level == Level::kPerson && key_ == "roles") {
      levels_.push_back(Level::kRoles);
    } else {
      Mismatch("[", location);
    }
  }
  void EndList() override { levels_.pop_back(); }

  void Key(std::string_view name, const Location& location) override {
    if (levels_.back() == Level::kUnknown) return;
    const bool top = levels_.back() == Level::kTop;
    key_ = std::string(name);
    if (top ? name == "people" : TextOf(name) != nullptr || name == "roles") return;
    const std::string expected(top ? "people" : kFields);
    Complain({Path(), key_, Reason::kUnknownField, expected, expected}, location);
    key_.clear();
  }

  void Value(const contract::Scalar& scalar, const Location& location) override {
    const Level level = levels_.empty() ? Level::kTop : levels_.back();
    if (level == Level::kRoles) {
      people_.back().caller.roles.emplace_back(scalar.text);
      return;
    }
    if (level == Level::kUnknown || (level == Level::kPerson && key_.empty())) return;
    std::string* text = level == Level::kPerson ? TextOf(key_) : nullptr;
    if (text == nullptr) {
      Complain({Path(), std::string(scalar.text), Reason::kTypeMismatch, "列表", "a list"}, location);
    } else if (!text->empty()) {
      Complain({Path(), std::string(scalar.text), Reason::kDuplicateKey, "只出现一次的字段",
                "a field that stands once"},
               location);
    } else {
      *text = std::string(scalar.text);
    }
  }

  void Malformed(const contract::NotationFault& fault, const Location& location) override {
    Complain({Path(), std::string(fault.given), Reason::kSyntaxError, std::string(fault.expected_zh),
              std::string(fault.expected_en)},
             location);
  }
  void Broken(const contract::NotationFault& fault, const Location& location) override {
    Malformed(fault, location);
  }

  absl::StatusOr<std::vector<Person>> Finish() {
    for (size_t i = 0; i < people_.size(); ++i) CheckPerson(i);
    if (people_.empty() && violations_.empty()) {
      Complain({"people", "", Reason::kRequired, "至少一个人", "at least one person"}, {});
    }
    if (violations_.empty()) return std::move(people_);
    return WithPlaces(errors::BadRequest(std::move(violations_)), places_);
  }

 private:
  std::string* TextOf(std::string_view field) {
    if (people_.empty()) return nullptr;
    Person& person = people_.back();
    if (field == "name") return &person.name;
    if (field == "subject") return &person.caller.subject;
    if (field == "person") return &person.caller.person;
    if (field == "agency") return &person.caller.agency;
    if (field == "region") return &person.caller.region;
    return nullptr;
  }

  void CheckPerson(size_t index) {
    const Person& person = people_[index];
    const auto require = [&](bool stated, std::string_view field) {
      if (stated) return;
      const std::string expected(field);
      Complain({fmt::format("people[{}].{}", index, field), "", Reason::kRequired, expected, expected},
               begins_[index]);
    };
    require(!person.name.empty(), "name");
    require(!person.caller.subject.empty(), "subject");
    require(!person.caller.roles.empty(), "roles");
    const auto end = people_.begin() + static_cast<std::ptrdiff_t>(index);
    if (std::any_of(people_.begin(), end, [&](const Person& other) { return other.name == person.name; })) {
      Complain({fmt::format("people[{}].name", index), person.name, Reason::kDuplicateKey, "每人一个名字",
                "a name of its own for everyone"},
               begins_[index]);
    }
  }

  void Mismatch(std::string_view given, const Location& location) {
    if (!levels_.empty() && levels_.back() != Level::kUnknown && !key_.empty()) {
      Complain(
          {Path(), std::string(given), Reason::kTypeMismatch, "people: [{name: …}]", "people: [{name: …}]"},
          location);
    }
    levels_.push_back(Level::kUnknown);
  }

  std::string Path() const {
    if (people_.empty()) return key_;
    return fmt::format("people[{}].{}", people_.size() - 1, key_);
  }

  void Complain(errors::Violation violation, const Location& location) {
    violation.given = contract::Shown(violation.given);
    violations_.push_back(std::move(violation));
    places_.push_back({file_, location});
  }

  std::string file_;
  std::vector<Level> levels_;
  std::string key_;
  std::vector<Person> people_;
  std::vector<Location> begins_;
  std::vector<errors::Violation> violations_;
  std::vector<Place> places_;
};

}  // namespace

absl::StatusOr<std::vector<Person>> ReadPeople(const std::string& file) {
  absl::StatusOr<std::string> text = ReadTextFile(file, kLargestPeopleFile);
  if (!text.ok()) return text.status();
  PeopleReader reader(file);
  if (contract::NotationOf(file) == contract::Notation::kYaml) {
    contract::ParseYaml(*text, reader);
  } else {
    contract::ParseJson(*text, reader);
  }
  return reader.Finish();
}

absl::StatusOr<identity::Caller> FindPerson(const std::vector<Person>& people, const std::string& name) {
  std::vector<std::string> known;
  for (const Person& person : people) {
    if (person.name == name) return person.caller;
    known.push_back(person.name);
  }
  const std::string expected = absl::StrJoin(known, ", ");
  return UsageError(
      "", {{"--as", name, name.empty() ? Reason::kRequired : Reason::kReferenceUnknown, expected, expected}});
}

}  // namespace clearbudget::cli
