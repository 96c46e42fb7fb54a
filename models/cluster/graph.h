// What is clustered? An undirected weighted graph in compressed rows, small enough to be handed around by
// reference.
#pragma once
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace koe::models::cluster {

/// One undirected edge; `from` may equal `to` (a loop).
struct Edge {
  std::uint32_t from = 0;
  std::uint32_t to = 0;
  double weight = 1.0;
};

/// Undirected graph. Every edge is listed at both ends, a loop once; neighbours ascend by number.
///
/// The strength of a node is the sum of its edges' weights with loops counted twice (Newman 2010, section
/// 6.4.2), so that strengths sum to twice the total weight.
class Graph {
 public:
  /// From a list of edges; parallel edges are added up in ascending order of their position in the list.
  /// In: end points < `nodes`, weights > 0; `sizes` empty (all 1) or one size > 0 a node (used by the
  /// constant Potts model).
  /// Cost: O(nodes + edges log edges); less for edges that come in the order of their upper ends.
  /// Errors: std::invalid_argument.
  Graph(std::size_t nodes, std::span<const Edge> edges, std::vector<double> sizes = {});

  [[nodiscard]] std::size_t nodes() const { return strengths_.size(); }

  /// Sum of edge weights, each edge once.
  [[nodiscard]] double total_weight() const { return total_weight_; }

  /// Neighbours of `node`, ascending, itself only where it has a loop.
  [[nodiscard]] std::span<const std::uint32_t> neighbors(std::size_t node) const {
    return std::span(targets_).subspan(offsets_[node], offsets_[node + 1] - offsets_[node]);
  }

  /// Weights beside `neighbors(node)`.
  [[nodiscard]] std::span<const double> weights(std::size_t node) const {
    return std::span(weights_).subspan(offsets_[node], offsets_[node + 1] - offsets_[node]);
  }

  [[nodiscard]] double strength(std::size_t node) const { return strengths_[node]; }
  [[nodiscard]] double size(std::size_t node) const { return sizes_[node]; }

 private:
  /// In: each pair of ends once, the lower end first, ascending by the upper end and then by the lower one.
  void list_neighbors(std::span<const Edge> edges);

  std::vector<std::size_t> offsets_;
  std::vector<std::uint32_t> targets_;
  std::vector<double> weights_;
  std::vector<double> strengths_;
  std::vector<double> sizes_;
  double total_weight_ = 0.0;
};

/// Number of connected components and the component of every node, numbered in order of their first node.
struct Components {
  std::uint32_t count = 0;
  std::vector<std::uint32_t> of_node;
};

/// Connected components.
/// Cost: O(nodes + edges).
[[nodiscard]] Components connected_components(const Graph& graph);

}  // namespace koe::models::cluster
