#include "models/stats/contrast.h"

#include <algorithm>
#include <cassert>
#include <cmath>

#include "models/stats/influence.h"
#include "models/stats/regression.h"

namespace koe::models::stats {
namespace {

constexpr double kPointsPerShare = 100;
constexpr double kLargestEffect = 200;
// As in impact.cpp: the ridge of the joint model, and three pseudo-responses that join either side, so that
// five complaints from detractors alone do not look certain.
constexpr double kJointPenalty = 1;
constexpr double kPseudoResponses = 3;

/// The regression of the value on complaint and praise dummies, columns 2t and 2t + 1.
class ToneModel {
 public:
  ToneModel(std::span<const std::int8_t> value, std::span<const ToneMembers> themes,
            std::span<const std::uint32_t> cluster, double level)
      : n_(value.size()), columns_(2 * themes.size()), cluster_(cluster), level_(level) {
    for (const ToneMembers& theme : themes) {
      members_.push_back(theme.complaints);
      members_.push_back(theme.praises);
    }
    const std::vector<double> response(value.begin(), value.end());
    fit_ = *ridge_regression({membership_design(members_, n_), n_, columns_}, response, kJointPenalty);
    double sum = 0;
    double squares = 0;
    for (const double y : response) {
      sum += y;
      squares += y * y;
    }
    const double n = static_cast<double>(n_) + kPseudoResponses;
    variance_ = (squares + kPseudoResponses / 2) / n - sum / n * (sum / n);
  }

  [[nodiscard]] bool is_known(std::size_t column) const {
    return members_[column].size() >= kSmallestSide && members_[column].size() < n_;
  }

  /// The sum of the effects of `columns`, in points.
  [[nodiscard]] Estimate effect(std::span<const std::size_t> columns) const {
    std::vector<double> influence(n_, 0.0);
    std::vector<std::uint8_t> marked(n_, 0);
    double value = 0;
    double extra_squares = 0;  // of the pseudo-responses over the members' own
    for (const std::size_t column : columns) {
      value += fit_.coefficients[column];
      for (std::size_t i = 0; i < n_; ++i) influence[i] += fit_.influence[i * columns_ + column];
      double own_squares = 0;
      for (const std::uint32_t i : members_[column]) {
        marked[i] = 1;
        own_squares += fit_.influence[i * columns_ + column] * fit_.influence[i * columns_ + column];
      }
      // A member moves the effect by about its residual / m; the members' mean square becomes that of m + 3.
      const auto m = static_cast<double>(members_[column].size());
      extra_squares +=
          m * (own_squares + kPseudoResponses * variance_ / (m * m)) / (m + kPseudoResponses) - own_squares;
    }
    const InfluenceSpread spread = influence_spread(influence, marked, cluster_);
    const double points = kPointsPerShare * value;
    const double limit = std::max(kLargestEffect * static_cast<double>(columns.size()), std::abs(points));
    if (spread.clusters == 1) return {points, -limit, limit};
    const double standard_error = kPointsPerShare * std::sqrt(std::max(spread.squares + extra_squares, 0.0));
    return skew_corrected_interval(points, standard_error, kPointsPerShare * spread.skew,
                                   static_cast<double>(spread.marked_clusters) + kPseudoResponses - 1, level_,
                                   limit);
  }

 private:
  std::size_t n_;
  std::size_t columns_;
  std::span<const std::uint32_t> cluster_;
  double level_;
  std::vector<std::vector<std::uint32_t>> members_;
  LinearFit fit_;
  double variance_ = 0;
};

QualityClass quality_of(const PenaltyReward& figures) {
  if (!figures.contrast) return QualityClass::kUnclear;
  const bool costs = figures.penalty->high < 0;
  const bool gains = figures.reward->low > 0;
  if (costs && figures.contrast->high < 0) return QualityClass::kMustBe;
  if (gains && figures.contrast->low > 0) return QualityClass::kAttractive;
  return costs && gains ? QualityClass::kPerformance : QualityClass::kUnclear;
}

}  // namespace

std::vector<PenaltyReward> penalty_reward(std::span<const std::int8_t> value,
                                          std::span<const ToneMembers> themes,
                                          std::span<const std::uint32_t> cluster, double level) {
  assert(cluster.empty() || cluster.size() == value.size());
  std::vector<PenaltyReward> out(themes.size());
  if (value.empty() || themes.empty()) return out;
  const ToneModel model(value, themes, cluster, level);
  for (std::size_t t = 0; t < themes.size(); ++t) {
    const std::size_t complaint = 2 * t;
    const std::size_t praise = 2 * t + 1;
    if (model.is_known(complaint)) out[t].penalty = model.effect(std::span(&complaint, 1));
    if (model.is_known(praise)) out[t].reward = model.effect(std::span(&praise, 1));
    const std::size_t both[] = {complaint, praise};
    if (out[t].penalty && out[t].reward) out[t].contrast = model.effect(both);
    out[t].quality = quality_of(out[t]);
  }
  return out;
}

}  // namespace koe::models::stats
