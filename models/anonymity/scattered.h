// Labels as 64-bit numbers whose sums stand for sets of labels.
#pragma once
#include <cstdint>

namespace koe::models::anonymity {

/// Scatters a label of a table over 64 bits (the finalizer of splitmix64; Steele, Lea and Flood (2014), OOPSLA).
[[nodiscard]] inline std::uint64_t scattered(std::uint64_t table, std::uint32_t label) {
  std::uint64_t z = ((table + 1) << 32 | label) + 0x9E3779B97F4A7C15ULL;
  z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9ULL;
  z = (z ^ (z >> 27)) * 0x94D049BB133111EBULL;
  return z ^ (z >> 31);
}

}  // namespace koe::models::anonymity
