#include "models/stats/trend.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <cmath>
#include <numbers>

#include "models/stats/estimate.h"
#include "models/stats/proportion.h"

namespace koe::models::stats {
namespace {

// What is believed of shares before any theme is seen: they change by a factor 1.5 from one period to the
// next. The belief weighs as much as four themes, so that two themes alone do not decide how strongly both
// are shrunk.
constexpr double kPriorThemes = 4;
constexpr double kPriorRatio = 1.5;
constexpr double kPseudoMentions = 0.5;
constexpr int kBisections = 100;
// The posterior is summed over points this dense, out to this many standard deviations on both sides.
constexpr std::size_t kPoints = 801;
constexpr double kReach = 8;

/// Log ratio of shares and its variance before shrinkage (natural logarithms), to a normal approximation.
struct LogRatio {
  double value = 0;
  double variance = 0;
};

LogRatio log_ratio(const PeriodMentions& mentions, double responses_before, double responses_after) {
  const double before = static_cast<double>(mentions.before) + kPseudoMentions;
  const double after = static_cast<double>(mentions.after) + kPseudoMentions;
  const double total_before = responses_before + 2 * kPseudoMentions;
  const double total_after = responses_after + 2 * kPseudoMentions;
  return {std::log(after / total_after) - std::log(before / total_before),
          1 / after - 1 / total_after + 1 / before - 1 / total_before};
}

/// Variance of the true log ratios around 0: the one at which their squares, each in units of what it should
/// be, sum to their number (Paule and Mandel 1982, with a known mean). The prior's themes count as if seen
/// without noise.
double variance_of_true_ratios(std::span<const LogRatio> ratios) {
  const double prior_square = std::log(kPriorRatio) * std::log(kPriorRatio);
  double largest = prior_square;
  for (const LogRatio& r : ratios) largest = std::max(largest, r.value * r.value);
  const double themes = kPriorThemes + static_cast<double>(ratios.size());
  double low = prior_square * kPriorThemes / themes;  // reached when all ratios are 0
  double high = largest;
  for (int i = 0; i < kBisections; ++i) {
    const double middle = low + (high - low) / 2;
    double sum = kPriorThemes * prior_square / middle;
    for (const LogRatio& r : ratios) sum += r.value * r.value / (middle + r.variance);
    (sum > themes ? low : high) = middle;
  }
  return high;
}

/// log(1 + e^x) without overflow.
double log1p_exp(double x) { return x > 0 ? x + std::log1p(std::exp(-x)) : std::log1p(std::exp(x)); }

/// Log ratio of shares after seeing the mentions: given their total, those after are binomial with odds
/// (responses after / responses before) x ratio; before, the log ratio is normal around 0. Exact also where a
/// period has no mention and the normal approximation of log_ratio fails.
Estimate posterior(const PeriodMentions& mentions, double response_odds, const LogRatio& approximate,
                   double prior_variance, double level) {
  const double scale =
      std::sqrt(prior_variance * approximate.variance / (prior_variance + approximate.variance));
  const double first = std::min(0.0, approximate.value) - kReach * scale;
  const double last = std::max(0.0, approximate.value) + kReach * scale;
  const double step = (last - first) / static_cast<double>(kPoints - 1);
  const auto after = static_cast<double>(mentions.after);
  const double total = static_cast<double>(mentions.before) + after;
  std::array<double, kPoints> density{};
  for (std::size_t i = 0; i < kPoints; ++i) {
    const double ratio = first + step * static_cast<double>(i);
    const double log_odds = std::log(response_odds) + ratio;
    density[i] = after * log_odds - total * log1p_exp(log_odds) - ratio * ratio / (2 * prior_variance);
  }
  const double largest = *std::ranges::max_element(density);
  double mass = 0;
  double moment = 0;
  for (std::size_t i = 0; i < kPoints; ++i) {
    density[i] = std::exp(density[i] - largest);
    mass += density[i];
    moment += density[i] * (first + step * static_cast<double>(i));
  }
  const auto quantile = [&](double probability) {
    double below = 0;
    std::size_t i = 0;
    while (i + 1 < kPoints && below + density[i] < probability * mass) below += density[i++];
    const double part = (probability * mass - below) / density[i];  // each point stands for a step around it
    return first + step * (static_cast<double>(i) + part - 0.5);
  };
  return {moment / mass, quantile((1 - level) / 2), quantile((1 + level) / 2)};
}

}  // namespace

std::vector<std::optional<Trend>> share_trends(std::span<const PeriodMentions> mentions,
                                               std::int64_t responses_before, std::int64_t responses_after,
                                               double level) {
  std::vector<std::optional<Trend>> out(mentions.size());
  if (responses_before <= 0 || responses_after <= 0) return out;
  const auto mentioned = [](const PeriodMentions& m) { return m.before + m.after > 0; };
  std::vector<LogRatio> ratios;
  for (const PeriodMentions& m : mentions) {
    assert(0 <= m.before && m.before <= responses_before && 0 <= m.after && m.after <= responses_after);
    if (!mentioned(m)) continue;
    ratios.push_back(
        log_ratio(m, static_cast<double>(responses_before), static_cast<double>(responses_after)));
  }
  const double variance = variance_of_true_ratios(ratios);
  const double response_odds = static_cast<double>(responses_after) / static_cast<double>(responses_before);
  auto ratio = ratios.begin();
  for (std::size_t theme = 0; theme < mentions.size(); ++theme) {
    if (!mentioned(mentions[theme])) continue;
    const Estimate estimate = posterior(mentions[theme], response_odds, *ratio, variance, level);
    out[theme] = Trend{.value = estimate.value / std::numbers::ln2,
                       .low = estimate.low / std::numbers::ln2,
                       .high = estimate.high / std::numbers::ln2,
                       .p_value = equal_shares_mid_p(mentions[theme].before, responses_before,
                                                     mentions[theme].after, responses_after)};
    ++ratio;
  }
  return out;
}

}  // namespace koe::models::stats
