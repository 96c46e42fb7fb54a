#include "models/cluster/neighbor_graph.h"

#include <algorithm>
#include <cstdint>
#include <map>
#include <utility>
#include <vector>

namespace koe::models::cluster {
namespace {

/// Mean of the cosines of each pair of strata, so that no pair counts more for lying closer in the table.
class StrataScale {
 public:
  StrataScale(std::span<const Edge> edges, std::span<const std::uint32_t> stratum) : stratum_(stratum) {
    for (const Edge& edge : edges) {
      Sum& sum = sums_[pair_of(edge)];
      sum.total += edge.weight;
      sum.edges += 1.0;
    }
  }

  /// Cosine relative to the mean of the edge's pair of strata.
  [[nodiscard]] double relative(const Edge& edge) const {
    const Sum& sum = sums_.at(pair_of(edge));
    return edge.weight * sum.edges / sum.total;
  }

 private:
  struct Sum {
    double total = 0.0;
    double edges = 0.0;
  };
  [[nodiscard]] std::pair<std::uint32_t, std::uint32_t> pair_of(const Edge& edge) const {
    if (stratum_.empty()) return {0, 0};
    return std::minmax({stratum_[edge.from], stratum_[edge.to]});
  }
  std::span<const std::uint32_t> stratum_;
  std::map<std::pair<std::uint32_t, std::uint32_t>, Sum> sums_;
};

}  // namespace

Graph neighbor_graph(const neighbors::Neighbors& neighbors, std::span<const std::uint32_t> stratum) {
  std::vector<Edge> edges;
  for (std::uint32_t node = 0; node < neighbors.n; ++node) {
    const auto indices = neighbors.indices_of(node);
    const auto dots = neighbors.dots_of(node);
    for (std::size_t place = 0; place < indices.size() && dots[place] > 0; ++place) {
      const std::uint32_t other = indices[place];
      const auto back = neighbors.indices_of(other);
      const bool met_twice = std::ranges::find(back, node) != back.end();
      if (!met_twice || node < other) edges.push_back({node, other, neighbors::cosine(dots[place])});
    }
  }
  const StrataScale scale(edges, stratum);
  for (Edge& edge : edges) {
    const double relative = scale.relative(edge);
    edge.weight = relative * relative;
  }
  return Graph(neighbors.n, edges);
}

}  // namespace koe::models::cluster
