#include "models/neighbors/dot_kernel.h"

#if defined(__x86_64__)
#include <immintrin.h>
#endif

namespace koe::models::neighbors {

void dot_products_portable(const std::int16_t* queries, const std::int16_t* base, std::size_t stride,
                           std::size_t candidates, std::int32_t* products) {
  for (std::size_t q = 0; q < kQueryBlock; ++q) {
    const std::int16_t* query = queries + q * stride;
    for (std::size_t c = 0; c < candidates; ++c) {
      const std::int16_t* candidate = base + c * stride;
      std::int32_t sum = 0;
      for (std::size_t j = 0; j < stride; j += kDotBlock) {
        // A fixed number of turns lets the compiler use multiply-and-add instructions at -O2.
        for (std::size_t i = 0; i < kDotBlock; ++i) {
          sum += std::int32_t{query[j + i]} * std::int32_t{candidate[j + i]};
        }
      }
      products[q * candidates + c] = sum;
    }
  }
}

#if defined(__x86_64__)
namespace {

__attribute__((target("avx2"))) inline std::int32_t horizontal_sum(__m256i values) {
  const __m128i halves = _mm_add_epi32(_mm256_castsi256_si128(values), _mm256_extracti128_si256(values, 1));
  const __m128i pairs = _mm_add_epi32(halves, _mm_shuffle_epi32(halves, 0x4E));
  return _mm_cvtsi128_si32(_mm_add_epi32(pairs, _mm_shuffle_epi32(pairs, 0xB1)));
}

__attribute__((target("avx2"))) inline __m256i load(const std::int16_t* values) {
  return _mm256_loadu_si256(reinterpret_cast<const __m256i*>(values));
}

/// 16 multiplications an instruction, every loaded candidate used for four queries.
__attribute__((target("avx2"))) void dot_products_avx2(const std::int16_t* queries, const std::int16_t* base,
                                                       std::size_t stride, std::size_t candidates,
                                                       std::int32_t* products) {
  constexpr std::size_t kLanes = 16;
  const std::int16_t* const q0 = queries;
  const std::int16_t* const q1 = q0 + stride;
  const std::int16_t* const q2 = q1 + stride;
  const std::int16_t* const q3 = q2 + stride;
  for (std::size_t c = 0; c < candidates; ++c) {
    const std::int16_t* candidate = base + c * stride;
    __m256i s0 = _mm256_setzero_si256();
    __m256i s1 = s0;
    __m256i s2 = s0;
    __m256i s3 = s0;
    for (std::size_t j = 0; j < stride; j += kLanes) {
      const __m256i values = load(candidate + j);
      s0 = _mm256_add_epi32(s0, _mm256_madd_epi16(load(q0 + j), values));
      s1 = _mm256_add_epi32(s1, _mm256_madd_epi16(load(q1 + j), values));
      s2 = _mm256_add_epi32(s2, _mm256_madd_epi16(load(q2 + j), values));
      s3 = _mm256_add_epi32(s3, _mm256_madd_epi16(load(q3 + j), values));
    }
    products[c] = horizontal_sum(s0);
    products[candidates + c] = horizontal_sum(s1);
    products[2 * candidates + c] = horizontal_sum(s2);
    products[3 * candidates + c] = horizontal_sum(s3);
  }
}
static_assert(kQueryBlock == 4, "dot_products_avx2 is written for four queries");

__attribute__((target("avx512f"))) inline std::int32_t horizontal_sum(__m512i values) {
  alignas(64) std::int32_t lanes[16];
  _mm512_store_si512(lanes, values);
  const auto* halves = reinterpret_cast<const __m256i*>(lanes);
  return horizontal_sum(_mm256_add_epi32(halves[0], halves[1]));
}

/// The same with 32 multiplications an instruction, their sums included.
__attribute__((target("avx512f,avx512bw,avx512vnni"))) void dot_products_avx512(const std::int16_t* queries,
                                                                                const std::int16_t* base,
                                                                                std::size_t stride, std::size_t candidates,
                                                                                std::int32_t* products) {
  const std::int16_t* const q0 = queries;
  const std::int16_t* const q1 = q0 + stride;
  const std::int16_t* const q2 = q1 + stride;
  const std::int16_t* const q3 = q2 + stride;
  for (std::size_t c = 0; c < candidates; ++c) {
    const std::int16_t* candidate = base + c * stride;
    __m512i s0 = _mm512_setzero_si512();
    __m512i s1 = s0;
    __m512i s2 = s0;
    __m512i s3 = s0;
    for (std::size_t j = 0; j < stride; j += kDotBlock) {
      const __m512i values = _mm512_loadu_si512(candidate + j);
      s0 = _mm512_dpwssd_epi32(s0, _mm512_loadu_si512(q0 + j), values);
      s1 = _mm512_dpwssd_epi32(s1, _mm512_loadu_si512(q1 + j), values);
      s2 = _mm512_dpwssd_epi32(s2, _mm512_loadu_si512(q2 + j), values);
      s3 = _mm512_dpwssd_epi32(s3, _mm512_loadu_si512(q3 + j), values);
    }
    products[c] = horizontal_sum(s0);
    products[candidates + c] = horizontal_sum(s1);
    products[2 * candidates + c] = horizontal_sum(s2);
    products[3 * candidates + c] = horizontal_sum(s3);
  }
}
static_assert(kDotBlock == 32, "dot_products_avx512 takes a block an instruction");

}  // namespace
#endif

std::vector<DotKernel> supported_dot_kernels() {
  std::vector<DotKernel> kernels = {dot_products_portable};
#if defined(__x86_64__)
  if (__builtin_cpu_supports("avx2") != 0) kernels.push_back(dot_products_avx2);
  if (__builtin_cpu_supports("avx512bw") != 0 && __builtin_cpu_supports("avx512vnni") != 0)
    kernels.push_back(dot_products_avx512);
#endif
  return kernels;
}

DotKernel fastest_dot_kernel() { return supported_dot_kernels().back(); }

}  // namespace koe::models::neighbors
