// Which texts belong together pairwise? The neighbour lists become a weighted graph in which an edge counts
// for more the more neighbours its ends share.
#pragma once
#include <cstdint>

#include "models/cluster/graph.h"
#include "models/neighbors/exact_knn.h"

namespace koe::models::cluster {

/// How an edge between neighbours is weighted.
enum class EdgeWeight : std::uint8_t {
  /// Shared neighbours over all neighbours of both ends, each end counted as its own neighbour (Jaccard).
  kSharedNeighbors,
  /// Cosine, edges of cosine <= 0 dropped.
  kCosine,
};

/// Which neighbour relations become edges.
enum class EdgeRule : std::uint8_t {
  /// Either end lists the other.
  kUnion,
  /// Both ends list each other; a node left without an edge keeps the one to its nearest neighbour.
  kMutual,
};

/// Settings of the neighbour graph; how the defaults were chosen is in METHODS.md.
struct NeighborGraphOptions {
  EdgeWeight weight = EdgeWeight::kSharedNeighbors;
  EdgeRule rule = EdgeRule::kUnion;
};

/// Graph of a set's own neighbour lists (`nearest_neighbors`): n nodes, at most n k edges, no loops. Rows
/// without a direction (all dot products <= 0) stay without edges. Cost: O(n k^2). Source: PhenoGraph (Levine
/// et al. 2015) for Jaccard weights on a neighbour graph. Checked in
/// tests/unit/models/cluster/neighbor_graph_test.cpp.
[[nodiscard]] Graph neighbor_graph(const neighbors::Neighbors& neighbors,
                                   const NeighborGraphOptions& options = {});

}  // namespace koe::models::cluster
