#include "models/cluster/divide.h"

#include <algorithm>
#include <numeric>
#include <optional>
#include <stdexcept>

#include "models/cluster/centroid.h"
#include "models/neighbors/exact_knn.h"
#include "models/stats/rng.h"

namespace koe::models::cluster {
namespace {

using neighbors::UnitVectors;

constexpr std::uint64_t kStarts = 20;
constexpr int kPasses = 30;

struct Division {
  std::vector<std::uint32_t> part_of;
  double similarity = 0.0;  ///< weighted sum of cosines to the own centre
};

/// k-means++: each further centre is a unit drawn with a chance that grows with its distance to the centres so far.
std::optional<UnitVectors> start_centres(const UnitVectors& units, std::span<const double> weights, std::size_t parts,
                                         stats::Rng& rng) {
  std::vector<std::uint32_t> chosen = {rng.index(static_cast<std::uint32_t>(units.rows()))};
  while (chosen.size() < parts) {
    const neighbors::Neighbors nearest = neighbors::nearest_rows(units, units.subset(chosen), 1, 1);
    std::vector<double> cumulative;
    double total = 0.0;
    for (std::size_t i = 0; i < units.rows(); ++i) {
      constexpr double kSame = 1e-3;  // rounding of the integers; such a unit is no other direction
      const double distance = 1.0 - neighbors::cosine(nearest.dot[i]);
      total += distance > kSame ? weights[i] * distance : 0.0;
      cumulative.push_back(total);
    }
    if (total <= 0.0) return std::nullopt;
    const auto drawn = std::ranges::upper_bound(cumulative, rng.uniform() * total);
    chosen.push_back(static_cast<std::uint32_t>(std::min<std::ptrdiff_t>(
        drawn - cumulative.begin(), static_cast<std::ptrdiff_t>(units.rows()) - 1)));
  }
  return units.subset(chosen);
}

/// One start to its end; nullopt when a part ran empty.
std::optional<Division> one_start(const UnitVectors& units, std::span<const double> weights, std::size_t parts,
                                  stats::Rng& rng) {
  auto centres = start_centres(units, weights, parts, rng);
  if (!centres) return std::nullopt;
  Division division;
  for (int pass = 0; pass < kPasses; ++pass) {
    const neighbors::Neighbors nearest = neighbors::nearest_rows(units, *centres, 1, 1);
    division.similarity = 0.0;
    for (std::size_t i = 0; i < units.rows(); ++i) division.similarity += weights[i] * neighbors::cosine(nearest.dot[i]);
    if (nearest.index == division.part_of) break;
    division.part_of = nearest.index;
    centres = centroids_of(units, weights, division.part_of, parts);
  }
  for (std::uint32_t part = 0; part < parts; ++part)
    if (std::ranges::find(division.part_of, part) == division.part_of.end()) return std::nullopt;
  return division;
}

/// Parts renumbered by weight, heaviest first, ties by the part of the first unit.
std::vector<std::uint32_t> heaviest_first(const std::vector<std::uint32_t>& part_of, std::span<const double> weights,
                                          std::size_t parts) {
  std::vector<double> weight(parts, 0.0);
  std::vector<std::uint32_t> order;  // parts by first unit
  for (std::size_t i = 0; i < part_of.size(); ++i) {
    weight[part_of[i]] += weights[i];
    if (std::ranges::find(order, part_of[i]) == order.end()) order.push_back(part_of[i]);
  }
  std::ranges::stable_sort(order, [&](std::uint32_t a, std::uint32_t b) { return weight[a] > weight[b]; });
  std::vector<std::uint32_t> number(parts);
  for (std::uint32_t place = 0; place < order.size(); ++place) number[order[place]] = place;
  std::vector<std::uint32_t> renumbered;
  for (std::uint32_t part : part_of) renumbered.push_back(number[part]);
  return renumbered;
}

}  // namespace

std::vector<std::uint32_t> divide(const UnitVectors& units, std::span<const double> weights, std::size_t parts,
                                  std::uint64_t seed) {
  if (weights.size() != units.rows()) throw std::invalid_argument("one weight a unit is needed");
  if (units.rows() < parts || parts == 0) return {};
  std::optional<Division> best;
  for (std::uint64_t start = 0; start < kStarts; ++start) {
    stats::Rng rng(seed, start);
    auto division = one_start(units, weights, parts, rng);
    if (division && (!best || division->similarity > best->similarity)) best = std::move(division);
  }
  return best ? heaviest_first(best->part_of, weights, parts) : std::vector<std::uint32_t>{};
}

}  // namespace koe::models::cluster
