#include "models/stats/trend.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <numbers>

#include "models/stats/distributions.h"
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

/// Log ratio of shares and its variance before shrinkage (natural logarithms).
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
  const double z = normal_quantile((1 + level) / 2);
  auto ratio = ratios.begin();
  for (std::size_t theme = 0; theme < mentions.size(); ++theme) {
    if (!mentioned(mentions[theme])) continue;
    const double kept = variance / (variance + ratio->variance);
    const double value = kept * ratio->value / std::numbers::ln2;
    const double half_width = z * std::sqrt(kept * ratio->variance) / std::numbers::ln2;
    out[theme] = Trend{.value = value,
                       .low = value - half_width,
                       .high = value + half_width,
                       .p_value = equal_shares_mid_p(mentions[theme].before, responses_before,
                                                     mentions[theme].after, responses_after)};
    ++ratio;
  }
  return out;
}

}  // namespace koe::models::stats
