// The people file of a development or demonstration installation: who may be named with --as.
//
//   people:
//     - name: chen
//       subject: "person:chen"
//       person: 陈示例
//       agency: regions/990101/agencies/201
//       region: regions/990101
//       roles: [unit_preparer]
#pragma once

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "common/identity/caller.h"

namespace clearbudget::cli {

struct Person {
  std::string name;
  identity::Caller caller;
};

// Errors: INVALID_ARGUMENT with every violation and its place in the file.
absl::StatusOr<std::vector<Person>> ReadPeople(const std::string& file);

// Errors: UsageError that names the people there are.
absl::StatusOr<identity::Caller> FindPerson(const std::vector<Person>& people, const std::string& name);

}  // namespace clearbudget::cli
