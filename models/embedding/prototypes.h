// What does a text resemble among subjects that are known beforehand? Directions of known subjects (prototypes), the
// affinity of a text to each, and vectors in which texts with the same affinities come closer together.
#pragma once
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "models/embedding/vector_kernels.h"
#include "models/matrix.h"

namespace koe::models::embedding {

/// Settings of AffinityMeasure and `append_affinities`; how the defaults were chosen is in METHODS.md.
struct PrototypeOptions {
  /// Cosines are divided by this before the softmax.
  double temperature = 0.05;
  /// Cosine of the alternative "none of them": what texts about something else reach with their nearest prototype.
  double unrelated = 0.28;
  /// Length of the affinities beside a direction of length 1, for a text that is wholly about known subjects.
  double weight = 0.5;
};

/// Mean direction of each group.
/// In: `directions` n x d, rows of length 1 or 0; `group` n numbers below `groups`.
/// Out: groups x d, rows of length 1; zeros for a group without a direction.
/// Cost: O(n d), sums in double in row order. Checked in tests/unit/models/embedding/prototypes_test.cpp.
[[nodiscard]] Matrix prototypes(const Matrix& directions, std::span<const std::uint32_t> group, std::size_t groups);

/// Tells how far texts are about each prototype: softmax of cosine / temperature over the prototypes and the alternative
/// "none of them", of which only the prototypes' parts are returned. Immutable; share one among threads.
class AffinityMeasure {
 public:
  /// In: `prototypes` k x d, rows of length 1 or 0. Cost: O(k d).
  explicit AffinityMeasure(const Matrix& prototypes, const PrototypeOptions& options = {});

  /// In: `directions` n x d, rows of length 1 or 0.
  /// Out: n x k, each value 0..1, a row's sum below 1; a row of zeros for a text without direction.
  /// Cost: O(n k d); equal rows give equal bits. Checked in the same test.
  [[nodiscard]] Matrix affinities(const Matrix& directions) const;

  /// Number of prototypes, k.
  [[nodiscard]] std::size_t count() const { return count_; }

  /// Length of the directions, d.
  [[nodiscard]] std::size_t dimensions() const { return dimensions_; }

 private:
  [[nodiscard]] std::size_t column_blocks() const { return (count_ + kLanes - 1) / kLanes; }
  /// Cosines of kRowsAtOnce rows, those that VectorKernels::dot_columns takes, with all prototypes: `cosines` holds
  /// kRowsAtOnce rows of a multiple of kLanes.
  void measure(std::span<const double> rows, std::span<double> cosines) const;
  /// Writes the affinities of one text; `odds` holds count() values.
  void soften(std::span<const double> cosines, std::span<double> odds, std::span<float> affinity) const;

  std::size_t count_ = 0;
  std::size_t dimensions_ = 0;
  PrototypeOptions options_;
  std::vector<double> columns_;  ///< kLanes prototypes after kLanes prototypes, each block dimension by dimension
  VectorKernels kernels_;
};

/// A direction with the affinities beside it: `out` = (direction, weight * sqrt(affinity)) / its length. The square roots
/// make the dot product of the appended parts the Bhattacharyya coefficient of two texts' affinities: 1 when alike, 0
/// when they share no subject.
/// In: `direction` d and `affinity` k values; `out` d + k. Out: length 1 or 0. Thread-safe.
/// Source: Bhattacharyya (1943), Bull. Calcutta Math. Soc. 35. Checked in the same test.
void append_affinities(std::span<const float> direction, std::span<const float> affinity, const PrototypeOptions& options,
                       std::span<float> out);

}  // namespace koe::models::embedding
