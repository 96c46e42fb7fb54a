#include "models/neighbors/dot_kernel.h"

#include <algorithm>

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

/// Candidates of a tile: with its queries, as many sums as the registers hold, so that little is loaded for what is multiplied,
/// and the sums of all lanes are made together.
constexpr std::size_t kTile = 4;

/// Multiplies kQueryBlock queries with kTile candidates. Out: products[q * row + c].
using TileKernel = void (*)(const std::int16_t* queries, const std::int16_t* candidates, std::size_t stride, std::size_t row,
                            std::int32_t* products);

/// A DotKernel made of tiles; where fewer than kTile candidates are left, the last tile takes some a second time.
template <TileKernel multiply_tile>
void dot_products_by_tiles(const std::int16_t* queries, const std::int16_t* base, std::size_t stride, std::size_t candidates,
                           std::int32_t* products) {
  if (candidates < kTile) return dot_products_portable(queries, base, stride, candidates, products);
  for (std::size_t c = 0; c < candidates; c += kTile) {
    const std::size_t first = std::min(c, candidates - kTile);
    multiply_tile(queries, base + first * stride, stride, candidates, products + first);
  }
}

/// One register a candidate.
struct Four256 {
  __m256i c0, c1, c2, c3;
};

__attribute__((target("avx2"))) inline __m256i load256(const std::int16_t* values) {
  return _mm256_loadu_si256(reinterpret_cast<const __m256i*>(values));
}

__attribute__((target("avx2"))) inline void add_products(Four256& sums, __m256i query, const Four256& values) {
  sums.c0 = _mm256_add_epi32(sums.c0, _mm256_madd_epi16(query, values.c0));
  sums.c1 = _mm256_add_epi32(sums.c1, _mm256_madd_epi16(query, values.c1));
  sums.c2 = _mm256_add_epi32(sums.c2, _mm256_madd_epi16(query, values.c2));
  sums.c3 = _mm256_add_epi32(sums.c3, _mm256_madd_epi16(query, values.c3));
}

/// Writes the sum of each register.
__attribute__((target("avx2"))) inline void write_sums(const Four256& sums, std::int32_t* products) {
  const __m256i halves = _mm256_hadd_epi32(_mm256_hadd_epi32(sums.c0, sums.c1), _mm256_hadd_epi32(sums.c2, sums.c3));
  const __m128i all = _mm_add_epi32(_mm256_castsi256_si128(halves), _mm256_extracti128_si256(halves, 1));
  _mm_storeu_si128(reinterpret_cast<__m128i*>(products), all);
}

/// 16 multiplications an instruction, two queries at a time.
__attribute__((target("avx2"))) void multiply_tile_avx2(const std::int16_t* queries, const std::int16_t* candidates,
                                                        std::size_t stride, std::size_t row, std::int32_t* products) {
  constexpr std::size_t kLanes = 16;
  for (std::size_t q = 0; q < kQueryBlock; q += 2) {
    const std::int16_t* const first = queries + q * stride;
    Four256 sums{};
    Four256 sums_of_second{};
    for (std::size_t j = 0; j < stride; j += kLanes) {
      const Four256 values{load256(candidates + j), load256(candidates + stride + j), load256(candidates + 2 * stride + j),
                           load256(candidates + 3 * stride + j)};
      add_products(sums, load256(first + j), values);
      add_products(sums_of_second, load256(first + stride + j), values);
    }
    write_sums(sums, products + q * row);
    write_sums(sums_of_second, products + (q + 1) * row);
  }
}

/// One register a candidate.
struct Four512 {
  __m512i c0, c1, c2, c3;
};

/// One of them a query.
struct Sixteen512 {
  Four512 q0, q1, q2, q3;
};

__attribute__((target("avx512f"))) inline __m512i load512(const std::int16_t* values) { return _mm512_loadu_si512(values); }

__attribute__((target("avx512f,avx512bw,avx512vnni"))) inline void add_products(Four512& sums, __m512i query,
                                                                                const Four512& values) {
  sums.c0 = _mm512_dpwssd_epi32(sums.c0, query, values.c0);
  sums.c1 = _mm512_dpwssd_epi32(sums.c1, query, values.c1);
  sums.c2 = _mm512_dpwssd_epi32(sums.c2, query, values.c2);
  sums.c3 = _mm512_dpwssd_epi32(sums.c3, query, values.c3);
}

/// Adds the products of the first kDotBlock values of each row.
__attribute__((target("avx512f,avx512bw,avx512vnni"))) inline void add_products(Sixteen512& sums, const std::int16_t* queries,
                                                                                const std::int16_t* candidates,
                                                                                std::size_t stride) {
  const Four512 values{load512(candidates), load512(candidates + stride), load512(candidates + 2 * stride),
                       load512(candidates + 3 * stride)};
  add_products(sums.q0, load512(queries), values);
  add_products(sums.q1, load512(queries + stride), values);
  add_products(sums.q2, load512(queries + 2 * stride), values);
  add_products(sums.q3, load512(queries + 3 * stride), values);
}

/// Masks of all lanes. The plain intrinsics do the same, but GCC 12 warns of its own header (its bug 105593).
constexpr __mmask16 kAll = 0xFFFF;
constexpr __mmask8 kAllPairs = 0xFF;

/// The sum of each register, four times: of a quarter of its lanes each.
__attribute__((target("avx512f"))) inline __m512i quarter_sums(const Four512& sums) {
  const __m512i low = _mm512_add_epi32(_mm512_maskz_unpacklo_epi32(kAll, sums.c0, sums.c1),
                                       _mm512_maskz_unpackhi_epi32(kAll, sums.c0, sums.c1));
  const __m512i high = _mm512_add_epi32(_mm512_maskz_unpacklo_epi32(kAll, sums.c2, sums.c3),
                                        _mm512_maskz_unpackhi_epi32(kAll, sums.c2, sums.c3));
  return _mm512_add_epi32(_mm512_maskz_unpacklo_epi64(kAllPairs, low, high), _mm512_maskz_unpackhi_epi64(kAllPairs, low, high));
}

/// The quarters of two registers added in pairs: two quarters of each are left.
__attribute__((target("avx512f"))) inline __m512i add_halves(__m512i left, __m512i right) {
  constexpr int kLower = 0x44, kUpper = 0xEE;  // quarters 0 and 1 of both, 2 and 3 of both
  return _mm512_add_epi32(_mm512_maskz_shuffle_i32x4(kAll, left, right, kLower),
                          _mm512_maskz_shuffle_i32x4(kAll, left, right, kUpper));
}

/// The sums of all registers, those of one query side by side.
__attribute__((target("avx512f"))) inline __m512i lane_sums(const Sixteen512& sums) {
  constexpr int kEven = 0x88, kOdd = 0xDD;  // quarters 0 and 2 of both, 1 and 3 of both
  const __m512i low = add_halves(quarter_sums(sums.q0), quarter_sums(sums.q1));
  const __m512i high = add_halves(quarter_sums(sums.q2), quarter_sums(sums.q3));
  return _mm512_add_epi32(_mm512_maskz_shuffle_i32x4(kAll, low, high, kEven),
                          _mm512_maskz_shuffle_i32x4(kAll, low, high, kOdd));
}

/// Writes the products of query `q` with kTile candidates.
template <int q>
__attribute__((target("avx512f"))) inline void write_quarter(__m512i all, std::int32_t* products) {
  constexpr __mmask8 kQuarter = 0xF;
  _mm_storeu_si128(reinterpret_cast<__m128i*>(products), _mm512_maskz_extracti32x4_epi32(kQuarter, all, q));
}

/// 32 multiplications an instruction, their sums included. Two steps a turn: the compiler moves all sums to other registers in
/// every turn.
__attribute__((target("avx512f,avx512bw,avx512vnni"))) void multiply_tile_avx512(const std::int16_t* queries,
                                                                                 const std::int16_t* candidates,
                                                                                 std::size_t stride, std::size_t row,
                                                                                 std::int32_t* products) {
  Sixteen512 sums{};
  std::size_t j = 0;
  for (; j + 2 * kDotBlock <= stride; j += 2 * kDotBlock) {
    add_products(sums, queries + j, candidates + j, stride);
    add_products(sums, queries + j + kDotBlock, candidates + j + kDotBlock, stride);
  }
  if (j < stride) add_products(sums, queries + j, candidates + j, stride);
  const __m512i all = lane_sums(sums);
  write_quarter<0>(all, products);
  write_quarter<1>(all, products + row);
  write_quarter<2>(all, products + 2 * row);
  write_quarter<3>(all, products + 3 * row);
}
static_assert(kQueryBlock == 4 && kTile == 4 && kDotBlock == 32, "the tiles are written for these numbers");

}  // namespace
#endif

std::vector<DotKernel> supported_dot_kernels() {
  std::vector<DotKernel> kernels = {dot_products_portable};
#if defined(__x86_64__)
  if (__builtin_cpu_supports("avx2") != 0) kernels.push_back(dot_products_by_tiles<multiply_tile_avx2>);
  if (__builtin_cpu_supports("avx512bw") != 0 && __builtin_cpu_supports("avx512vnni") != 0)
    kernels.push_back(dot_products_by_tiles<multiply_tile_avx512>);
#endif
  return kernels;
}

DotKernel fastest_dot_kernel() { return supported_dot_kernels().back(); }

}  // namespace koe::models::neighbors
