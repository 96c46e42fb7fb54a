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
  double value = 0;  ///< shrunk estimate
  double low = 0;    ///< interval around it
  double high = 0;
  double p_value = 1;  ///< two-sided, of equal shares; without shrinkage
  bool operator==(const Trend&) const = default;
};

/// Trends of all themes of one survey between two periods.
/// In: `mentions`, one entry a theme; `responses_before`, `responses_after`: responses with content of each
/// period. Out: one entry a theme, in order; nullopt where a period has no responses or the theme has no
/// mention in either. Cost: O(themes x mentions). Errors: none. Source: Jeffreys-adjusted log rates with
/// normal empirical-Bayes shrinkage, Efron and Morris (1975), JASA 70, 311-319. Checked in
/// tests/unit/models/stats/trend_test.cpp.
[[nodiscard]] std::vector<std::optional<Trend>> share_trends(std::span<const PeriodMentions> mentions,
                                                             std::int64_t responses_before,
                                                             std::int64_t responses_after,
                                                             double level = 0.95);

}  // namespace koe::models::stats
