#include "models/embedding/vector_kernels.h"

#include <algorithm>
#include <cstring>

#if defined(__x86_64__)
#include <immintrin.h>
#endif

namespace koe::models::embedding {
namespace {

/// What `add_scaled` does, for the elements from `begin` on.
void add_scaled_from(std::size_t begin, const ScaledRow* rows, std::size_t count, std::size_t n, float* sum) {
  for (std::size_t r = 0; r < count; ++r)
    for (std::size_t j = begin; j < n; ++j) sum[j] += rows[r].factor * static_cast<float>(rows[r].values[j]);
}

void add_scaled_portable(const ScaledRow* rows, std::size_t count, std::size_t n, float* sum) {
  add_scaled_from(0, rows, count, n, sum);
}

void dot_columns_portable(const double* rows, const double* columns, std::size_t n, double* sums) {
  std::fill_n(sums, kRowsAtOnce * kLanes, 0.0);
  for (std::size_t j = 0; j < n; ++j) {
    for (std::size_t r = 0; r < kRowsAtOnce; ++r)
      for (std::size_t lane = 0; lane < kLanes; ++lane)
        sums[r * kLanes + lane] += rows[j * kRowsAtOnce + r] * columns[j * kLanes + lane];
  }
}

void add_scaled_precisely_portable(const std::int8_t* values, double step, std::size_t n, double* sum) {
  for (std::size_t j = 0; j < n; ++j) sum[j] += step * static_cast<double>(values[j]);
}

void multiply_portable(const std::int8_t* values, double step, const double* others, std::size_t n, double* products) {
  for (std::size_t j = 0; j < n; ++j) products[j] = step * static_cast<double>(values[j]) * others[j];
}

#if defined(__x86_64__)

constexpr std::size_t kDoubles = 4;  ///< in a register of AVX2

/// `step` * kDoubles of `values`.
__attribute__((target("avx2"))) inline __m256d scaled_doubles(__m256d step, const std::int8_t* values) {
  std::int32_t bytes = 0;
  std::memcpy(&bytes, values, sizeof(bytes));
  return _mm256_mul_pd(step, _mm256_cvtepi32_pd(_mm_cvtepi8_epi32(_mm_cvtsi32_si128(bytes))));
}

__attribute__((target("avx2"))) void add_scaled_precisely_avx2(const std::int8_t* values, double step, std::size_t n,
                                                               double* sum) {
  const __m256d steps = _mm256_set1_pd(step);
  std::size_t j = 0;
  for (; j + kDoubles <= n; j += kDoubles)
    _mm256_storeu_pd(sum + j, _mm256_add_pd(_mm256_loadu_pd(sum + j), scaled_doubles(steps, values + j)));
  add_scaled_precisely_portable(values + j, step, n - j, sum + j);
}

__attribute__((target("avx2"))) void multiply_avx2(const std::int8_t* values, double step, const double* others, std::size_t n,
                                                   double* products) {
  const __m256d steps = _mm256_set1_pd(step);
  std::size_t j = 0;
  for (; j + kDoubles <= n; j += kDoubles)
    _mm256_storeu_pd(products + j, _mm256_mul_pd(scaled_doubles(steps, values + j), _mm256_loadu_pd(others + j)));
  multiply_portable(values + j, step, others + j, n - j, products + j);
}

__attribute__((target("avx2"))) inline __m256 scaled_avx2(__m256 factor, const std::int8_t* values) {
  const __m128i bytes = _mm_loadl_epi64(reinterpret_cast<const __m128i*>(values));
  return _mm256_mul_ps(factor, _mm256_cvtepi32_ps(_mm256_cvtepi8_epi32(bytes)));
}

/// Eight elements an instruction, 32 of the sum in registers.
__attribute__((target("avx2"))) void add_scaled_avx2(const ScaledRow* rows, std::size_t count, std::size_t n, float* sum) {
  constexpr std::size_t kStep = 32;
  std::size_t j = 0;
  for (; j + kStep <= n; j += kStep) {
    __m256 s0 = _mm256_loadu_ps(sum + j), s1 = _mm256_loadu_ps(sum + j + 8);
    __m256 s2 = _mm256_loadu_ps(sum + j + 16), s3 = _mm256_loadu_ps(sum + j + 24);
    for (std::size_t r = 0; r < count; ++r) {
      const __m256 factor = _mm256_set1_ps(rows[r].factor);
      const std::int8_t* const values = rows[r].values + j;
      s0 = _mm256_add_ps(s0, scaled_avx2(factor, values));
      s1 = _mm256_add_ps(s1, scaled_avx2(factor, values + 8));
      s2 = _mm256_add_ps(s2, scaled_avx2(factor, values + 16));
      s3 = _mm256_add_ps(s3, scaled_avx2(factor, values + 24));
    }
    _mm256_storeu_ps(sum + j, s0);
    _mm256_storeu_ps(sum + j + 8, s1);
    _mm256_storeu_ps(sum + j + 16, s2);
    _mm256_storeu_ps(sum + j + 24, s3);
  }
  add_scaled_from(j, rows, count, n, sum);
}

__attribute__((target("avx512f"))) inline __m512 scaled_avx512(__m512 factor, const std::int8_t* values) {
  constexpr __mmask16 kAll = 0xFFFF;  // without a mask GCC 12 warns of its own header (its bug 105593)
  const __m128i bytes = _mm_loadu_si128(reinterpret_cast<const __m128i*>(values));
  return _mm512_mul_ps(factor, _mm512_maskz_cvtepi32_ps(kAll, _mm512_maskz_cvtepi8_epi32(kAll, bytes)));
}

/// Sixteen elements an instruction, 64 of the sum in registers.
__attribute__((target("avx512f"))) void add_scaled_avx512(const ScaledRow* rows, std::size_t count, std::size_t n,
                                                          float* sum) {
  constexpr std::size_t kStep = 64;
  std::size_t j = 0;
  for (; j + kStep <= n; j += kStep) {
    __m512 s0 = _mm512_loadu_ps(sum + j), s1 = _mm512_loadu_ps(sum + j + 16);
    __m512 s2 = _mm512_loadu_ps(sum + j + 32), s3 = _mm512_loadu_ps(sum + j + 48);
    for (std::size_t r = 0; r < count; ++r) {
      const __m512 factor = _mm512_set1_ps(rows[r].factor);
      const std::int8_t* const values = rows[r].values + j;
      s0 = _mm512_add_ps(s0, scaled_avx512(factor, values));
      s1 = _mm512_add_ps(s1, scaled_avx512(factor, values + 16));
      s2 = _mm512_add_ps(s2, scaled_avx512(factor, values + 32));
      s3 = _mm512_add_ps(s3, scaled_avx512(factor, values + 48));
    }
    _mm512_storeu_ps(sum + j, s0);
    _mm512_storeu_ps(sum + j + 16, s1);
    _mm512_storeu_ps(sum + j + 32, s2);
    _mm512_storeu_ps(sum + j + 48, s3);
  }
  add_scaled_from(j, rows, count, n, sum);
}

/// Four lanes an instruction, two rows at a time: their sums fill half of the registers.
__attribute__((target("avx2,fma"))) void dot_columns_avx2(const double* rows, const double* columns, std::size_t n,
                                                          double* sums) {
  for (std::size_t r = 0; r < kRowsAtOnce; r += 2) {
    __m256d a0 = _mm256_setzero_pd(), a1 = a0, a2 = a0, a3 = a0;
    __m256d b0 = a0, b1 = a0, b2 = a0, b3 = a0;
    for (std::size_t j = 0; j < n; ++j) {
      const __m256d a = _mm256_broadcast_sd(rows + j * kRowsAtOnce + r);
      const __m256d b = _mm256_broadcast_sd(rows + j * kRowsAtOnce + r + 1);
      const __m256d c0 = _mm256_loadu_pd(columns + j * kLanes), c1 = _mm256_loadu_pd(columns + j * kLanes + 4);
      const __m256d c2 = _mm256_loadu_pd(columns + j * kLanes + 8), c3 = _mm256_loadu_pd(columns + j * kLanes + 12);
      a0 = _mm256_fmadd_pd(a, c0, a0);
      a1 = _mm256_fmadd_pd(a, c1, a1);
      a2 = _mm256_fmadd_pd(a, c2, a2);
      a3 = _mm256_fmadd_pd(a, c3, a3);
      b0 = _mm256_fmadd_pd(b, c0, b0);
      b1 = _mm256_fmadd_pd(b, c1, b1);
      b2 = _mm256_fmadd_pd(b, c2, b2);
      b3 = _mm256_fmadd_pd(b, c3, b3);
    }
    double* const out = sums + r * kLanes;
    _mm256_storeu_pd(out, a0);
    _mm256_storeu_pd(out + 4, a1);
    _mm256_storeu_pd(out + 8, a2);
    _mm256_storeu_pd(out + 12, a3);
    _mm256_storeu_pd(out + kLanes, b0);
    _mm256_storeu_pd(out + kLanes + 4, b1);
    _mm256_storeu_pd(out + kLanes + 8, b2);
    _mm256_storeu_pd(out + kLanes + 12, b3);
  }
}

/// Eight lanes an instruction.
__attribute__((target("avx512f"))) void dot_columns_avx512(const double* rows, const double* columns, std::size_t n,
                                                           double* sums) {
  __m512d a0 = _mm512_setzero_pd(), a1 = a0, b0 = a0, b1 = a0, c0 = a0, c1 = a0, d0 = a0, d1 = a0;
  for (std::size_t j = 0; j < n; ++j) {
    const double* const row = rows + j * kRowsAtOnce;
    const __m512d low = _mm512_loadu_pd(columns + j * kLanes), high = _mm512_loadu_pd(columns + j * kLanes + 8);
    a0 = _mm512_fmadd_pd(_mm512_set1_pd(row[0]), low, a0);
    a1 = _mm512_fmadd_pd(_mm512_set1_pd(row[0]), high, a1);
    b0 = _mm512_fmadd_pd(_mm512_set1_pd(row[1]), low, b0);
    b1 = _mm512_fmadd_pd(_mm512_set1_pd(row[1]), high, b1);
    c0 = _mm512_fmadd_pd(_mm512_set1_pd(row[2]), low, c0);
    c1 = _mm512_fmadd_pd(_mm512_set1_pd(row[2]), high, c1);
    d0 = _mm512_fmadd_pd(_mm512_set1_pd(row[3]), low, d0);
    d1 = _mm512_fmadd_pd(_mm512_set1_pd(row[3]), high, d1);
  }
  _mm512_storeu_pd(sums, a0);
  _mm512_storeu_pd(sums + 8, a1);
  _mm512_storeu_pd(sums + kLanes, b0);
  _mm512_storeu_pd(sums + kLanes + 8, b1);
  _mm512_storeu_pd(sums + 2 * kLanes, c0);
  _mm512_storeu_pd(sums + 2 * kLanes + 8, c1);
  _mm512_storeu_pd(sums + 3 * kLanes, d0);
  _mm512_storeu_pd(sums + 3 * kLanes + 8, d1);
}
static_assert(kLanes == 16 && kRowsAtOnce == 4, "the kernels of dot products are written for these numbers");

#endif

}  // namespace

VectorKernels portable_vector_kernels() { return {add_scaled_portable, dot_columns_portable, add_scaled_precisely_portable, multiply_portable}; }

std::vector<VectorKernels> supported_vector_kernels() {
  std::vector<VectorKernels> kernels = {portable_vector_kernels()};
#if defined(__x86_64__)
  const bool has_avx2 = __builtin_cpu_supports("avx2") != 0 && __builtin_cpu_supports("fma") != 0;
  if (has_avx2) kernels.push_back({add_scaled_avx2, dot_columns_avx2, add_scaled_precisely_avx2, multiply_avx2});
  if (has_avx2 && __builtin_cpu_supports("avx512f") != 0)
    kernels.push_back({add_scaled_avx512, dot_columns_avx512, add_scaled_precisely_avx2, multiply_avx2});
#endif
  return kernels;
}

VectorKernels fastest_vector_kernels() { return supported_vector_kernels().back(); }

}  // namespace koe::models::embedding
