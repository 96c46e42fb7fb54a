// Which of two series moves first? Correlations at shifts of a few quarters, and how likely the best of them
// is by chance.
#pragma once
#include <cstdint>
#include <optional>
#include <span>

namespace koe::models::stats {

/// The shift at which two series go together best.
struct LeadLag {
  int lag = 0;             ///< > 0: the first series is that many steps ahead of the second
  double correlation = 0;  ///< Pearson's at that shift, -1..1
  double p_value = 1;  ///< chance of as high a best correlation when the order of one series means nothing
};

/// Fewest steps of both series for which anything is said, and the largest shift.
inline constexpr std::size_t kFewestSteps = 4;
inline constexpr int kLargestLag = 2;

/// Highest correlation of `first` at step t with `second` at step t + lag over all lags from -2 to 2 that
/// leave at least three pairs. In: n numbers each, the same steps in order; `seed` of the permutations. Out:
/// nullopt below kFewestSteps steps or when a series does not vary. The p value counts all orders of `second`
/// up
///     to six steps and 2,000 random ones above, and knows that the best of several lags was taken. It does
///     not know that a series that drifts resembles every other that drifts: read it as a hint.
/// Cost: permutations x lags x n. Errors: none.
/// Source: permutation test of the maximum, Westfall and Young (1993), Resampling-Based Multiple Testing,
/// section 2.3.
///     Checked in tests/unit/models/stats/lead_lag_test.cpp.
[[nodiscard]] std::optional<LeadLag> lead_lag(std::span<const double> first, std::span<const double> second,
                                              std::uint64_t seed);

}  // namespace koe::models::stats
