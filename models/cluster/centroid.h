// What stands for a group of units? The direction of their weighted sum, and how close its units usually lie to it.
#pragma once
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "models/neighbors/unit_vectors.h"

namespace koe::models::cluster {

/// Share of a theme's own units that lies above its `typical_floor`.
inline constexpr double kTypicalShare = 0.9;

/// Adds `factor` x `row` to `sum` (same length).
void add_scaled(std::span<double> sum, std::span<const std::int16_t> row, double factor);

/// Direction of the weighted sum of `rows`, as the only row. In: `weights`, one a row of `units`. Cost: O(rows x d).
/// Checked through theme_model_test.cpp and theme_extension_test.cpp.
[[nodiscard]] neighbors::UnitVectors centroid_of(const neighbors::UnitVectors& units, std::span<const double> weights,
                                                 std::span<const std::uint32_t> rows);

/// Direction of the weighted sum of each group's units, groups x d; zeros for a group without units.
/// In: `group`, one number below `groups` a unit. Cost: O(n d). Checked through theme_model_test.cpp and divide_test.cpp.
[[nodiscard]] neighbors::UnitVectors centroids_of(const neighbors::UnitVectors& units, std::span<const double> weights,
                                                  std::span<const std::uint32_t> group, std::size_t groups);

/// Value that a share of 1 - `share` of `values` lies below; 0 for none. Cost: O(n log n).
[[nodiscard]] double lower_quantile(std::vector<double> values, double share);

}  // namespace koe::models::cluster
