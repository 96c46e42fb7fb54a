// Which texts of one theme belong apart? Spherical k-means: for an analyst who sees that a theme holds two things and
// says so, where no number of parts has to be found.
#pragma once
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "models/neighbors/unit_vectors.h"

namespace koe::models::cluster {

/// Divides `units` into `parts` by direction.
/// In: `weights` n multiplicities > 0; `parts` >= 1.
/// Out: the part of each unit, 0 the one with most weight, ties by first unit; every part has a unit. Empty when there are
/// not that many different directions. The best of 20 starts by the sum of cosines to the own centre; equal bits every time.
/// Cost: O(20 n parts d) a pass, at most 30 passes.
/// Source: Dhillon, Modha (2001), spherical k-means; starts as in Arthur, Vassilvitskii (2007), k-means++.
/// Checked in tests/unit/models/cluster/divide_test.cpp.
[[nodiscard]] std::vector<std::uint32_t> divide(const neighbors::UnitVectors& units, std::span<const double> weights,
                                                std::size_t parts, std::uint64_t seed);

}  // namespace koe::models::cluster
