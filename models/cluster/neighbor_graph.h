// Which texts belong together pairwise? The neighbour lists become a weighted graph.
#pragma once
#include <cstdint>
#include <span>

#include "models/cluster/graph.h"
#include "models/neighbors/exact_knn.h"

namespace koe::models::cluster {

/// Graph of a set's own neighbour lists (`nearest_neighbors`): two texts are joined when either lists the
/// other. The weight is the square of their cosine, relative to the mean cosine of joined texts of the same two strata:
/// texts of one language lie closer together than their meaning says, and would else be joined more firmly. Pairs of
/// cosine <= 0 are left out. Counterparts, two texts of different strata of which each is the other's nearest there, are joined
/// ten times as firmly: what lies closest in another language is a translation where there is one.
/// In: `stratum`, one number a text (its language), or empty when all are alike.
/// Out: n nodes, at most n k edges, no loops; a text without direction stays alone.
/// Cost: O(n k^2).
/// Source: symmetric k-nearest-neighbour graphs (von Luxburg 2007, section 2.2). The choice against mutual
/// neighbours and against shared-neighbour weights (PhenoGraph, Levine et al. 2015) is measured in METHODS.md, as is the
/// weight of counterparts (mutual nearest neighbours, which Haghverdi et al. 2018 match batches of cells by).
/// Checked in tests/unit/models/cluster/neighbor_graph_test.cpp.
[[nodiscard]] Graph neighbor_graph(const neighbors::Neighbors& neighbors,
                                   std::span<const std::uint32_t> stratum = {});

}  // namespace koe::models::cluster
