// Which texts belong together pairwise? The neighbour lists become a weighted graph.
#pragma once
#include "models/cluster/graph.h"
#include "models/neighbors/exact_knn.h"

namespace koe::models::cluster {

/// Graph of a set's own neighbour lists (`nearest_neighbors`): two texts are joined when either lists the
/// other; the weight is the square of their cosine; pairs of cosine <= 0 are left out.
/// Out: n nodes, at most n k edges, no loops; a text without direction stays alone.
/// Cost: O(n k^2).
/// Source: symmetric k-nearest-neighbour graphs (von Luxburg 2007, section 2.2). The choice against mutual
/// neighbours and against shared-neighbour weights (PhenoGraph, Levine et al. 2015) is measured in
/// METHODS.md.
/// Checked in tests/unit/models/cluster/neighbor_graph_test.cpp.
[[nodiscard]] Graph neighbor_graph(const neighbors::Neighbors& neighbors);

}  // namespace koe::models::cluster
