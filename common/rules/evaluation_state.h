// What the evaluations of one content share. Internal to the module.
#pragma once

#include <deque>
#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "common/rules/evaluation.h"
#include "common/rules/operand.h"
#include "common/rules/trace.h"

namespace clearbudget::rules {

// The elements of a list by one of their fields.
struct KeyIndex {
  std::unordered_map<std::string_view, std::vector<uint32_t>> by_key;
  std::vector<uint32_t> blank;
};

class Evaluation::State {
 public:
  State(const Vocabulary& its_vocabulary, Inputs its_inputs)
      : vocabulary(its_vocabulary),
        inputs(std::move(its_inputs)),
        memos(static_cast<size_t>(its_vocabulary.definition_count())) {}

  // A definition's value once it is known.
  struct Memo {
    bool known = false;
    bool traced = false;
    Operand value;
    std::string error;
    Trace trace;
  };

  const KeyIndex& IndexOf(const facts::RecordList& list, int field);

  const Vocabulary& vocabulary;
  Inputs inputs;
  std::vector<Memo> memos;
  std::deque<std::string> kept_texts;  // Made by definitions; live as long as their values.
  std::deque<std::string> texts;       // Made by the expression that is being evaluated.
  std::string error;                   // Why the last operand was an error.

 private:
  std::map<std::pair<const facts::RecordList*, int>, KeyIndex> indices_;
};

}  // namespace clearbudget::rules
