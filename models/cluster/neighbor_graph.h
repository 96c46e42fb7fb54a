// Which texts belong together pairwise? The neighbour lists become a weighted graph.
#pragma once
#include "models/cluster/graph.h"
#include "models/neighbors/exact_knn.h"

namespace koe::models::cluster {

/// Graph of a set's own neighbour lists (`nearest_neighbors`): two texts are joined when each lists the
/// other, or when one is the very nearest of the other, so that no text stays alone; the weight is the
/// cosine, pairs of cosine <= 0 are left out.
/// Out: n nodes, at most n k edges, no loops. Cost: O(n k^2). Mutual neighbours: Brito et al. 1997; the
/// choice against one-sided neighbours and shared-neighbour weights (PhenoGraph, Levine et al. 2015) is
/// measured in METHODS.md.
/// Checked in tests/unit/models/cluster/neighbor_graph_test.cpp.
[[nodiscard]] Graph neighbor_graph(const neighbors::Neighbors& neighbors);

}  // namespace koe::models::cluster
