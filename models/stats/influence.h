// How sure is a statistic that is nearly a sum of what each sampled unit contributes? Interval by influence
// values: the spread of the clusters' contributions, their skewness, and few degrees of freedom where few
// clusters tell.
#pragma once
#include <cstddef>
#include <cstdint>
#include <span>

#include "models/stats/estimate.h"

namespace koe::models::stats {

/// How the clusters' sums of influence spread. Scaled as the influence values; divide by n, or n^2 for
/// squares.
struct InfluenceSpread {
  double squares = 0;  ///< sum over clusters of (sum of influence)^2 x G/(G-1), no less than unclustered
  double skew = 0;     ///< sum of cubes / sum of squares of the clusters' sums; 0 when nothing varies
  std::size_t clusters = 0;         ///< G
  std::size_t marked_clusters = 0;  ///< clusters with a marked response
};

/// Spread of influence values over clusters.
/// In: `influence`, n finite values that sum to about 0; `marked`, n of 0 or 1, or empty = none: the
///     responses whose clusters are counted; `cluster`, n or empty (estimate.h).
/// Out: all finite; with one cluster no variance between clusters is known and `squares` is the unclustered
///     one.
/// Cost: O(n log n). Errors: none.
/// Source: cluster-robust variance, Liang and Zeger (1986), Biometrika 73(1), with the usual G/(G-1); never
///     less than that of independent responses, since few clusters understate it. Checked in
///     tests/unit/models/stats/influence_test.cpp.
[[nodiscard]] InfluenceSpread influence_spread(std::span<const double> influence,
                                               std::span<const std::uint8_t> marked,
                                               std::span<const std::uint32_t> cluster);

/// Interval around `value` corrected for skewness, with Student t quantiles.
/// In: `standard_error` >= 0; `skew` = InfluenceSpread.skew / n, in the unit of `value`; `degrees_of_freedom`
///     > 0; `limit`: the interval stays within +-limit.
/// Out: value + skew (1 + 2 z^2) / 6 +- t x standard_error, widened where needed to hold `value`, which lies
///     within +-limit.
/// Cost: O(1). Errors: none.
/// Source: Hall (1983), Annals of Statistics 11(2), 569-576: inverting the Edgeworth expansion of the
///     studentised mean. Checked in tests/unit/models/stats/influence_test.cpp.
[[nodiscard]] Estimate skew_corrected_interval(double value, double standard_error, double skew,
                                               double degrees_of_freedom, double level, double limit);

}  // namespace koe::models::stats
