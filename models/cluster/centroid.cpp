#include "models/cluster/centroid.h"

#include <algorithm>
#include <cmath>

namespace koe::models::cluster {

using neighbors::UnitVectors;

void add_scaled(std::span<double> sum, std::span<const std::int16_t> row, double factor) {
  for (std::size_t j = 0; j < row.size(); ++j) sum[j] += factor * static_cast<double>(row[j]);
}

UnitVectors centroid_of(const UnitVectors& units, std::span<const double> weights,
                        std::span<const std::uint32_t> rows) {
  std::vector<double> sum(units.dimensions());
  for (const std::uint32_t row : rows) add_scaled(sum, units.row(row), weights[row]);
  UnitVectors centroid(1, units.dimensions());
  centroid.set_direction(0, sum);
  return centroid;
}

UnitVectors centroids_of(const UnitVectors& units, std::span<const double> weights,
                         std::span<const std::uint32_t> group, std::size_t groups) {
  std::vector<std::vector<double>> sums(groups, std::vector<double>(units.dimensions()));
  for (std::size_t i = 0; i < units.rows(); ++i) add_scaled(sums[group[i]], units.row(i), weights[i]);
  UnitVectors centroids(groups, units.dimensions());
  for (std::size_t g = 0; g < groups; ++g) centroids.set_direction(g, sums[g]);
  return centroids;
}

double lower_quantile(std::vector<double> values, double share) {
  if (values.empty()) return 0.0;
  std::ranges::sort(values);
  const auto place = static_cast<std::size_t>(std::floor((1.0 - share) * static_cast<double>(values.size())));
  return values[std::min(place, values.size() - 1)];
}

}  // namespace koe::models::cluster
