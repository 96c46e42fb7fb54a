#include "models/stats/impact.h"

#include <algorithm>
#include <cassert>
#include <cmath>

#include "models/stats/distributions.h"

namespace koe::models::stats {
namespace {

constexpr double kPointsPerShare = 100;
// The pseudo-responses of the adjusted-Wald interval (nps.cpp), given to the cell with and the cell without
// the theme.
constexpr double kPseudoResponses = 3;
constexpr double kPseudoExtremes = kPseudoResponses / 2;

/// Responses of one side: how many, the sum of their values, the sum of the squares.
struct Side {
  double n = 0;
  double sum = 0;
  double sum_of_squares = 0;

  [[nodiscard]] double mean() const { return sum / n; }
  /// Variance of one response with the pseudo-responses: never 0, even when all agree.
  [[nodiscard]] double smoothed_variance() const {
    const double total = n + kPseudoResponses;
    const double centre = sum / total;
    return (sum_of_squares + kPseudoExtremes) / total - centre * centre;
  }
};

}  // namespace

std::optional<LeaveOutImpact> leave_out_impact(std::span<const std::int8_t> value,
                                               std::span<const std::uint8_t> mentions,
                                               [[maybe_unused]] std::span<const std::uint32_t> cluster,
                                               double level) {
  assert(mentions.size() == value.size());
  assert(cluster.empty() || cluster.size() == value.size());
  Side with;
  Side without;
  for (std::size_t i = 0; i < value.size(); ++i) {
    Side& side = mentions[i] != 0 ? with : without;
    side.n += 1;
    side.sum += value[i];
    side.sum_of_squares += value[i] * value[i];
  }
  if (with.n == 0 || without.n == 0) return std::nullopt;
  LeaveOutImpact out;
  const double share = with.n / (with.n + without.n);
  out.mentions = static_cast<std::int64_t>(with.n);
  out.nps_with = kPointsPerShare * with.mean();
  out.nps_without = kPointsPerShare * without.mean();
  const double impact = share * (out.nps_with - out.nps_without);
  out.standard_error = kPointsPerShare * share *
                       std::sqrt(with.smoothed_variance() / (with.n + kPseudoResponses) +
                                 without.smoothed_variance() / (without.n + kPseudoResponses));
  const double half_width = normal_quantile((1 + level) / 2) * out.standard_error;
  out.impact = {impact, impact - half_width, impact + half_width};
  return out;
}

}  // namespace koe::models::stats
