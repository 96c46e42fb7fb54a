// Is a theme growing or fading? The ratio of its share in the latest period to the one before, shrunk towards
// "no change" as far as the themes as a whole suggest, so that 1 -> 3 mentions does not shout louder than 40
// -> 80.
#pragma once
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace koe::models::stats {

/// Responses of one theme in two periods. Mentions never exceed the responses of their period.
struct PeriodMentions {
  std::int64_t before = 0;  ///< mentioning it in the earlier period
  std::int64_t after = 0;   ///< mentioning it in the later period
};

/// A theme's trend: log2 of (share after / share before); 1 = doubled, -1 = halved.
struct Trend {
  double value = 0;  ///< shrunk estimate: posterior mean
  double low = 0;    ///< interval around it
  double high = 0;
  double p_value = 1;  ///< two-sided, of equal shares; without shrinkage
  bool operator==(const Trend&) const = default;
};

/// Trends of all themes of one survey between two periods.
/// In: `mentions`, one entry a theme; `responses_before`, `responses_after`: responses with content of each
///     period.
/// Out: one entry a theme, in order; nullopt where a period has no responses or the theme has no mention in
///     either. Estimate and interval are shrunk towards no change and hold their level on average over the
///     themes; the p value knows nothing of other themes, adjust it with benjamini_hochberg.
/// Cost: O(themes x mentions). Errors: none.
/// Source: posterior of the ratio of two Poisson rates given their total (Przyborowski and Wilenski 1940,
///     Biometrika 31) under a normal prior on its logarithm; the prior's variance by empirical Bayes, Efron
///     and Morris (1975), JASA 70, 311-319, from log ratios with half a pseudo-mention, Pettigrew, Gart and
///     Thomas (1986), Biometrika 73, 425-435; p value equal_shares_mid_p of proportion.h. Checked in
///     tests/unit/models/stats/trend_test.cpp; false alarms and coverage in
///     tests/property/stats_coverage_test.cpp.
[[nodiscard]] std::vector<std::optional<Trend>> share_trends(std::span<const PeriodMentions> mentions,
                                                             std::int64_t responses_before,
                                                             std::int64_t responses_after,
                                                             double level = 0.95);

}  // namespace koe::models::stats
