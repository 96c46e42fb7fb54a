#include "models/stats/prediction_quality.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <cmath>
#include <map>
#include <numeric>
#include <utility>

#include "models/stats/distributions.h"
#include "models/stats/logistic.h"
#include "models/stats/proportion.h"

namespace koe::models::stats {
namespace {

std::vector<std::size_t> order_by(std::span<const double> key) {
  std::vector<std::size_t> order(key.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::stable_sort(order, {}, [&](std::size_t i) { return key[i]; });
  return order;
}

/// Variance of the estimated area when the true one is `area` (Newcombe's method 5: both groups taken to be of
/// their mean size).
double area_variance(double area, double with, double without) {
  const double others = (with + without) / 2 - 1;
  const double spread = (1 - area) / (2 - area) + area / (1 + area);
  return area * (1 - area) * (1 + others * spread) / (with * without);
}

/// The area farthest from `estimate` towards `end` (0 or 1) that the score test does not reject.
double score_limit(double estimate, double end, double with, double without, double z) {
  double inside = estimate;
  double outside = end;
  constexpr int kHalvings = 60;  // beyond the precision of a double
  for (int i = 0; i < kHalvings; ++i) {
    const double middle = (inside + outside) / 2;
    const bool kept = std::abs(estimate - middle) <= z * std::sqrt(area_variance(middle, with, without));
    (kept ? inside : outside) = middle;
  }
  return inside;
}

/// Slope of the outcome on the predicted log odds, from a fit with next to no belief.
std::optional<Estimate> calibration_slope(std::span<const std::uint8_t> outcome, std::span<const double> chance) {
  std::vector<double> design;
  for (const double p : chance) {
    assert(p > 0 && p < 1);
    design.push_back(1);
    design.push_back(std::log(p / (1 - p)));
  }
  constexpr CoefficientBelief kOpen{.mean = 0, .deviation = 100};
  const LogisticFit fit = logistic_regression({design, chance.size(), 2}, outcome, {kOpen, kOpen});
  const double half_width = normal_quantile(0.975) * std::sqrt(fit.covariance[3]);
  return Estimate{fit.coefficients[1], fit.coefficients[1] - half_width, fit.coefficients[1] + half_width};
}

/// Rows with the event against rows without it, met in order of their scores.
struct Comparison {
  double with = 0, without = 0, wins = 0;
  double tied_with = 0, tied_without = 0;
  void add(bool event) { ++(event ? tied_with : tied_without); }
  void end_of_tie() {
    wins += tied_with * (without + tied_without / 2);
    with += std::exchange(tied_with, 0);
    without += std::exchange(tied_without, 0);
  }
};

}  // namespace

std::optional<Estimate> area_under_curve(std::span<const std::uint8_t> outcome, std::span<const double> score,
                                         std::span<const std::uint32_t> fold, double level) {
  assert(outcome.size() == score.size() && (fold.empty() || fold.size() == score.size()));
  std::map<std::uint32_t, Comparison> of_fold;
  const std::vector<std::size_t> order = order_by(score);
  for (std::size_t begin = 0; begin < order.size();) {
    std::size_t end = begin;
    while (end < order.size() && score[order[end]] == score[order[begin]]) ++end;
    for (std::size_t at = begin; at < end; ++at)
      of_fold[fold.empty() ? 0 : fold[order[at]]].add(outcome[order[at]] != 0);
    for (auto& [number, comparison] : of_fold) comparison.end_of_tie();
    begin = end;
  }
  double wins = 0, pairs = 0, with = 0, without = 0;
  for (const auto& [number, comparison] : of_fold) {
    wins += comparison.wins;
    pairs += comparison.with * comparison.without;
    with += comparison.with;
    without += comparison.without;
  }
  if (pairs == 0) return std::nullopt;
  const double area = wins / pairs;
  const double z = normal_quantile((1 + level) / 2);
  return Estimate{area, score_limit(area, 0, with, without, z), score_limit(area, 1, with, without, z)};
}

Calibration calibration(std::span<const std::uint8_t> outcome, std::span<const double> chance, std::size_t groups) {
  assert(outcome.size() == chance.size() && groups >= 1);
  Calibration out;
  const std::size_t n = outcome.size();
  for (std::size_t i = 0; i < n; ++i) {
    const double y = outcome[i] != 0 ? 1 : 0;
    out.events += outcome[i] != 0;
    out.expected_events += chance[i];
    out.brier += (y - chance[i]) * (y - chance[i]) / static_cast<double>(n);
  }
  const std::vector<std::size_t> order = order_by(chance);
  for (std::size_t group = 0; group < groups; ++group) {
    CalibrationGroup cell;
    for (std::size_t at = n * group / groups; at < n * (group + 1) / groups; ++at) {
      ++cell.rows;
      cell.events += outcome[order[at]] != 0;
      cell.expected += chance[order[at]];
    }
    if (cell.rows == 0) continue;
    cell.expected /= static_cast<double>(cell.rows);
    cell.observed = *wilson_share(cell.events, cell.rows);
    out.groups.push_back(cell);
  }
  const bool varies = n > 0 && out.events > 0 && out.events < static_cast<std::int64_t>(n) &&
                      chance[order.front()] < chance[order.back()];
  if (varies) out.slope = calibration_slope(outcome, chance);
  return out;
}

}  // namespace koe::models::stats
