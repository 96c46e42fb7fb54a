#include "models/embedding/vector_kernels.h"

#include <algorithm>

#if defined(__x86_64__)
#include <immintrin.h>
#endif

namespace koe::models::embedding {
namespace {

void add_scaled_portable(const std::int8_t* values, float factor, std::size_t n, float* sum) {
  for (std::size_t j = 0; j < n; ++j) sum[j] += factor * static_cast<float>(values[j]);
}

void dot_columns_portable(const float* row, const double* columns, std::size_t n, double* sums) {
  std::fill_n(sums, kLanes, 0.0);
  for (std::size_t j = 0; j < n; ++j) {
    for (std::size_t lane = 0; lane < kLanes; ++lane) sums[lane] += double{row[j]} * columns[j * kLanes + lane];
  }
}

#if defined(__x86_64__)

/// Eight elements an instruction.
__attribute__((target("avx2"))) void add_scaled_avx2(const std::int8_t* values, float factor, std::size_t n, float* sum) {
  constexpr std::size_t kStep = 8;
  const __m256 factors = _mm256_set1_ps(factor);
  std::size_t j = 0;
  for (; j + kStep <= n; j += kStep) {
    const __m128i bytes = _mm_loadl_epi64(reinterpret_cast<const __m128i*>(values + j));
    const __m256 numbers = _mm256_cvtepi32_ps(_mm256_cvtepi8_epi32(bytes));
    _mm256_storeu_ps(sum + j, _mm256_add_ps(_mm256_loadu_ps(sum + j), _mm256_mul_ps(factors, numbers)));
  }
  add_scaled_portable(values + j, factor, n - j, sum + j);
}

/// Four lanes an instruction; multiplication and addition round one after the other, as in the plain loop.
__attribute__((target("avx2"))) void dot_columns_avx2(const float* row, const double* columns, std::size_t n,
                                                      double* sums) {
  __m256d low = _mm256_setzero_pd();
  __m256d high = low;
  for (std::size_t j = 0; j < n; ++j) {
    const __m256d value = _mm256_set1_pd(double{row[j]});
    low = _mm256_add_pd(low, _mm256_mul_pd(value, _mm256_loadu_pd(columns + j * kLanes)));
    high = _mm256_add_pd(high, _mm256_mul_pd(value, _mm256_loadu_pd(columns + j * kLanes + kLanes / 2)));
  }
  _mm256_storeu_pd(sums, low);
  _mm256_storeu_pd(sums + kLanes / 2, high);
}
static_assert(kLanes == 8, "dot_columns_avx2 is written for eight lanes");

#endif

}  // namespace

VectorKernels portable_vector_kernels() { return {add_scaled_portable, dot_columns_portable}; }

VectorKernels fastest_vector_kernels() {
#if defined(__x86_64__)
  if (__builtin_cpu_supports("avx2") != 0) return {add_scaled_avx2, dot_columns_avx2};
#endif
  return portable_vector_kernels();
}

}  // namespace koe::models::embedding
