// How many themes are there? As many as are most reproducible: a partition is trusted when the texts, asked
// again on a different half of themselves, give the same answer.
#pragma once
#include <cstddef>
#include <cstdint>
#include <vector>

#include "models/cluster/graph.h"
#include "models/cluster/leiden.h"

namespace koe::models::cluster {

/// Settings of the search; how the defaults were chosen is in METHODS.md.
struct ResolutionOptions {
  /// Resolutions tried, ascending.
  std::vector<double> candidates = {1.0, 1.4, 2.0, 2.8, 4.0, 5.6, 8.0};
  /// Resolutions whose communities have fewer nodes than this on average are not chosen, unless all do: what
  /// has so few voices is read text by text.
  double min_mean_nodes = 20.0;
  /// Stabilities that differ by no more than this are taken for equal: of these the finest resolution is chosen. A finer theme says
  /// more, and the groups above the themes say the rest.
  double same_stability = 0.01;
  /// Share of the nodes in the random parts of the graph that a resolution is tried on, 0..1.
  double kept_share = 0.5;
  /// Parts: as many as have this many nodes in all, so that large graphs, whose stability needs fewer to be
  /// known, cost no more than they must ...
  std::size_t resampled_nodes = 20000;
  /// ... but at least and at most this many.
  std::size_t min_resamples = 4;
  std::size_t max_resamples = 16;
  /// Whole passes of Leiden by which resolutions are compared: the first ones find nearly all. The search on the whole graph at
  /// the chosen resolution goes on to its end.
  std::size_t compared_passes = 2;
  std::uint64_t seed = 1;
};

/// One resolution and what it gives.
struct ResolutionPoint {
  double resolution = 0.0;
  /// Communities on the whole graph, as compared.
  std::uint32_t communities = 0;
  /// Mean agreement (adjusted mutual information) of the partition of the whole with those of the parts.
  double stability = 0.0;
  friend bool operator==(const ResolutionPoint&, const ResolutionPoint&) = default;
};

/// The chosen resolution, its partition, and the evidence.
struct ResolutionChoice {
  double resolution = 1.0;
  Partition partition;
  std::vector<ResolutionPoint> profile;
};

/// Chooses the resolution of `graph`: the finest of those whose stability is practically the highest, among
/// those whose communities are large enough on average. Too low a resolution lumps groups together now one way, now
/// another; too high a one cuts them anywhere.
/// Cost: candidates * (parts + 1) short runs of Leiden, split over `threads`, and the rest of a long one.
/// Out: equal bits at any number of threads.
/// Errors: std::invalid_argument without candidates.
/// Source: stability under subsampling (Ben-Hur, Elisseeff, Guyon 2002).
/// Checked in tests/unit/models/cluster/resolution_test.cpp.
[[nodiscard]] ResolutionChoice choose_resolution(const Graph& graph, const ResolutionOptions& options,
                                                 unsigned threads);

}  // namespace koe::models::cluster
