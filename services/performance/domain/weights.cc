#include "services/performance/domain/weights.h"

#include <algorithm>
#include <cstdint>

namespace clearbudget::performance {
namespace {

using money::Ratio;

// A level with indicators that state no weight.
struct OpenLevel {
  const LevelPoints* level = nullptr;
  Ratio share;
  std::vector<size_t> indicators;
};

// Adds or subtracts step by step and keeps the first error.
class Sum {
 public:
  void Add(const Ratio& value) { Take(value_.Add(value)); }
  void Subtract(const Ratio& value) { Take(value_.Subtract(value)); }
  const Ratio& value() const { return value_; }
  const absl::Status& status() const { return status_; }

 private:
  void Take(const absl::StatusOr<Ratio>& result) {
    if (result.ok()) {
      value_ = *result;
    } else {
      status_.Update(result.status());
    }
  }

  Ratio value_;
  absl::Status status_;
};

Ratio NotBelowZero(const Ratio& value) {
  return value.IsNegative() ? Ratio() : value;
}

absl::StatusOr<Ratio> StatedPoints(const std::vector<Indicator>& indicators, const std::string* level) {
  Sum stated;
  for (const Indicator& indicator : indicators) {
    if (!indicator.weight.has_value()) continue;
    if (level == nullptr || indicator.level_one == *level) stated.Add(Ratio::FromDecimal(*indicator.weight));
  }
  if (!stated.status().ok()) return stated.status();
  return stated.value();
}

absl::StatusOr<std::vector<OpenLevel>> OpenLevels(const std::vector<Indicator>& indicators,
                                                  const WeightRule& rule) {
  std::vector<OpenLevel> open;
  for (const LevelPoints& level : rule.levels) {
    OpenLevel candidate{.level = &level, .share = {}, .indicators = {}};
    for (size_t i = 0; i < indicators.size(); ++i) {
      if (indicators[i].level_one == level.level && !indicators[i].weight.has_value())
        candidate.indicators.push_back(i);
    }
    if (candidate.indicators.empty()) continue;
    const absl::StatusOr<Ratio> stated = StatedPoints(indicators, &level.level);
    if (!stated.ok()) return stated.status();
    const absl::StatusOr<Ratio> left = level.points.Subtract(*stated);
    if (!left.ok()) return left.status();
    candidate.share = NotBelowZero(*left);
    open.push_back(std::move(candidate));
  }
  return open;
}

// Scales the shares so that they sum to `available`.
absl::Status Scale(const Ratio& available, int decimals, std::vector<OpenLevel>& open) {
  std::erase_if(open, [](const OpenLevel& level) { return level.share.IsZero(); });
  Sum shares;
  for (const OpenLevel& level : open) shares.Add(level.share);
  if (!shares.status().ok()) return shares.status();
  Sum rest;
  rest.Add(available);
  for (size_t i = 0; i < open.size(); ++i) {
    if (i + 1 == open.size()) {
      open[i].share = rest.value();
      break;
    }
    const absl::StatusOr<Ratio> product = open[i].share.Multiply(available);
    if (!product.ok()) return product.status();
    const absl::StatusOr<Ratio> exact = product->Divide(shares.value());
    if (!exact.ok()) return exact.status();
    const absl::StatusOr<Ratio> share = exact->FloorTo(decimals);
    if (!share.ok()) return share.status();
    open[i].share = *share;
    rest.Subtract(*share);
  }
  return rest.status();
}

absl::Status Share(const OpenLevel& level, int decimals, std::vector<Weight>& weights) {
  const auto count = static_cast<int64_t>(level.indicators.size());
  const absl::StatusOr<Ratio> exact = level.share.Divide(Ratio::FromInteger(count));
  if (!exact.ok()) return exact.status();
  const absl::StatusOr<Ratio> each = exact->FloorTo(decimals);
  if (!each.ok()) return each.status();
  Sum rest;
  rest.Add(level.share);
  for (const size_t index : level.indicators) {
    const bool last = index == level.indicators.back();
    weights[index].points = last ? rest.value() : *each;
    if (!last) rest.Subtract(*each);
  }
  return rest.status();
}

absl::StatusOr<Ratio> Available(const std::vector<Indicator>& indicators, const WeightRule& rule) {
  Sum points;
  for (const LevelPoints& level : rule.levels) points.Add(level.points);
  const absl::StatusOr<Ratio> stated = StatedPoints(indicators, nullptr);
  if (!stated.ok()) return stated.status();
  points.Subtract(*stated);
  if (!points.status().ok()) return points.status();
  return NotBelowZero(points.value());
}

}  // namespace

absl::StatusOr<std::vector<Weight>> DistributeWeights(const std::vector<Indicator>& indicators,
                                                      const WeightRule& rule) {
  std::vector<Weight> weights(indicators.size());
  for (size_t i = 0; i < indicators.size(); ++i) {
    if (!indicators[i].weight.has_value()) continue;
    weights[i] = {.points = Ratio::FromDecimal(*indicators[i].weight), .origin = WeightOrigin::kStated};
  }
  absl::StatusOr<std::vector<OpenLevel>> open = OpenLevels(indicators, rule);
  if (!open.ok()) return open.status();
  for (const OpenLevel& level : *open) {
    for (const size_t index : level.indicators) weights[index].points = Ratio();
  }
  if (rule.redistribute_absent_levels) {
    const absl::StatusOr<Ratio> available = Available(indicators, rule);
    if (!available.ok()) return available.status();
    if (absl::Status scaled = Scale(*available, rule.decimals, *open); !scaled.ok()) return scaled;
  }
  for (const OpenLevel& level : *open) {
    if (absl::Status shared = Share(level, rule.decimals, weights); !shared.ok()) return shared;
  }
  return weights;
}

}  // namespace clearbudget::performance
