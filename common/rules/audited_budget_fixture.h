// For tests: the audited sample in a catalogue made by hand, with the field names of the contracts.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "common/facts/catalogue.h"
#include "common/facts/record.h"
#include "common/rules/evaluation.h"
#include "common/rules/vocabulary.h"

namespace clearbudget::rules {

class AuditedBudget {
 public:
  AuditedBudget();

  const facts::RecordType& type() const { return *catalogue_.root(); }
  facts::Record& root() { return *root_; }
  // A record within the root by the names of record fields, made where it is not stated.
  facts::Record& At(const std::vector<std::string>& path);
  facts::RecordList& ListAt(const std::vector<std::string>& path, const std::string& list);
  // A new, blank record at the end of a list.
  facts::Record& Append(const std::vector<std::string>& path, const std::string& list);
  void SetAmount(const std::vector<std::string>& path, const std::string& field, const std::string& yuan);

  Environment environment() const;
  // $year is 2020.
  Inputs inputs() const;

 private:
  void MakeTypes();
  void StateSummary();
  void StateProjects();
  void StateAssets();
  facts::Record& AppendProject(const std::string& code, const std::string& name, const std::string& amount);

  facts::Catalogue catalogue_;
  std::unique_ptr<facts::Record> root_;
};

facts::Value AmountOf(const std::string& yuan);
facts::Value NumberOf(const std::string& decimal);

}  // namespace clearbudget::rules
