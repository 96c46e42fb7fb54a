// How are unit vectors compared so that every machine gets the same answer? As 16-bit integers: dot products
// of integers do not depend on the order of summation, on the processor or on the compiler.
#pragma once
#include <cstddef>
#include <cstdint>
#include <span>

#include "models/unset_vector.h"
#include "models/matrix.h"

namespace koe::models::neighbors {

/// One is written as 2^14: the dot product of two unit vectors stays below 2^29 and fits 32 bits, partial
/// sums too.
inline constexpr std::int32_t kUnit = 1 << 14;

/// Dot product of 2^28 = cosine 1.
inline constexpr double kUnitDot = static_cast<double>(kUnit) * static_cast<double>(kUnit);

/// n unit vectors as 16-bit integers, row-major, each row padded with zeros to a multiple of 32 values.
/// Cost: 2 bytes a value.
/// Checked in tests/unit/models/cluster/exact_knn_test.cpp.
class UnitVectors {
 public:
  UnitVectors() = default;

  /// `n` rows of zeros.
  UnitVectors(std::size_t n, std::size_t dimensions);

  /// `n` rows that are yet to be set.
  [[nodiscard]] static UnitVectors unset(std::size_t n, std::size_t dimensions);

  /// Rounds the rows of `vectors` (n x d, each of length 1 or 0) to the nearest integer, halves away from
  /// zero.
  [[nodiscard]] static UnitVectors quantise(const Matrix& vectors);

  /// Sets row `index` to `vector` (d values, length 1 or 0) as quantise does. Threads may set different rows at once.
  void set_row(std::size_t index, std::span<const float> vector);

  /// Sets row `index` to the direction of `sum` (d values, any length); a zero sum gives a zero row.
  void set_direction(std::size_t index, std::span<const double> sum);

  /// Appends the rows of `other`, which has the same number of dimensions.
  void append(const UnitVectors& other);

  /// The given rows, in the given order.
  [[nodiscard]] UnitVectors subset(std::span<const std::uint32_t> rows) const;

  [[nodiscard]] std::size_t rows() const { return rows_; }
  [[nodiscard]] std::size_t dimensions() const { return dimensions_; }

  /// Row `index` without padding.
  [[nodiscard]] std::span<const std::int16_t> row(std::size_t index) const {
    return std::span(values_).subspan(index * stride_, dimensions_);
  }

  /// Row `index` with its padding.
  [[nodiscard]] std::span<const std::int16_t> padded_row(std::size_t index) const {
    return std::span(values_).subspan(index * stride_, stride_);
  }

  /// Whether row `index` is all zeros: a text without a direction.
  [[nodiscard]] bool is_zero(std::size_t index) const;

  friend bool operator==(const UnitVectors&, const UnitVectors&) = default;

 private:
  std::size_t rows_ = 0;
  std::size_t dimensions_ = 0;
  std::size_t stride_ = 0;
  UnsetVector<std::int16_t> values_;
};

/// Dot product of rows `a` of `left` and `b` of `right`; divide by kUnitDot for the cosine.
[[nodiscard]] std::int32_t dot(const UnitVectors& left, std::size_t a, const UnitVectors& right,
                               std::size_t b);

/// Cosine of a dot product.
[[nodiscard]] inline double cosine(std::int32_t dot_product) {
  return static_cast<double>(dot_product) / kUnitDot;
}

}  // namespace koe::models::neighbors
