// How many themes are there? As few as are nearly as reproducible as any number could be: a partition is
// trusted when the texts, asked again on a different part of themselves, give the same answer.
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
  std::vector<double> candidates = {0.5, 0.7, 1.0, 1.4, 2.0, 2.8, 4.0, 5.6, 8.0, 11.0, 16.0};
  /// Random parts of the graph that a resolution is tried on.
  std::size_t resamples = 4;
  /// Share of the nodes in such a part, 0..1.
  double kept_share = 0.8;
  /// The lowest resolution whose stability reaches this share of the highest is taken.
  double tolerance = 0.9;
  std::uint64_t seed = 1;
};

/// One resolution and what it gives.
struct ResolutionPoint {
  double resolution = 0.0;
  /// Communities on the whole graph.
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

/// Chooses the resolution of `graph`.
///
/// Stability alone rises with the resolution until every text is its own theme; it rises steeply while real
/// groups are still lumped together and hardly afterwards. Hence the lowest resolution near the top, as in
/// the one-standard-error rule (Breiman et al. 1984).
/// Cost: candidates * (resamples + 1) runs of Leiden, split over `threads`. Out: equal bits at any number of
/// threads.
/// Errors: std::invalid_argument without candidates. Source: stability under subsampling (Ben-Hur, Elisseeff,
/// Guyon 2002; Lancichinetti, Fortunato 2012). Checked in tests/unit/models/cluster/resolution_test.cpp.
[[nodiscard]] ResolutionChoice choose_resolution(const Graph& graph, const ResolutionOptions& options,
                                                 unsigned threads);

}  // namespace koe::models::cluster
