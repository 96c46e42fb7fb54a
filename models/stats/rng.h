// Where do random numbers come from? From this generator only: std::*_distribution differs between standard
// libraries, so everything from bits to counts is written out here. A seed and a stream number fix the
// sequence on every platform; one stream per bootstrap draw makes results independent of the number of
// threads.
#pragma once
#include <array>
#include <cstdint>
#include <span>

namespace koe::models::stats {

/// xoshiro256** generator whose state is filled by splitmix64 from a seed and a stream number.
/// Cost: 32 bytes of state, about a nanosecond a number. Errors: none. Not thread-safe: one object per thread
///     or draw.
/// Source: Blackman and Vigna (2021), "Scrambled linear pseudorandom number generators", ACM TOMS 47(4);
///     seeding by splitmix64, Steele, Lea and Flood (2014), OOPSLA. Checked in
///     tests/unit/models/stats/rng_test.cpp against the authors' reference code.
class Rng {
 public:
  /// Starts stream `stream` of seed `seed`.
  /// In: any values; different (seed, stream) pairs give unrelated sequences.
  /// Cost: O(1). Errors: none.
  /// Source: as the class. Checked in tests/unit/models/stats/rng_test.cpp.
  explicit Rng(std::uint64_t seed, std::uint64_t stream = 0);

  /// The next 64 random bits.
  /// Cost: O(1). Errors: none.
  /// Source: as the class. Checked in tests/unit/models/stats/rng_test.cpp.
  std::uint64_t next();

  /// A number in [0, 1): the upper 53 bits times 2^-53.
  /// Cost: O(1). Errors: none.
  /// Source: as the class. Checked in tests/unit/models/stats/rng_test.cpp.
  double uniform();

  /// An index in [0, count), every one equally likely.
  /// In: `count` >= 1.
  /// Cost: one multiplication, a division with probability count / 2^32. Errors: none.
  /// Source: Lemire (2019), "Fast random integer generation in an interval", ACM TOMACS 29(1), algorithm 5
  ///     (32 bits). Checked in tests/unit/models/stats/rng_test.cpp.
  std::uint32_t index(std::uint32_t count);

  /// A standard normal number.
  /// Cost: 1.27 pairs of uniforms on average, one logarithm and one square root. Errors: none.
  /// Source: Marsaglia and Bray (1964), polar method; the second number of a pair is not kept, so that the
  ///     state of the generator is its four words alone. Checked in tests/unit/models/stats/rng_test.cpp.
  double normal();

 private:
  std::array<std::uint64_t, 4> state_;
};

/// Fills `counts` with how often each of its n units is drawn in n draws with replacement: one bootstrap
/// resample.
/// In: `counts`, n >= 0 slots, fewer than 2^32.
/// Out: counts sum to n.
/// Cost: O(n), n random numbers. Errors: none.
/// Source: Efron (1979), Annals of Statistics 7(1), section 2. Checked in
///     tests/unit/models/stats/rng_test.cpp.
void resample_counts(Rng& rng, std::span<std::uint32_t> counts);

}  // namespace koe::models::stats
