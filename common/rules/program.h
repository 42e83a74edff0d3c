// What an expression is compiled into. Internal to the module.
#pragma once

#include <deque>
#include <string>
#include <vector>

#include "common/rules/operand.h"
#include "common/rules/scope.h"
#include "common/rules/value_type.h"

namespace clearbudget::rules {

enum class Op : uint8_t {
  kConstant,    // index: constant
  kVariable,    // index: variable of the scope
  kParameter,   // index: parameter
  kDefinition,  // index: definition
  kFact,        // frame, steps; list: the list of a `the` that finds the frame first, or -1
  // One operand unless said otherwise.
  kNot,
  kAnd,  // two
  kOr,   // two
  kNegate,
  kAdd,  // two, as are the next
  kSubtract,
  kMultiply,
  kDivide,
  kEqual,
  kNotEqual,
  kLess,
  kLessOrEqual,
  kGreater,
  kGreaterOrEqual,
  kIn,  // many; index 1: "not in"
  kIf,  // three
  kStated,
  kStatedList,  // list
  kBlank,
  kFirstStated,  // many
  kOrZero,
  kLeast,     // many
  kGreatest,  // many
  // Over a list: operand 0 is the condition, 1 the body; -1 where there is none.
  kSum,
  kCount,
  kAll,
  kAny,
  kListLeast,
  kListGreatest,
  kUnder,       // two
  kLevel,       // index: the length of the level's codes, or -n for the n-th segment of a dotted code
  kStartsWith,  // two
  kContains,    // two
  kLength,
  kAbs,
  kRound,  // index: places
  kInYuan,
  kAsAmount,
  kNumberOf,
  kYear,
  kMonth,
  kDay,
  kDaysBetween,  // two
  kNameOf,       // two: list and code
  kTargetKind,
  kTargetComparator,
  kTargetNumber,
  kTargetUpper,
  kTargetUnit,
  kTargetIsRate,
  // Formatting; index: places, or -1.
  kFormatDefault,
  kFormatYuan,
  kFormatGrouped,
  kFormatWan,
  kFormatFixed,
  kFormatPercent,
  kFormatDirection,
  kFormatOrdinal,
};

struct Node {
  Op op = Op::kConstant;
  TypeKind kind = TypeKind::kBool;          // Of the result.
  TypeKind operand_kind = TypeKind::kBool;  // Of the first operand.
  int index = 0;
  int frame = -1;
  int list = -1;
  std::vector<int> operands;
  std::vector<int> steps;
};

// An equality that every matching element of a list must meet: element field == a value that does not depend
// on the element. It lets the evaluator look matching elements up instead of visiting all.
struct ListKey {
  int field = -1;  // Of the element; -1: there is none.
  int value = -1;  // The node to compare with.
  int if_blank =
      -1;  // The constant that stands for a blank field, as in first_stated(field, ""); -1: none does.
};

// A list in an expression. Its elements fill the frames first to last, nested lists one after the other.
struct ListSource {
  int found = -1;  // The list of the `the` that the path begins with, or -1.
  int first = 0;
  int last = 0;
  int condition = -1;  // Of a `the`: the node, or -1.
  ListKey key;
};

inline constexpr int kMaxFrames = 24;

struct Program {
  std::string text;
  ValueType type;
  int result = 0;
  std::vector<Node> nodes;
  std::vector<Operand> constants;
  std::deque<std::string> texts;  // What text constants point into.
  std::vector<FrameType> frames;  // Those of the scope first.
  std::vector<ListSource> lists;
  size_t scope_frames = 0;
  std::vector<std::string> variable_names;  // Of the scope.
  int definition_depth = 0;                 // How many definitions deep the evaluation goes.

  Program() = default;
  Program(const Program&) = delete;
  Program& operator=(const Program&) = delete;
};

}  // namespace clearbudget::rules
