#include "models/cluster/graph.h"

#include <algorithm>
#include <limits>
#include <stdexcept>
#include <utility>

namespace koe::models::cluster {

namespace {

/// One edge without its upper end.
struct LowerEnd {
  std::uint32_t low;
  double weight;
};

/// Positions in lists of `counts` items that stand one behind the other, and their end.
std::vector<std::size_t> offsets_of(const std::vector<std::uint32_t>& counts) {
  std::vector<std::size_t> offsets(counts.size() + 1);
  for (std::size_t i = 0; i < counts.size(); ++i) offsets[i + 1] = offsets[i] + counts[i];
  return offsets;
}

/// Whether edges come as `merged` leaves them.
bool are_merged(std::span<const Edge> edges) {
  const auto is_before = [](const Edge& a, const Edge& b) { return a.to != b.to ? a.to < b.to : a.from < b.from; };
  return std::ranges::all_of(edges, [](const Edge& edge) { return edge.from <= edge.to; }) &&
         std::ranges::adjacent_find(edges, [&](const Edge& a, const Edge& b) { return !is_before(a, b); }) == edges.end();
}

/// The edges by their upper end, `to`, then by the lower one, each pair of ends once. Linear but for the lower ends of a node:
/// graphs are built by the dozen.
std::vector<Edge> merged(std::size_t nodes, std::span<const Edge> edges) {
  std::vector<std::uint32_t> counts(nodes, 0);
  for (const Edge& edge : edges) ++counts[std::max(edge.from, edge.to)];
  const std::vector<std::size_t> begin = offsets_of(counts);
  std::vector<std::size_t> next(begin.begin(), begin.end() - 1);
  std::vector<LowerEnd> lower(edges.size());
  for (const Edge& edge : edges) lower[next[std::max(edge.from, edge.to)]++] = {std::min(edge.from, edge.to), edge.weight};

  std::vector<Edge> result;
  result.reserve(edges.size());
  std::vector<double> weight(nodes, 0.0);  // from the node at hand to each other
  std::vector<std::uint32_t> met;
  for (std::uint32_t high = 0; high < nodes; ++high) {
    met.clear();
    for (std::size_t e = begin[high]; e < begin[high + 1]; ++e) {
      if (weight[lower[e].low] == 0.0) met.push_back(lower[e].low);
      weight[lower[e].low] += lower[e].weight;
    }
    std::ranges::sort(met);
    for (const std::uint32_t low : met) result.push_back({low, high, std::exchange(weight[low], 0.0)});
  }
  return result;
}

}  // namespace

Graph::Graph(std::size_t nodes, std::span<const Edge> edges, std::vector<double> sizes)
    : strengths_(nodes), sizes_(std::move(sizes)) {
  if (sizes_.empty()) sizes_.assign(nodes, 1.0);
  if (sizes_.size() != nodes) throw std::invalid_argument("one size a node is needed");
  for (const Edge& edge : edges) {
    if (edge.from >= nodes || edge.to >= nodes) throw std::invalid_argument("an edge ends outside the graph");
    if (!(edge.weight > 0.0)) throw std::invalid_argument("edge weights must be positive");
  }
  if (are_merged(edges)) {
    list_neighbors(edges);
  } else {
    list_neighbors(merged(nodes, edges));
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

/// Upper ends ascend, and the lower ends of each: so do every node's neighbours, which are appended as they come.
void Graph::list_neighbors(std::span<const Edge> edges) {
  std::vector<std::uint32_t> counts(nodes(), 0);
  for (const Edge& edge : edges) {
    ++counts[edge.to];
    if (edge.from != edge.to) ++counts[edge.from];
  }
  offsets_ = offsets_of(counts);
  targets_.resize(offsets_.back());
  weights_.resize(offsets_.back());
  std::vector<std::size_t> next(offsets_.begin(), offsets_.end() - 1);
  const auto append = [&](std::uint32_t node, std::uint32_t neighbor, double weight) {
    const std::size_t place = next[node]++;
    targets_[place] = neighbor;
    weights_[place] = weight;
  };
  for (const Edge& edge : edges) {
    append(edge.to, edge.from, edge.weight);
    if (edge.from != edge.to) append(edge.from, edge.to, edge.weight);
  }
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
