#include "models/stats/influence.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <numeric>
#include <vector>

#include "models/stats/distributions.h"

namespace koe::models::stats {

InfluenceSpread influence_spread(std::span<const double> influence, std::span<const std::uint8_t> marked,
                                 std::span<const std::uint32_t> cluster) {
  const std::size_t n = influence.size();
  assert(marked.empty() || marked.size() == n);
  assert(cluster.empty() || cluster.size() == n);
  std::vector<std::size_t> order(n);
  std::iota(order.begin(), order.end(), std::size_t{0});
  if (!cluster.empty()) std::ranges::stable_sort(order, {}, [&](std::size_t i) { return cluster[i]; });

  InfluenceSpread out;
  double cluster_squares = 0;
  double cluster_cubes = 0;
  double unit_squares = 0;
  for (std::size_t begin = 0; begin < n;) {
    double sum = 0;
    bool has_mark = false;
    std::size_t end = begin;
    do {
      const std::size_t i = order[end];
      sum += influence[i];
      unit_squares += influence[i] * influence[i];
      has_mark = has_mark || (!marked.empty() && marked[i] != 0);
      ++end;
    } while (end < n && !cluster.empty() && cluster[order[end]] == cluster[order[begin]]);
    cluster_squares += sum * sum;
    cluster_cubes += sum * sum * sum;
    ++out.clusters;
    if (has_mark) ++out.marked_clusters;
    begin = end;
  }
  if (cluster_squares > 0) out.skew = cluster_cubes / cluster_squares;
  if (out.clusters > 1) {
    cluster_squares *= static_cast<double>(out.clusters) / static_cast<double>(out.clusters - 1);
  }
  out.squares = std::max(cluster_squares, unit_squares);
  return out;
}

Estimate skew_corrected_interval(double value, double standard_error, double skew, double degrees_of_freedom,
                                 double level, double limit) {
  assert(level > 0 && level < 1 && standard_error >= 0 && std::abs(value) <= limit);
  const double upper = (1 + level) / 2;
  const double z = normal_quantile(upper);
  const double centre = value + skew * (1 + 2 * z * z) / 6;
  const double half_width = student_t_quantile(upper, degrees_of_freedom) * standard_error;
  return {value, std::min(value, std::max(-limit, centre - half_width)),
          std::max(value, std::min(limit, centre + half_width))};
}

}  // namespace koe::models::stats
