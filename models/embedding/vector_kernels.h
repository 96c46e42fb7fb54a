// How are vectors added up quickly without another result on another machine? Every element for itself and in a fixed order,
// by the widest instructions that the processor has: they round as the plain ones do.
#pragma once
#include <cstddef>
#include <cstdint>
#include <vector>

namespace koe::models::embedding {

/// Vectors whose dot products are summed side by side, with as many vectors of the other kind at once.
inline constexpr std::size_t kLanes = 16;
inline constexpr std::size_t kRowsAtOnce = 4;

/// A vector of 8-bit numbers that stands for factor * values.
struct ScaledRow {
  const std::int8_t* values = nullptr;
  float factor = 0.0F;
};

/// Rows that are best added together: their values fit the nearest cache while parts of the sum stay in registers.
inline constexpr std::size_t kRowsTogether = 16;

/// The loops that vectors are worked on with.
struct VectorKernels {
  /// sum[j] += factor * values[j] for j < n, for one of `count` rows after the other.
  void (*add_scaled)(const ScaledRow* rows, std::size_t count, std::size_t n, float* sum);
  /// sums[r * kLanes + lane] = sum over j < n, in this order, of rows[j * kRowsAtOnce + r] * columns[j * kLanes + lane].
  /// In: doubles that hold floats. The product of two is exact, so that it may be added without being rounded first.
  void (*dot_columns)(const double* rows, const double* columns, std::size_t n, double* sums);
  /// sum[j] += step * values[j] for j < n.
  void (*add_scaled_precisely)(const std::int8_t* values, double step, std::size_t n, double* sum);
  /// products[j] = step * values[j] * others[j] for j < n.
  void (*multiply)(const std::int8_t* values, double step, const double* others, std::size_t n, double* products);
};

/// Plain loops: what the others must give, bit by bit.
[[nodiscard]] VectorKernels portable_vector_kernels();

/// Those that this processor has, slowest first.
[[nodiscard]] std::vector<VectorKernels> supported_vector_kernels();

/// The last of them. Checked in tests/unit/models/embedding/vector_kernels_test.cpp.
[[nodiscard]] VectorKernels fastest_vector_kernels();

}  // namespace koe::models::embedding
