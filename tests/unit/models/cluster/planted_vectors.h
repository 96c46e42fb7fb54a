// How do tests get unit vectors whose groups are known?
#pragma once
#include <cstddef>
#include <cstdint>
#include <vector>

#include "models/neighbors/unit_vectors.h"
#include "models/stats/rng.h"

namespace koe::models::cluster::testing {

/// Unit vectors and the group each was planted in.
struct Planted {
  neighbors::UnitVectors units;
  std::vector<std::uint32_t> group;
};

/// Groups of the given sizes around random directions of `dimensions` values, numbered from `first_group`
/// (the group's direction depends on its number only); `noise` is the length of the random part added to a
/// direction of length 1.
inline Planted plant(const std::vector<std::size_t>& sizes, std::size_t dimensions, double noise,
                     std::uint64_t seed, std::uint32_t first_group = 0) {
  std::size_t n = 0;
  for (const std::size_t size : sizes) n += size;
  Planted planted{neighbors::UnitVectors(n, dimensions), {}};
  stats::Rng rng(seed, 1000);
  std::vector<double> value(dimensions);
  for (std::size_t g = 0; g < sizes.size(); ++g) {
    const auto group = first_group + static_cast<std::uint32_t>(g);
    for (std::size_t i = 0; i < sizes[g]; ++i) {
      stats::Rng direction(99, group);
      for (double& v : value) v = direction.normal() + noise * rng.normal();
      planted.units.set_direction(planted.group.size(), value);
      planted.group.push_back(group);
    }
  }
  return planted;
}

}  // namespace koe::models::cluster::testing
