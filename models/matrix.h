// How are vectors handed from one part to the next? One dense matrix of floats that owns its memory.
#pragma once
#include <algorithm>
#include <cstddef>
#include <span>

#include "models/unset_vector.h"

namespace koe::models {

/// Dense matrix of floats, row-major, `rows x columns`; row i is the vector of unit i.
/// Cost: one allocation; a row is a view into it, valid as long as the matrix is neither moved nor assigned.
/// Checked in tests/unit/models/embedding/matrix_test.cpp.
class Matrix {
 public:
  Matrix() = default;

  /// All zeros.
  Matrix(std::size_t rows, std::size_t columns)
      : rows_(rows), columns_(columns), values_(rows * columns, 0.0F) {}

  /// Values that are yet to be set.
  [[nodiscard]] static Matrix unset(std::size_t rows, std::size_t columns) {
    Matrix matrix;
    matrix.rows_ = rows;
    matrix.columns_ = columns;
    matrix.values_ = UnsetVector<float>(rows * columns);
    return matrix;
  }

  /// Number of vectors.
  [[nodiscard]] std::size_t rows() const { return rows_; }

  /// Length of each vector.
  [[nodiscard]] std::size_t columns() const { return columns_; }

  /// Row `index`; caller checks that index < rows().
  [[nodiscard]] std::span<float> row(std::size_t index) {
    return std::span(values_).subspan(index * columns_, columns_);
  }

  /// Row `index`, read-only.
  [[nodiscard]] std::span<const float> row(std::size_t index) const {
    return std::span(values_).subspan(index * columns_, columns_);
  }

  /// All values, row after row.
  [[nodiscard]] std::span<const float> values() const { return values_; }

  friend bool operator==(const Matrix&, const Matrix&) = default;

 private:
  std::size_t rows_ = 0;
  std::size_t columns_ = 0;
  UnsetVector<float> values_;
};

/// Whether nothing is known: a vector of zeros has no direction.
[[nodiscard]] inline bool is_zero(std::span<const float> vector) {
  return std::ranges::all_of(vector, [](float value) { return value == 0.0F; });
}

}  // namespace koe::models
