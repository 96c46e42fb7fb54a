// How far do two partitions of the same texts say the same? Used to judge stability, and to score against
// known truth.
#pragma once
#include <cstdint>
#include <span>

namespace koe::models::cluster {

/// Adjusted mutual information of two labellings of the same n items, normalised by the mean entropy; 1 = the
/// same partition, about 0 = chance, both ways round equal. 1 when both are one single class, or both all
/// singletons.
/// Cost: O(n + classes^2 * class size).
/// Source: Vinh, Epps, Bailey 2010.
/// Checked against scikit-learn's numbers in tests/unit/models/cluster/agreement_test.cpp.
[[nodiscard]] double adjusted_mutual_information(std::span<const std::uint32_t> left,
                                                 std::span<const std::uint32_t> right);

/// Normalised (not adjusted) mutual information by the mean entropy, 0..1; 1 when both are one single class.
[[nodiscard]] double normalised_mutual_information(std::span<const std::uint32_t> left,
                                                   std::span<const std::uint32_t> right);

/// Adjusted Rand index, at most 1.
/// Source: Hubert, Arabie 1985.
[[nodiscard]] double adjusted_rand_index(std::span<const std::uint32_t> left,
                                         std::span<const std::uint32_t> right);

}  // namespace koe::models::cluster
