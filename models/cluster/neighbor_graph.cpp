#include "models/cluster/neighbor_graph.h"

#include <algorithm>
#include <cstdint>
#include <vector>

namespace koe::models::cluster {

Graph neighbor_graph(const neighbors::Neighbors& neighbors) {
  std::vector<Edge> edges;
  for (std::uint32_t node = 0; node < neighbors.n; ++node) {
    const auto indices = neighbors.indices_of(node);
    const auto dots = neighbors.dots_of(node);
    for (std::size_t place = 0; place < indices.size() && dots[place] > 0; ++place) {
      const std::uint32_t other = indices[place];
      const auto back = neighbors.indices_of(other);
      const bool met_twice = std::ranges::find(back, node) != back.end();
      const double cosine = neighbors::cosine(dots[place]);
      if (!met_twice || node < other) edges.push_back({node, other, cosine * cosine});
    }
  }
  return Graph(neighbors.n, edges);
}

}  // namespace koe::models::cluster
