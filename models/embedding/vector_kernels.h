// How are vectors added up quickly without another result on another machine? Every element for itself and in a fixed order,
// by the widest instructions that the processor has: they round as the plain ones do.
#pragma once
#include <cstddef>
#include <cstdint>

namespace koe::models::embedding {

/// Vectors whose dot products are summed side by side, with as many vectors of the other kind at once.
inline constexpr std::size_t kLanes = 16;
inline constexpr std::size_t kRowsAtOnce = 4;

/// The two loops that embedding spends its time in.
struct VectorKernels {
  /// sum[j] += factor * values[j] for j < n.
  void (*add_scaled)(const std::int8_t* values, float factor, std::size_t n, float* sum);
  /// sums[r * kLanes + lane] = sum over j < n, in this order, of rows[j * kRowsAtOnce + r] * columns[j * kLanes + lane].
  /// In: doubles that hold floats. The product of two is exact, so that it may be added without being rounded first.
  void (*dot_columns)(const double* rows, const double* columns, std::size_t n, double* sums);
};

/// Plain loops: what the others must give, bit by bit.
[[nodiscard]] VectorKernels portable_vector_kernels();

/// The fastest that this processor has. Checked in tests/unit/models/embedding/vector_kernels_test.cpp.
[[nodiscard]] VectorKernels fastest_vector_kernels();

}  // namespace koe::models::embedding
