// Which groups of texts hang together more than chance would have it? The Leiden algorithm: like Louvain, but
// every community it returns is connected, and no node is left that would rather be elsewhere.
#pragma once
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "models/cluster/graph.h"

namespace koe::models::cluster {

/// What a good partition maximises.
enum class Quality : std::uint8_t {
  /// Modularity with a resolution (Reichardt, Bornholdt 2006; Newman, Girvan 2004 at resolution 1):
  /// sum over communities of  weight inside / W - resolution * (strength / 2W)^2,  at most 1.
  kModularity,
  /// Constant Potts model (Traag, Van Dooren, Nesterov 2011), divided by W:
  /// sum over communities of  (weight inside - resolution * size * (size - 1) / 2) / W.
  kConstantPotts,
};

/// Settings of one run.
struct LeidenOptions {
  Quality quality = Quality::kModularity;
  /// Larger gives more and smaller communities.
  double resolution = 1.0;
  /// Seed of the only random choices: the order of visits and the merges of the refinement.
  std::uint64_t seed = 1;
  /// How freely the refinement departs from the best merge (theta of the paper, on the scale of the
  /// unnormalised gain per unit of average strength); the smaller, the greedier.
  double randomness = 0.01;
  /// Whole passes (move, refine, aggregate until nothing changes) at most; the run ends earlier when a pass
  /// changes nothing.
  std::size_t max_passes = 10;
};

/// A partition of the nodes: communities 0..count-1, largest first (by number of nodes, ties by their lowest
/// node).
struct Partition {
  std::uint32_t count = 0;
  /// Community of every node.
  std::vector<std::uint32_t> membership;
  /// Value of the quality function.
  double quality = 0.0;
  friend bool operator==(const Partition&, const Partition&) = default;
};

/// Value of the quality function for any partition of `graph`; 0 for a graph without edges.
/// Cost: O(edges).
[[nodiscard]] double partition_quality(const Graph& graph, std::span<const std::uint32_t> membership,
                                       Quality quality, double resolution);

/// A search that can be interrupted: for callers that compare searches and finish only one.
/// Checked in tests/unit/models/cluster/leiden_test.cpp.
class LeidenSearch {
 public:
  /// Nothing is done yet. In: `graph` must outlive the search; `initial` as of leiden().
  LeidenSearch(const Graph& graph, const LeidenOptions& options, std::span<const std::uint32_t> initial = {});
  LeidenSearch(LeidenSearch&&) noexcept;
  ~LeidenSearch();

  /// Goes on for `passes` at most; stops where leiden() does. However the passes are parted, the communities are the same.
  void advance(std::size_t passes);

  /// What was found so far. Cost: O(edges).
  [[nodiscard]] Partition partition() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

/// Communities of `graph`.
/// In: `initial` empty (every node alone) or a community a node to start from.
/// Out: equal bits for equal input and options; every community is connected; the quality is never below that
/// of `initial`. Nodes without edges stay alone.
/// Cost: about O(edges log nodes); 20,000 nodes with 15 neighbours take about a second. Single-threaded.
/// Source: Traag, Waltman, van Eck 2019 ("From Louvain to Leiden"), algorithms A.2.
/// Checked in tests/unit/models/cluster/leiden_test.cpp and tests/property/cluster_property_test.cpp.
[[nodiscard]] Partition leiden(const Graph& graph, const LeidenOptions& options,
                               std::span<const std::uint32_t> initial = {});

}  // namespace koe::models::cluster
