// What an evaluation rests on, collected while it runs. Internal to the module.
#pragma once

#include <string>
#include <vector>

#include "common/facts/record.h"
#include "common/rules/evaluation.h"

namespace clearbudget::rules {

class Trace {
 public:
  // False: a fact that is stated would not be listed, so that its path need not be made.
  bool WantsFact();
  // A fact that was read; a blank one too. Each path is listed once.
  void AddFact(std::string path, std::string value, std::string unit);
  void AddMissing(std::string path);
  // Counts an amount of `record` as a printed figure where the record says how it was printed.
  void AddPrinted(const facts::Record& record);
  // All of another trace.
  void Merge(const Trace& other);

  // Within the condition of a list facts are not listed: they only choose elements.
  void Mute() { ++muted_; }
  void Unmute() { --muted_; }

  // What was missing inside a part that came to a value after all was not missed.
  size_t MissingMark() const { return missing_.size(); }
  void ForgetMissing(size_t mark);
  // What did not decide a question about all elements of a list.
  size_t FactMark() const { return evidence_.size(); }
  void ForgetFacts(size_t mark);

  const std::vector<Evidence>& evidence() const { return evidence_; }
  const std::vector<std::string>& missing() const { return missing_; }
  bool truncated() const { return truncated_; }
  const PrintedPrecision& printed() const { return printed_; }

 private:
  std::vector<Evidence> evidence_;
  std::vector<std::string> missing_;
  bool truncated_ = false;
  PrintedPrecision printed_;
  int muted_ = 0;
};

}  // namespace clearbudget::rules
