#include "models/stats/rng.h"

#include <algorithm>
#include <bit>
#include <cassert>
#include <cmath>
#include <limits>

namespace koe::models::stats {
namespace {

/// One step of splitmix64 (Vigna's public-domain reference).
std::uint64_t splitmix64(std::uint64_t& state) {
  state += 0x9e3779b97f4a7c15ULL;
  std::uint64_t z = state;
  z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ULL;
  z = (z ^ (z >> 27)) * 0x94d049bb133111ebULL;
  return z ^ (z >> 31);
}

}  // namespace

Rng::Rng(std::uint64_t seed, std::uint64_t stream) : state_{} {
  // The stream is scrambled once before it meets the seed: neighbouring streams of neighbouring seeds must
  // not collide. Stream 0 leaves the seed as it is, so that Rng(seed) is the textbook generator.
  std::uint64_t scrambled_stream = stream;
  std::uint64_t state = stream == 0 ? seed : seed ^ splitmix64(scrambled_stream);
  for (std::uint64_t& word : state_) word = splitmix64(state);
}

std::uint64_t Rng::next() {
  const std::uint64_t result = std::rotl(state_[1] * 5, 7) * 9;
  const std::uint64_t shifted = state_[1] << 17;
  state_[2] ^= state_[0];
  state_[3] ^= state_[1];
  state_[1] ^= state_[2];
  state_[0] ^= state_[3];
  state_[2] ^= shifted;
  state_[3] = std::rotl(state_[3], 45);
  return result;
}

double Rng::uniform() { return static_cast<double>(next() >> 11) * 0x1.0p-53; }

std::uint32_t Rng::index(std::uint32_t count) {
  assert(count >= 1);
  std::uint64_t product = (next() >> 32) * count;
  auto low = static_cast<std::uint32_t>(product);
  if (low < count) {
    const std::uint32_t threshold =
        (0U - count) % count;  // 2^32 mod count: the numbers that would favour some indices
    while (low < threshold) {
      product = (next() >> 32) * count;
      low = static_cast<std::uint32_t>(product);
    }
  }
  return static_cast<std::uint32_t>(product >> 32);
}

double Rng::normal() {
  for (;;) {
    const double x = 2 * uniform() - 1;
    const double y = 2 * uniform() - 1;
    const double square = x * x + y * y;
    if (square > 0 && square < 1) return x * std::sqrt(-2 * std::log(square) / square);
  }
}

void resample_counts(Rng& rng, std::span<std::uint32_t> counts) {
  assert(counts.size() < std::numeric_limits<std::uint32_t>::max());
  std::ranges::fill(counts, 0U);
  const auto units = static_cast<std::uint32_t>(counts.size());
  for (std::uint32_t draw = 0; draw < units; ++draw) ++counts[rng.index(units)];
}

}  // namespace koe::models::stats
