#include "models/cluster/graph.h"

#include <algorithm>
#include <limits>
#include <stdexcept>
#include <utility>

namespace koe::models::cluster {

namespace {

/// One end's view of an edge.
struct HalfEdge {
  std::uint32_t from;
  std::uint32_t to;
  double weight;
};

/// Stable sort by a node number below `nodes`, in linear time: graphs are built by the dozen.
void sort_by(std::uint32_t HalfEdge::* node, std::size_t nodes, std::vector<HalfEdge>& halves) {
  std::vector<std::size_t> next(nodes + 1);
  for (const HalfEdge& half : halves) ++next[half.*node + 1];
  for (std::size_t i = 0; i < nodes; ++i) next[i + 1] += next[i];
  std::vector<HalfEdge> sorted(halves.size());
  for (const HalfEdge& half : halves) sorted[next[half.*node]++] = half;
  halves = std::move(sorted);
}

}  // namespace

Graph::Graph(std::size_t nodes, std::span<const Edge> edges, std::vector<double> sizes)
    : offsets_(nodes + 1), strengths_(nodes), sizes_(std::move(sizes)) {
  if (sizes_.empty()) sizes_.assign(nodes, 1.0);
  if (sizes_.size() != nodes) throw std::invalid_argument("one size a node is needed");

  std::vector<HalfEdge> halves;
  halves.reserve(2 * edges.size());
  for (const Edge& edge : edges) {
    if (edge.from >= nodes || edge.to >= nodes) throw std::invalid_argument("an edge ends outside the graph");
    if (!(edge.weight > 0.0)) throw std::invalid_argument("edge weights must be positive");
    halves.push_back({edge.from, edge.to, edge.weight});
    if (edge.from != edge.to) halves.push_back({edge.to, edge.from, edge.weight});
  }
  sort_by(&HalfEdge::to, nodes, halves);
  sort_by(&HalfEdge::from, nodes, halves);

  std::uint32_t last_from = std::numeric_limits<std::uint32_t>::max();
  for (const HalfEdge& half : halves) {
    if (half.from == last_from && targets_.back() == half.to) {
      weights_.back() += half.weight;
      continue;
    }
    targets_.push_back(half.to);
    weights_.push_back(half.weight);
    offsets_[half.from + 1] = targets_.size();
    last_from = half.from;
  }
  for (std::size_t node = 0; node < nodes; ++node) {
    offsets_[node + 1] = std::max(offsets_[node + 1], offsets_[node]);
  }

  double twice_total = 0.0;
  for (std::size_t node = 0; node < nodes; ++node) {
    for (std::size_t e = offsets_[node]; e < offsets_[node + 1]; ++e) {
      strengths_[node] += targets_[e] == node ? 2.0 * weights_[e] : weights_[e];
    }
    twice_total += strengths_[node];
  }
  total_weight_ = twice_total / 2.0;
}

Components connected_components(const Graph& graph) {
  constexpr std::uint32_t kUnseen = std::numeric_limits<std::uint32_t>::max();
  Components components;
  components.of_node.assign(graph.nodes(), kUnseen);
  std::vector<std::uint32_t> open;
  for (std::uint32_t start = 0; start < graph.nodes(); ++start) {
    if (components.of_node[start] != kUnseen) continue;
    components.of_node[start] = components.count;
    open.push_back(start);
    while (!open.empty()) {
      const std::uint32_t node = open.back();
      open.pop_back();
      for (const std::uint32_t next : graph.neighbors(node)) {
        if (components.of_node[next] != kUnseen) continue;
        components.of_node[next] = components.count;
        open.push_back(next);
      }
    }
    ++components.count;
  }
  return components;
}

}  // namespace koe::models::cluster
