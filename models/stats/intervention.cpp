#include "models/stats/intervention.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <vector>

#include "models/stats/distributions.h"
#include "models/stats/influence.h"

namespace koe::models::stats {
namespace {

/// Mean of the groups' changes weighted by 1 / (variance + spread), and the weights' sum.
struct WeightedMean {
  double mean = 0;
  double weight = 0;
};

WeightedMean weighted_mean(std::span<const GroupChange> groups, double spread) {
  WeightedMean out;
  for (const GroupChange& group : groups) {
    assert(group.variance > 0);
    const double weight = 1 / (group.variance + spread);
    out.mean += weight * group.value;
    out.weight += weight;
  }
  out.mean /= out.weight;
  return out;
}

/// Paule and Mandel's variance of the true changes: the one at which the weighted squares around the mean equal their
/// degrees of freedom; 0 when sampling error alone explains them.
double spread_of(std::span<const GroupChange> groups) {
  const auto excess = [&](double spread) {
    const double mean = weighted_mean(groups, spread).mean;
    double squares = 0;
    for (const GroupChange& group : groups)
      squares += (group.value - mean) * (group.value - mean) / (group.variance + spread);
    return squares - static_cast<double>(groups.size() - 1);
  };
  if (excess(0) <= 0) return 0;
  double high = 1e-6;
  while (excess(high) > 0) high *= 2;
  double low = 0;
  constexpr int kHalvings = 60;  // beyond the precision of a double
  for (int i = 0; i < kHalvings; ++i) {
    const double middle = (low + high) / 2;
    (excess(middle) > 0 ? low : high) = middle;
  }
  return high;
}

/// Responses and mentions of one side.
struct Side {
  double responses = 0;
  double mentions = 0;
};

/// Variance of log((m + 1/2) / (n + 1/2)) for independent responses.
double half_count_variance(const Side& side) { return 1 / (side.mentions + 0.5) - 1 / (side.responses + 0.5); }

}  // namespace

std::optional<InterventionEffect> difference_in_differences(const GroupChange& treated,
                                                            std::span<const GroupChange> untouched, double level) {
  if (untouched.size() < kFewestUntouched) return std::nullopt;
  assert(treated.variance > 0);
  const double spread = spread_of(untouched);
  const WeightedMean drift = weighted_mean(untouched, spread);
  const double value = treated.value - drift.mean;
  const double of_others = spread + 1 / drift.weight;
  const double error = std::sqrt(treated.variance + of_others);
  const double part = (treated.variance + of_others) / of_others;
  const double freedom = static_cast<double>(untouched.size() - 1) * part * part;
  const double half_width = student_t_quantile((1 + level) / 2, freedom) * error;
  return InterventionEffect{{value, value - half_width, value + half_width},
                            two_sided_t_p(value / error, freedom),
                            drift.mean,
                            std::sqrt(spread)};
}

std::optional<GroupChange> log_share_change(std::span<const std::uint8_t> mentions,
                                            std::span<const std::uint8_t> is_after,
                                            std::span<const std::uint32_t> cluster) {
  assert(mentions.size() == is_after.size());
  Side before, after;
  for (std::size_t i = 0; i < mentions.size(); ++i) {
    Side& side = is_after[i] != 0 ? after : before;
    ++side.responses;
    side.mentions += mentions[i] != 0 ? 1 : 0;
  }
  if (before.responses == 0 || after.responses == 0 || before.mentions + after.mentions == 0) return std::nullopt;
  std::vector<double> influence;
  for (std::size_t i = 0; i < mentions.size(); ++i) {
    const Side& side = is_after[i] != 0 ? after : before;
    const double own = (mentions[i] != 0 ? 1 : 0) / (side.mentions + 0.5) -
                       side.mentions / (side.mentions + 0.5) / side.responses;
    influence.push_back(is_after[i] != 0 ? own : -own);
  }
  const auto log_share = [](const Side& side) { return std::log((side.mentions + 0.5) / (side.responses + 0.5)); };
  const double independent = half_count_variance(before) + half_count_variance(after);
  return GroupChange{log_share(after) - log_share(before),
                     std::max(independent, influence_spread(influence, {}, cluster).squares)};
}

}  // namespace koe::models::stats
