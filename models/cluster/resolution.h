// How many themes are there? The resolution at which the texts, asked again on a different part of
// themselves, give the same answer most reliably.
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
  std::vector<double> candidates = {0.5, 0.7, 1.0, 1.4, 2.0, 2.8, 4.0, 5.6, 8.0};
  /// Perturbed copies of the graph a resolution is tried on.
  std::size_t resamples = 6;
  /// Share of the nodes kept in a copy, 0..1.
  double kept_share = 0.8;
  std::uint64_t seed = 1;
};

/// One resolution and what it gives.
struct ResolutionPoint {
  double resolution = 0.0;
  /// Communities on the whole graph.
  std::uint32_t communities = 0;
  /// Mean agreement (adjusted mutual information) of the partition with those of the copies.
  double stability = 0.0;
};

/// The chosen resolution, its partition, and the evidence.
struct ResolutionChoice {
  double resolution = 1.0;
  Partition partition;
  std::vector<ResolutionPoint> profile;
};

/// Chooses the resolution of `graph`. Cost: candidates * (resamples + 1) runs of Leiden, split over
/// `threads`.
/// Out: equal bits at any number of threads. Checked in tests/unit/models/cluster/resolution_test.cpp.
[[nodiscard]] ResolutionChoice choose_resolution(const Graph& graph, const ResolutionOptions& options,
                                                 unsigned threads);

}  // namespace koe::models::cluster
