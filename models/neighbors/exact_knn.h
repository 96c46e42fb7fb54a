// Which texts are most like this one? Exact nearest neighbours by cosine: on the sample sizes that themes are
// fitted on (20,000) exactness costs seconds, and approximate indices would have to be proven against this
// one anyway.
#pragma once
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "models/neighbors/unit_vectors.h"

namespace koe::models::neighbors {

/// The `k` nearest of each of `n` queries, row-major n x k, nearest first, ties by lower index.
struct Neighbors {
  std::size_t n = 0;
  /// Neighbours a query; smaller than asked for when there are fewer candidates.
  std::size_t k = 0;
  std::vector<std::uint32_t> index;
  /// Dot products; see neighbors::cosine.
  std::vector<std::int32_t> dot;

  /// Neighbours of query `i`.
  [[nodiscard]] std::span<const std::uint32_t> indices_of(std::size_t i) const {
    return std::span(index).subspan(i * k, k);
  }
  /// Their dot products with query `i`.
  [[nodiscard]] std::span<const std::int32_t> dots_of(std::size_t i) const {
    return std::span(dot).subspan(i * k, k);
  }
  friend bool operator==(const Neighbors&, const Neighbors&) = default;
};

/// The `k` nearest rows of `base` for each row of `queries`.
/// Cost: O(n m d) integer multiplications in blocks that stay in the cache, split over `threads` (>= 1);
/// memory O(n k).
/// Out: the same bits at any number of threads and on any processor.
/// Errors: std::invalid_argument when the dimensions differ.
/// Checked against a double loop in tests/unit/models/cluster/exact_knn_test.cpp.
[[nodiscard]] Neighbors nearest_rows(const UnitVectors& queries, const UnitVectors& base, std::size_t k,
                                     unsigned threads);

/// The same within one set: the `k` nearest *other* rows of each row. Each product is made once for both of its rows.
[[nodiscard]] Neighbors nearest_neighbors(const UnitVectors& vectors, std::size_t k, unsigned threads);

/// Neighbours that the rows of two sets have in the other set.
struct NeighborsBothWays {
  Neighbors of_left;
  Neighbors of_right;
};

/// nearest_rows of `left` among `right` and of `right` among `left` with half of the multiplications of two searches.
[[nodiscard]] NeighborsBothWays nearest_both_ways(const UnitVectors& left, const UnitVectors& right, std::size_t k_left,
                                                  std::size_t k_right, unsigned threads);

/// The same with neighbours from every stratum in proportion to its size, so that texts of one language do
/// not find only each other: of k neighbours, a stratum of share p gives about k p (largest remainders; at
/// most all but one of its rows).
/// In: `strata` one small number a row.
/// Out: as `nearest_neighbors`; k is the sum over the strata.
/// Cost: as `nearest_neighbors`.
/// Errors: std::invalid_argument unless there is one stratum a row.
/// Source: batch balanced neighbours (Polanski et al. 2020), which takes equal numbers; proportions cost less
/// quality (METHODS.md).
/// Checked in tests/unit/models/cluster/exact_knn_test.cpp.
[[nodiscard]] Neighbors balanced_neighbors(const UnitVectors& vectors, std::span<const std::uint32_t> strata,
                                           std::size_t k, unsigned threads);

}  // namespace koe::models::neighbors
