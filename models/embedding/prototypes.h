// What does a text resemble among subjects that are known beforehand? Directions of known subjects (prototypes), the
// affinity of a text to each, and vectors in which texts with the same affinities come closer together.
#pragma once
#include <cstddef>
#include <cstdint>
#include <span>

#include "models/matrix.h"

namespace koe::models::embedding {

/// Settings of `affinities` and `append_affinities`; how the defaults were chosen is in METHODS.md.
struct PrototypeOptions {
  /// Cosines are divided by this before the softmax.
  double temperature = 0.05;
  /// Cosine of the alternative "none of them": what texts about something else reach with their nearest prototype.
  double unrelated = 0.25;
  /// Length of the affinities beside a direction of length 1, for a text that is wholly about known subjects.
  double weight = 0.5;
};

/// Mean direction of each group.
/// In: `directions` n x d, rows of length 1 or 0; `group` n numbers below `groups`.
/// Out: groups x d, rows of length 1; zeros for a group without a direction.
/// Cost: O(n d), sums in double in row order. Checked in tests/unit/models/embedding/prototypes_test.cpp.
[[nodiscard]] Matrix prototypes(const Matrix& directions, std::span<const std::uint32_t> group, std::size_t groups);

/// How far each text is about each prototype: softmax of cosine / temperature over the prototypes and the alternative
/// "none of them", of which only the prototypes' parts are returned.
/// In: `directions` n x d and `prototypes` k x d, rows of length 1 or 0.
/// Out: n x k, each value 0..1, a row's sum below 1; a row of zeros for a text without direction.
/// Cost: O(n k d), split over `threads`; equal rows give equal bits. Checked in the same test.
[[nodiscard]] Matrix affinities(const Matrix& directions, const Matrix& prototypes, const PrototypeOptions& options,
                                unsigned threads);

/// A direction with the affinities beside it: `out` = (direction, weight * sqrt(affinity)) / its length. The square roots
/// make the dot product of the appended parts the Bhattacharyya coefficient of two texts' affinities: 1 when alike, 0
/// when they share no subject.
/// In: `direction` d and `affinity` k values; `out` d + k. Out: length 1 or 0. Thread-safe.
/// Source: Bhattacharyya (1943), Bull. Calcutta Math. Soc. 35. Checked in the same test.
void append_affinities(std::span<const float> direction, std::span<const float> affinity, const PrototypeOptions& options,
                       std::span<float> out);

}  // namespace koe::models::embedding
