// By what else can themes be ranked? Criteria made of a joint model or of several other criteria; ranking.h has the plain
// ones and what is done with them.
#pragma once
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "models/stats/ranking.h"

namespace koe::models::stats {

/// Criterion "costs most NPS, net of the other themes": minus net_impacts (impact.h), in points.
/// In: as nps_cost_criterion.
/// Out: a self-contained criterion over n_clusters weights; a theme that a resample leaves without mentions scores 0.
/// Cost: O(n + mentions^2 a response + themes^3) a call. Errors: none.
/// Source: as net_impacts, the ridge regression solved anew on every resample. Checked in
///     tests/unit/models/stats/criteria_test.cpp.
[[nodiscard]] ThemeCriterion net_cost_criterion(std::span<const std::int8_t> value,
                                                std::span<const std::vector<std::uint32_t>> members,
                                                std::span<const std::uint32_t> cluster, std::size_t n_clusters);

/// One part of a composite.
struct WeightedCriterion {
  double weight = 1;  ///< > 0; only ratios matter
  ThemeCriterion criterion;
};

/// Criterion "several at once": the weighted mean of each theme's percentile among the themes, so that points, money and
/// accounts can be added. 1 = first by every part, 0 = last by every part; ties share their places.
/// In: `parts`, one or more.
/// Out: scores 0..1; 0.5 for a single theme.
/// Cost: O(sum of the parts + parts x themes log themes) a call. Errors: none.
/// Source: definition (rank aggregation by Borda's count, with weights). Checked in
///     tests/unit/models/stats/criteria_test.cpp.
[[nodiscard]] ThemeCriterion composite_criterion(std::vector<WeightedCriterion> parts);

}  // namespace koe::models::stats
