// How are vectors added up quickly without another result on another machine? Every element for itself and in a fixed order,
// by the widest instructions that the processor has: they round as the plain ones do.
#pragma once
#include <cstddef>
#include <cstdint>

namespace koe::models::embedding {

/// Prototypes whose dot products are summed side by side.
inline constexpr std::size_t kLanes = 8;

/// The two loops that embedding spends its time in.
struct VectorKernels {
  /// sum[j] += factor * values[j] for j < n.
  void (*add_scaled)(const std::int8_t* values, float factor, std::size_t n, float* sum);
  /// sums[lane] = sum over j < n, in this order, of row[j] * columns[j * kLanes + lane].
  void (*dot_columns)(const float* row, const double* columns, std::size_t n, double* sums);
};

/// Plain loops: what the others must give, bit by bit.
[[nodiscard]] VectorKernels portable_vector_kernels();

/// The fastest that this processor has. Checked in tests/unit/models/embedding/vector_kernels_test.cpp.
[[nodiscard]] VectorKernels fastest_vector_kernels();

}  // namespace koe::models::embedding
