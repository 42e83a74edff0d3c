#include "common/classification/classification_problems.h"

#include <algorithm>
#include <limits>
#include <map>
#include <set>
#include <string_view>
#include <utility>

#include "fmt/core.h"

namespace clearbudget::classification {
namespace {

class ProblemFinder {
 public:
  explicit ProblemFinder(const ClassificationSource& source) : source_(source) {
    for (size_t i = 0; i < source.entries.size(); ++i) by_code_[source.entries[i].code].push_back(i);
  }

  std::vector<ClassificationProblem> Run() {
    CheckList();
    for (size_t i = 0; i < source_.entries.size(); ++i) {
      CheckEntry(i);
      if (source_.level_lengths.empty()) {
        CheckExplicitParent(i);
      } else {
        CheckPrefixLevel(i);
      }
    }
    CheckYears();
    if (problems_.empty() && source_.level_lengths.empty()) CheckCircles();
    return std::move(problems_);
  }

 private:
  void Add(std::optional<size_t> entry, std::string message) {
    problems_.push_back({entry, std::move(message)});
  }

  void CheckList() {
    if (source_.id.empty()) Add(std::nullopt, "has no id");
    int previous = 0;
    for (const int length : source_.level_lengths) {
      if (length <= previous) {
        Add(std::nullopt,
            fmt::format("level length {} after {}; expected ascending lengths above 0", length, previous));
      }
      previous = length;
    }
    for (const std::string& text : source_.patterns) {
      const auto pattern = CodePattern::Parse(text);
      if (!pattern.ok()) Add(std::nullopt, std::string(pattern.status().message()));
    }
  }

  void CheckEntry(size_t index) {
    const ClassificationEntry& entry = source_.entries[index];
    const bool printable =
        std::all_of(entry.code.begin(), entry.code.end(), [](char c) { return c > ' ' && c <= '~'; });
    if (entry.code.empty() || !printable)
      Add(index, fmt::format("code \"{}\"; expected printable ASCII", entry.code));
    if (entry.name.empty()) Add(index, fmt::format("code {} has no name", entry.code));
    if (entry.valid_from < 0 || entry.valid_to < 0 ||
        (entry.valid_to != 0 && entry.valid_from > entry.valid_to)) {
      Add(index, fmt::format("code {} holds from {} to {}; expected years in order, or 0", entry.code,
                             entry.valid_from, entry.valid_to));
    }
  }

  void CheckPrefixLevel(size_t index) {
    const ClassificationEntry& entry = source_.entries[index];
    std::string_view prefix;
    bool is_level = false;
    for (const int level : source_.level_lengths) {
      const auto length = static_cast<size_t>(level);
      if (length == entry.code.size()) is_level = true;
      if (level > 0 && length < entry.code.size()) prefix = std::string_view(entry.code).substr(0, length);
    }
    if (!is_level) Add(index, fmt::format("code {} has the length of no level", entry.code));
    if (!entry.parent.empty() && entry.parent != prefix) {
      Add(index,
          fmt::format("code {} names the parent {}; its prefix is \"{}\"", entry.code, entry.parent, prefix));
    }
  }

  void CheckExplicitParent(size_t index) {
    const ClassificationEntry& entry = source_.entries[index];
    if (entry.parent.empty() || by_code_.contains(entry.parent)) return;
    Add(index, fmt::format("code {} has the parent {}, which is not listed", entry.code, entry.parent));
  }

  void CheckYears() {
    for (const auto& [code, indices] : by_code_) {
      for (size_t i = 0; i < indices.size(); ++i) {
        for (size_t j = 0; j < i; ++j) CheckOverlap(indices[j], indices[i]);
      }
    }
  }

  void CheckOverlap(size_t first, size_t second) {
    const auto last_year = [](const ClassificationEntry& entry) {
      return entry.valid_to == 0 ? std::numeric_limits<int>::max() : entry.valid_to;
    };
    const ClassificationEntry& a = source_.entries[first];
    const ClassificationEntry& b = source_.entries[second];
    if (a.valid_from <= last_year(b) && b.valid_from <= last_year(a)) {
      Add(second, fmt::format("code {} has two entries for the same year", b.code));
    }
  }

  // Follows every parent of every year, so it may also refuse a circle that no single year closes.
  void CheckCircles() {
    for (const auto& [code, indices] : by_code_) {
      std::set<std::string> seen;
      std::vector<std::string> open = {code};
      bool circle = false;
      while (!open.empty() && !circle) {
        const std::string current = open.back();
        open.pop_back();
        for (const size_t index : by_code_.at(current)) {
          const std::string& parent = source_.entries[index].parent;
          if (parent == code) circle = true;
          if (!parent.empty() && seen.insert(parent).second) open.push_back(parent);
        }
      }
      if (circle) Add(indices.front(), fmt::format("code {} lies under itself", code));
    }
  }

  const ClassificationSource& source_;
  std::map<std::string, std::vector<size_t>> by_code_;
  std::vector<ClassificationProblem> problems_;
};

}  // namespace

std::vector<ClassificationProblem> FindProblems(const ClassificationSource& source) {
  return ProblemFinder(source).Run();
}

}  // namespace clearbudget::classification
