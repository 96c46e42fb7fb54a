#include "models/stats/decomposition.h"

#include <cassert>

#include "models/stats/regression.h"

namespace koe::models::stats {
namespace {

constexpr double kPointsPerShare = 100;
// As the joint model of impact.cpp, so that severity speaks of the same effects as the net impact.
constexpr double kJointPenalty = 1;

std::vector<double> segment_shares(const PeriodResponses& period, std::uint32_t segments) {
  std::vector<double> share(segments);
  for (const std::uint32_t s : period.segment) {
    assert(s < segments);
    share[s] += 1 / static_cast<double>(period.segment.size());
  }
  return share;
}

double mean_value(const PeriodResponses& period) {
  double sum = 0;
  for (const std::int8_t v : period.value) sum += v;
  return sum / static_cast<double>(period.value.size());
}

/// The joint model of one period as if its segments had the standard shares: weighted mean value = base + sum
/// over themes of prevalence x effect, exactly.
struct StandardisedPeriod {
  double base = 0;
  std::vector<double> prevalence;
  std::vector<double> effect;
};

StandardisedPeriod standardise(const PeriodResponses& period, std::span<const double> own_share,
                               std::span<const double> standard_share) {
  const std::size_t n = period.value.size();
  const std::size_t k = period.members.size();
  std::vector<double> weight(n);
  double weights = 0;
  for (std::size_t i = 0; i < n; ++i) {
    weight[i] = standard_share[period.segment[i]] / own_share[period.segment[i]];
    weights += weight[i];
  }
  const std::vector<double> response(period.value.begin(), period.value.end());
  const auto fit =
      ridge_regression({membership_design(period.members, n), n, k}, response, kJointPenalty, weight);
  StandardisedPeriod out{fit->intercept, std::vector<double>(k), fit->coefficients};
  for (std::size_t theme = 0; theme < k; ++theme) {
    for (const std::uint32_t i : period.members[theme]) out.prevalence[theme] += weight[i] / weights;
  }
  return out;
}

}  // namespace

std::optional<NpsDecomposition> decompose_nps_change(const PeriodResponses& before,
                                                     const PeriodResponses& after, std::uint32_t segments) {
  assert(before.value.size() == before.segment.size() && after.value.size() == after.segment.size());
  assert(before.members.size() == after.members.size());
  if (before.value.empty() || after.value.empty()) return std::nullopt;
  const std::size_t k = before.members.size();
  NpsDecomposition out;
  out.change = kPointsPerShare * (mean_value(after) - mean_value(before));
  out.prevalence.assign(k, 0);
  out.severity.assign(k, 0);

  // Standard shares: the mean of both periods over the segments that both have. A segment that only one
  // period has cannot have become better or worse, so all it does is mix.
  const std::vector<double> share_before = segment_shares(before, segments);
  const std::vector<double> share_after = segment_shares(after, segments);
  std::vector<double> standard(segments);
  bool comparable = false;
  for (std::uint32_t s = 0; s < segments; ++s) {
    if (share_before[s] > 0 && share_after[s] > 0) {
      standard[s] = (share_before[s] + share_after[s]) / 2;
      comparable = true;
    }
  }
  if (!comparable) {
    out.mix = out.change;
    return out;
  }
  const StandardisedPeriod first = standardise(before, share_before, standard);
  const StandardisedPeriod second = standardise(after, share_after, standard);
  out.base = kPointsPerShare * (second.base - first.base);
  out.mix = out.change - out.base;
  for (std::size_t theme = 0; theme < k; ++theme) {
    out.prevalence[theme] = kPointsPerShare * (second.prevalence[theme] - first.prevalence[theme]) *
                            (first.effect[theme] + second.effect[theme]) / 2;
    out.severity[theme] = kPointsPerShare * (second.effect[theme] - first.effect[theme]) *
                          (first.prevalence[theme] + second.prevalence[theme]) / 2;
    out.mix -= out.prevalence[theme] + out.severity[theme];
  }
  return out;
}

}  // namespace koe::models::stats
