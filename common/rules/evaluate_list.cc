// Functions over lists.
#include <algorithm>

#include "common/rules/evaluator.h"

namespace clearbudget::rules {
namespace {

// A list shorter than this is walked faster than looked up.
constexpr size_t kLeastIndexed = 64;

}  // namespace

const KeyIndex& Evaluation::State::IndexOf(const facts::RecordList& list, int field) {
  const auto [found, is_new] = indices_.try_emplace({&list, field});
  if (!is_new) return found->second;
  for (size_t i = 0; i < list.size(); ++i) {
    const std::string* key = list[i].at(field).AsText();
    std::vector<uint32_t>& positions = key == nullptr ? found->second.blank : found->second.by_key[*key];
    positions.push_back(static_cast<uint32_t>(i));
  }
  return found->second;
}

const facts::RecordList* Evaluator::ListOf(int frame) const {
  const FrameType& type = program_.frames[static_cast<size_t>(frame)];
  const facts::Record* record = frames_[static_cast<size_t>(type.base)].record;
  for (size_t i = 0; i + 1 < type.steps.size(); ++i) {
    record = record->at(type.steps[i]).AsRecord();
    if (record == nullptr) return nullptr;
  }
  return record->at(type.steps.back()).AsList();
}

std::string Evaluator::ListPath(int frame) const {
  const FrameType& type = program_.frames[static_cast<size_t>(frame)];
  std::string path = FramePath(program_.frames, frames_.data(), type.base);
  if (!path.empty()) path.push_back('.');
  return path + JoinSteps(program_.frames[static_cast<size_t>(type.base)].record, type.steps);
}

template <typename Visit>
bool Evaluator::WalkKeyed(const ListSource& list, const facts::RecordList& records, std::string_view key,
                          Walked& walked, Visit& visit) {
  static const std::vector<uint32_t> kNone;
  const KeyIndex& index = state_.IndexOf(records, list.key.field);
  const auto found = index.by_key.find(key);
  const std::vector<uint32_t>& equal = found == index.by_key.end() ? kNone : found->second;
  walked.any = true;
  // An element whose key is blank may match for all we know, so that it is judged like those that do, unless
  // the condition itself says what blank stands for.
  const bool skip_blank =
      list.key.if_blank >= 0 && program_.constants[static_cast<size_t>(list.key.if_blank)].text != key;
  const std::vector<uint32_t>& blank = skip_blank ? kNone : index.blank;
  for (size_t i = 0, j = 0; i < equal.size() || j < blank.size();) {
    const bool from_equal = j == blank.size() || (i < equal.size() && equal[i] < blank[j]);
    const uint32_t position = from_equal ? equal[i++] : blank[j++];
    frames_[static_cast<size_t>(list.last)] = {&records[position], position};
    if (!visit()) return false;
  }
  return true;
}

template <typename Visit>
bool Evaluator::WalkFrom(const ListSource& list, int frame, Walked& walked, Visit& visit) {
  const facts::RecordList* records = ListOf(frame);
  if (records == nullptr || records->empty()) {
    walked.unstated = true;
    if (trace_ != nullptr) trace_->AddMissing(ListPath(frame));
    return true;
  }
  if (list.key.field >= 0 && records->size() >= kLeastIndexed) {
    const Operand key = EvalMuted(list.key.value);
    if (key.has_value()) return WalkKeyed(list, *records, key.text, walked, visit);
  }
  for (size_t i = 0; i < records->size(); ++i) {
    frames_[static_cast<size_t>(frame)] = {&(*records)[i], static_cast<uint32_t>(i)};
    if (frame < list.last) {
      if (!WalkFrom(list, frame + 1, walked, visit)) return false;
    } else {
      walked.any = true;
      if (!visit()) return false;
    }
  }
  return true;
}

// Calls `visit` with the frames of each element set, until it returns false.
template <typename Visit>
Evaluator::Walked Evaluator::Walk(const ListSource& list, Visit visit) {
  Walked walked;
  if (list.found >= 0) {
    const Operand found = FindElement(list.found);
    walked.failed = found.error();
    walked.unstated = !found.has_value();
    if (!found.has_value()) return walked;
  }
  WalkFrom(list, list.first, walked, visit);
  return walked;
}

Operand Evaluator::Condition(int node) {
  return node < 0 ? Operand::Truth(true) : EvalMuted(node);
}

Operand Evaluator::FindElement(int list) {
  const ListSource& source = program_.lists[static_cast<size_t>(list)];
  const size_t first = static_cast<size_t>(source.first);
  const size_t last = static_cast<size_t>(source.last);
  std::array<Frame, kMaxFrames> match;
  Operand result;
  bool undecided = false;
  int matches = 0;
  const Walked walked = Walk(source, [&] {
    const Operand taken = Condition(source.condition);
    if (taken.error()) {
      result = taken;
      return false;
    }
    undecided = undecided || taken.blank();
    if (!taken.IsTrue()) return true;
    std::copy(frames_.begin() + first, frames_.begin() + last + 1, match.begin() + first);
    return ++matches < 2;
  });
  if (walked.failed || result.error()) return Operand::Error();
  if (matches > 1) return Fail("several records match where one is asked for");
  if (undecided) return {};
  if (matches == 0) {
    if (trace_ != nullptr && source.found < 0) trace_->AddMissing(ListPath(source.first));
    return {};
  }
  std::copy(match.begin() + first, match.begin() + last + 1, frames_.begin() + first);
  return Operand::Truth(true);
}

Operand Evaluator::OverList(const Node& node) {
  switch (node.op) {
    case Op::kSum:
      return Sum(node);
    case Op::kCount:
      return Count(node);
    case Op::kAll:
    case Op::kAny:
      return Quantified(node);
    default:
      return Extreme(node);
  }
}

Operand Evaluator::Sum(const Node& node) {
  Operand total = Operand::Number(money::Ratio());
  bool undecided = false;
  const Walked walked = Walk(program_.lists[static_cast<size_t>(node.list)], [&] {
    const Operand taken = Condition(node.operands[0]);
    if (taken.IsFalse()) return true;
    const Operand term = taken.IsTrue() ? Eval(node.operands[1]) : taken;
    if (term.error()) {
      total = term;
      return false;
    }
    undecided = undecided || term.blank();
    // Once the sum is blank, going on only serves to tell all that is missing.
    if (undecided) return trace_ != nullptr;
    total = Add(total.number, term.number);
    return !total.error();
  });
  if (walked.failed) return Operand::Error();
  if (total.error()) return total;
  return undecided || walked.unstated ? Operand() : total;
}

Operand Evaluator::Count(const Node& node) {
  int64_t count = 0;
  Operand undecided = Operand::Truth(true);
  const ListSource& list = program_.lists[static_cast<size_t>(node.list)];
  const Walked walked = Walk(list, [&] {
    const Operand taken = Condition(node.operands[0]);
    if (!taken.has_value()) undecided = taken;
    if (taken.IsTrue()) ++count;
    return !taken.error();
  });
  if (walked.failed) return Operand::Error();
  if (!undecided.has_value()) return undecided;
  if (trace_ != nullptr && list.found < 0) {
    std::string path = ListPath(list.first);
    for (int frame = list.first + 1; frame <= list.last; ++frame) {
      path += "." + JoinSteps(program_.frames[static_cast<size_t>(frame) - 1].record,
                              program_.frames[static_cast<size_t>(frame)].steps);
    }
    trace_->AddFact(std::move(path), std::to_string(count), "");
  }
  return Operand::Number(money::Ratio::FromInteger(count));
}

// `all` is a chain of `and`, `any` a chain of `or`, over the elements that the condition takes.
Operand Evaluator::Quantified(const Node& node) {
  const bool decisive = node.op == Op::kAny;
  Operand result = Operand::Truth(!decisive);
  const Walked walked = Walk(program_.lists[static_cast<size_t>(node.list)], [&] {
    const Operand taken = Condition(node.operands[0]);
    if (taken.IsFalse()) return true;
    const size_t mark = trace_ == nullptr ? 0 : trace_->FactMark();
    const Operand holds = taken.error() ? taken : Eval(node.operands[1]);
    if (holds.error() || (holds.has_value() && holds.truth == decisive && taken.IsTrue())) {
      result = holds;
      return false;
    }
    if (trace_ != nullptr) trace_->ForgetFacts(mark);
    // An element of which nobody knows whether it is taken matters only if it would decide.
    if (holds.blank() || (taken.blank() && holds.truth == decisive)) result = {};
    return true;
  });
  return walked.failed ? Operand::Error() : result;
}

Operand Evaluator::Extreme(const Node& node) {
  const TypeKind kind = node.kind;
  Operand best;
  bool undecided = false;
  const Walked walked = Walk(program_.lists[static_cast<size_t>(node.list)], [&] {
    const Operand taken = Condition(node.operands[0]);
    if (taken.IsFalse()) return true;
    const Operand value = taken.IsTrue() ? Eval(node.operands[1]) : taken;
    if (value.error()) {
      best = value;
      return false;
    }
    undecided = undecided || value.blank();
    if (undecided) return trace_ != nullptr;
    const bool better =
        best.blank() || (node.op == Op::kListLeast ? Less(value, best, kind) : Less(best, value, kind));
    if (better) best = value;
    return true;
  });
  if (walked.failed) return Operand::Error();
  return undecided && !best.error() ? Operand() : best;
}

Operand Evaluator::StatedList(const Node& node) {
  const Walked walked = Walk(program_.lists[static_cast<size_t>(node.list)], [] { return false; });
  if (walked.failed) return Operand::Error();
  return walked.any ? Operand::Truth(true) : Operand();
}

}  // namespace clearbudget::rules
