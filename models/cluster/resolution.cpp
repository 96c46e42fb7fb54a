#include "models/cluster/resolution.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <stdexcept>
#include <utility>

#include "models/cluster/agreement.h"
#include "models/parallel.h"
#include "models/stats/rng.h"

namespace koe::models::cluster {
namespace {

constexpr std::uint32_t kLeftOut = std::numeric_limits<std::uint32_t>::max();

/// A part of a graph: the kept nodes, ascending, and the graph between them.
struct Subgraph {
  std::vector<std::uint32_t> nodes;
  Graph graph;
};

/// `kept` of the nodes drawn at random, with the edges between them.
Subgraph draw_subgraph(const Graph& graph, std::size_t kept, stats::Rng rng) {
  std::vector<std::uint32_t> nodes(graph.nodes());
  std::iota(nodes.begin(), nodes.end(), 0U);
  for (std::size_t i = 0; i < kept; ++i) {
    const auto rest = static_cast<std::uint32_t>(nodes.size() - i);
    std::swap(nodes[i], nodes[i + rng.index(rest)]);
  }
  nodes.resize(kept);
  std::ranges::sort(nodes);

  std::vector<std::uint32_t> number(graph.nodes(), kLeftOut);
  for (std::uint32_t i = 0; i < nodes.size(); ++i) number[nodes[i]] = i;
  std::vector<Edge> edges;
  for (std::uint32_t i = 0; i < nodes.size(); ++i) {
    const auto neighbors = graph.neighbors(nodes[i]);
    const auto weights = graph.weights(nodes[i]);
    for (std::size_t e = 0; e < neighbors.size() && neighbors[e] <= nodes[i]; ++e) {
      if (number[neighbors[e]] != kLeftOut) edges.push_back({number[neighbors[e]], i, weights[e]});
    }
  }
  return {std::move(nodes), Graph(kept, edges)};
}

/// The finest candidate that is practically as stable as the best of those with large enough communities; the first when
/// there are none.
std::size_t finest_stable(const std::vector<ResolutionPoint>& profile, double nodes, const ResolutionOptions& options) {
  const auto allowed = [&](const ResolutionPoint& point) {
    return options.min_mean_nodes * static_cast<double>(point.communities) <= nodes;
  };
  double best = -1.0;
  for (const ResolutionPoint& point : profile) {
    if (allowed(point)) best = std::max(best, point.stability);
  }
  std::size_t finest = 0;
  for (std::size_t c = 0; c < profile.size(); ++c) {
    if (allowed(profile[c]) && profile[c].stability >= best - options.same_stability) finest = c;
  }
  return finest;
}

}  // namespace

ResolutionChoice choose_resolution(const Graph& graph, const ResolutionOptions& options, unsigned threads) {
  const std::size_t candidates = options.candidates.size();
  if (candidates == 0) throw std::invalid_argument("at least one resolution is needed");
  const auto kept =
      static_cast<std::size_t>(std::llround(options.kept_share * static_cast<double>(graph.nodes())));
  const std::size_t resamples = std::clamp(options.resampled_nodes / std::max<std::size_t>(kept, 1),
                                           options.min_resamples, options.max_resamples);
  std::vector<Subgraph> copies;
  for (std::size_t copy = 0; copy < resamples; ++copy) {
    copies.push_back(draw_subgraph(graph, kept, stats::Rng(options.seed, copy)));
  }

  // All runs at once, those on the whole graph first: they take longest.
  std::vector<LeidenSearch> searches;
  for (const double resolution : options.candidates)
    searches.emplace_back(graph, LeidenOptions{.resolution = resolution, .seed = options.seed});
  std::vector<Partition> whole(candidates), parts(candidates * resamples);
  parallel_for(whole.size() + parts.size(), threads, [&](std::size_t run) {
    if (run < candidates) {
      searches[run].advance(options.compared_passes);
      whole[run] = searches[run].partition();
      return;
    }
    const std::size_t job = run - candidates;
    parts[job] = leiden(copies[job % resamples].graph, {.resolution = options.candidates[job / resamples],
                                                        .seed = options.seed + 1 + job,
                                                        .max_passes = options.compared_passes});
  });
  std::vector<double> agreement(parts.size());
  parallel_for(agreement.size(), threads, [&](std::size_t job) {
    const std::vector<std::uint32_t>& membership = whole[job / resamples].membership;
    std::vector<std::uint32_t> expected;
    for (const std::uint32_t node : copies[job % resamples].nodes) expected.push_back(membership[node]);
    agreement[job] = adjusted_mutual_information(expected, parts[job].membership);
  });

  ResolutionChoice choice;
  for (std::size_t c = 0; c < candidates; ++c) {
    double sum = 0.0;
    for (std::size_t copy = 0; copy < resamples; ++copy) sum += agreement[c * resamples + copy];
    const double stability = resamples > 0 ? sum / static_cast<double>(resamples) : 0.0;
    choice.profile.push_back({options.candidates[c], whole[c].count, stability});
  }
  const std::size_t best = finest_stable(choice.profile, static_cast<double>(graph.nodes()), options);
  choice.resolution = options.candidates[best];
  searches[best].advance(std::numeric_limits<std::size_t>::max());
  choice.partition = searches[best].partition();
  return choice;
}

}  // namespace koe::models::cluster
