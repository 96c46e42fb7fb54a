#include "models/cluster/neighbor_graph.h"

#include <algorithm>
#include <cstdint>
#include <limits>
#include <map>
#include <utility>
#include <vector>

namespace koe::models::cluster {
namespace {

/// How much firmer counterparts are joined than the weight of their cosine says.
constexpr double kCounterpartFactor = 10.0;

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

/// Which two texts of different strata are each the other's nearest there?
class Counterparts {
 public:
  Counterparts(const neighbors::Neighbors& neighbors, std::span<const std::uint32_t> stratum)
      : stratum_(stratum),
        strata_(stratum.empty() ? 0 : std::size_t{*std::ranges::max_element(stratum)} + 1),
        nearest_(neighbors.n * strata_, kNone) {
    if (strata_ < 2) return;
    for (std::uint32_t node = 0; node < neighbors.n; ++node) {
      for (const std::uint32_t other : neighbors.indices_of(node)) {
        std::uint32_t& nearest = nearest_[place(node, stratum[other])];
        if (nearest == kNone) nearest = other;
      }
    }
  }

  [[nodiscard]] bool contain(const Edge& edge) const {
    if (strata_ < 2 || stratum_[edge.from] == stratum_[edge.to]) return false;
    return nearest_[place(edge.from, stratum_[edge.to])] == edge.to && nearest_[place(edge.to, stratum_[edge.from])] == edge.from;
  }

 private:
  static constexpr std::uint32_t kNone = std::numeric_limits<std::uint32_t>::max();

  [[nodiscard]] std::size_t place(std::uint32_t node, std::uint32_t stratum) const { return node * strata_ + stratum; }

  std::span<const std::uint32_t> stratum_;
  std::size_t strata_;
  std::vector<std::uint32_t> nearest_;  ///< of every node in every stratum
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
  const Counterparts counterparts(neighbors, stratum);
  for (Edge& edge : edges) {
    const double relative = scale.relative(edge);
    edge.weight = relative * relative * (counterparts.contain(edge) ? kCounterpartFactor : 1.0);
  }
  return Graph(neighbors.n, edges);
}

}  // namespace koe::models::cluster
