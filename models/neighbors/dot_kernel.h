// How are many dot products of 16-bit integers made quickly? The only place that knows about instruction
// sets; integer sums are the same whichever of its kernels runs.
#pragma once
#include <cstddef>
#include <cstdint>
#include <vector>

namespace koe::models::neighbors {

/// Rows are padded with zeros to a multiple of this many values.
inline constexpr std::size_t kDotBlock = 32;

/// Queries that are multiplied together, so that every loaded candidate is used that often.
inline constexpr std::size_t kQueryBlock = 4;

/// Dot products of kQueryBlock queries with `candidates` consecutive rows.
/// In: `queries` and `base` point to rows of `stride` values (a multiple of kDotBlock, zero-padded).
/// Out: `products[q * candidates + c]`.
/// Cost: kQueryBlock * candidates * stride multiplications.
/// Checked in tests/unit/models/cluster/exact_knn_test.cpp.
using DotKernel = void (*)(const std::int16_t* queries, const std::int16_t* base, std::size_t stride,
                           std::size_t candidates, std::int32_t* products);

/// Plain C++.
void dot_products_portable(const std::int16_t* queries, const std::int16_t* base, std::size_t stride,
                           std::size_t candidates, std::int32_t* products);

/// The kernels that this processor runs, slowest first. All give the same integers.
[[nodiscard]] std::vector<DotKernel> supported_dot_kernels();

/// The last of them.
[[nodiscard]] DotKernel fastest_dot_kernel();

}  // namespace koe::models::neighbors
