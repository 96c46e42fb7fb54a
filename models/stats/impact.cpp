#include "models/stats/impact.h"

#include <cassert>
#include <cmath>

#include "models/stats/influence.h"
#include "models/stats/regression.h"

namespace koe::models::stats {
namespace {

constexpr double kPointsPerShare = 100;
// The difference of two scores cannot leave +-200 points.
constexpr double kLargestImpact = 200;
// The adjusted-Wald interval of nps.cpp adds three pseudo-responses; here they join those who mention the
// theme, spread over the bands as everybody is, so that ten mentions that happen to agree do not look
// certain. Degrees of freedom are then the mentioning clusters and these three, less one.
constexpr double kPseudoResponses = 3;

struct Sums {
  double n = 0;
  double sum = 0;
  double sum_of_squares = 0;

  void add(double value) {
    n += 1;
    sum += value;
    sum_of_squares += value * value;
  }
  [[nodiscard]] double mean() const { return sum / n; }
};

Sums sums_of(std::span<const std::int8_t> value) {
  Sums all;
  for (const std::int8_t v : value) all.add(v);
  return all;
}

/// Variance of one response with the pseudo-responses of nps.cpp, half of them extreme: never 0.
double smoothed_variance(const Sums& all) {
  const double n = all.n + kPseudoResponses;
  const double centre = all.sum / n;
  return (all.sum_of_squares + kPseudoResponses / 2) / n - centre * centre;
}

struct ImpactInterval {
  Estimate impact;
  double standard_error = 0;
};

/// Interval, in points, of an impact given as a share, from what each response moves it by (times n).
ImpactInterval impact_interval(double impact, std::span<const double> influence,
                               std::span<const std::uint8_t> mentions, std::span<const std::uint32_t> cluster,
                               const Sums& all, double level) {
  Sums mentioning;
  for (std::size_t i = 0; i < influence.size(); ++i) {
    if (mentions[i] != 0) mentioning.add(influence[i]);
  }
  const InfluenceSpread spread = influence_spread(influence, mentions, cluster);
  // The pseudo-responses replace the mentioning responses' mean square by that of n + 3, as their number
  // stays n.
  const double smoothed_squares = mentioning.n *
                                  (mentioning.sum_of_squares + kPseudoResponses * smoothed_variance(all)) /
                                  (mentioning.n + kPseudoResponses);
  const double squares = spread.squares - mentioning.sum_of_squares + smoothed_squares;
  ImpactInterval out;
  out.standard_error = kPointsPerShare * std::sqrt(squares) / all.n;
  if (spread.clusters == 1) {  // nothing is known of how clusters differ
    out.impact = {kPointsPerShare * impact, -kLargestImpact, kLargestImpact};
  } else {
    out.impact = skew_corrected_interval(
        kPointsPerShare * impact, out.standard_error, kPointsPerShare * spread.skew / all.n,
        static_cast<double>(spread.marked_clusters) + kPseudoResponses - 1, level, kLargestImpact);
  }
  return out;
}

}  // namespace

std::optional<LeaveOutImpact> leave_out_impact(std::span<const std::int8_t> value,
                                               std::span<const std::uint8_t> mentions,
                                               std::span<const std::uint32_t> cluster, double level) {
  assert(mentions.size() == value.size());
  assert(cluster.empty() || cluster.size() == value.size());
  Sums with;
  Sums without;
  for (std::size_t i = 0; i < value.size(); ++i) (mentions[i] != 0 ? with : without).add(value[i]);
  if (with.n == 0 || without.n == 0) return std::nullopt;
  const Sums all = sums_of(value);

  // What one response moves: y - mean(all) - [does not mention it] (y - mean(without)) / (1 - share). It sums
  // to 0; its variance holds the randomness of the scores and of how many mention the theme.
  std::vector<double> influence(value.size());
  for (std::size_t i = 0; i < value.size(); ++i) {
    influence[i] = value[i] - all.mean();
    if (mentions[i] == 0) influence[i] -= (value[i] - without.mean()) * all.n / without.n;
  }
  const double impact = with.n / all.n * (with.mean() - without.mean());
  const ImpactInterval interval = impact_interval(impact, influence, mentions, cluster, all, level);
  return LeaveOutImpact{.impact = interval.impact,
                        .standard_error = interval.standard_error,
                        .nps_with = kPointsPerShare * with.mean(),
                        .nps_without = kPointsPerShare * without.mean(),
                        .mentions = static_cast<std::int64_t>(with.n)};
}

std::vector<std::optional<NetImpact>> net_impacts(std::span<const std::int8_t> value,
                                                  std::span<const std::vector<std::uint32_t>> members,
                                                  std::span<const std::uint32_t> cluster, double level) {
  assert(cluster.empty() || cluster.size() == value.size());
  const std::size_t n = value.size();
  const std::size_t k = members.size();
  std::vector<std::optional<NetImpact>> out(k);
  if (n == 0) return out;
  const std::vector<double> design = membership_design(members, n);
  const std::vector<double> response(value.begin(), value.end());
  const auto fit = ridge_regression({design, n, k}, response, kJointPenalty);
  const Sums all = sums_of(value);

  std::vector<double> influence(n);
  std::vector<std::uint8_t> mentions(n);
  for (std::size_t theme = 0; theme < k; ++theme) {
    const double share = static_cast<double>(members[theme].size()) / all.n;
    if (members[theme].empty() || members[theme].size() == n) continue;
    const double effect = fit->coefficients[theme];
    // Impact = effect x share: a response moves the effect through its residual and the share by being
    // counted.
    for (std::size_t i = 0; i < n; ++i) {
      const double mentioned = design[i * k + theme];
      mentions[i] = mentioned > 0 ? 1 : 0;
      influence[i] = all.n * share * fit->influence[i * k + theme] + effect * (mentioned - share);
    }
    const ImpactInterval interval = impact_interval(effect * share, influence, mentions, cluster, all, level);
    out[theme] = NetImpact{interval.impact, interval.standard_error};
  }
  return out;
}

}  // namespace koe::models::stats
