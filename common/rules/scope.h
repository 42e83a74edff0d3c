// Where an expression stands: in which records, and with which variables.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "common/facts/record.h"
#include "common/rules/value.h"
#include "common/rules/value_type.h"

namespace clearbudget::rules {

// A variable or parameter.
struct Variable {
  std::string name;
  ValueType type;
};

// A record that names are looked up in, and how it is reached: from record `base` through the fields of
// `steps`, the last of which is a list of which this is one element. The root is reached from nothing.
struct FrameType {
  const facts::RecordType* record = nullptr;
  int base = -1;
  std::vector<int> steps;
};

// Made by Vocabulary::RootScope and Vocabulary::Enter. Frame 0 is the root; the last is the innermost.
struct ScopeType {
  std::vector<FrameType> frames;
  std::vector<Variable> variables;

  // The same with one more variable; a later variable hides an earlier one of the same name.
  ScopeType With(Variable variable) const;
};

// A record at run time, with its position in its list.
struct Frame {
  const facts::Record* record = nullptr;
  uint32_t index = 0;
};

// One subject: a record for each frame of a ScopeType and a value for each variable.
struct Scope {
  std::vector<Frame> frames;
  std::vector<Value> variables;

  Scope With(Value value) const;
};

// The path of the innermost record, such as "projects[2].indicators[0]"; empty for the root.
std::string PathOf(const ScopeType& type, const Scope& scope);
// The path of the list that the innermost records are of, without positions: "projects.indicators".
std::string ListPathOf(const ScopeType& type);

// The fact that an expression names: the full path, such as "projects[2].amount.this_year", of an expression
// that is nothing but a path of facts; else the expression as written, behind the record it was computed in.
std::string FactNamed(std::string_view expression, const ScopeType& type, const Scope& scope);

// How paths are written; shared with the evaluator.
std::string FramePath(const std::vector<FrameType>& types, const Frame* frames, int frame);
std::string JoinSteps(const facts::RecordType* record, const std::vector<int>& steps);

}  // namespace clearbudget::rules
