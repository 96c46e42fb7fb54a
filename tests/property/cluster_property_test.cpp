// What Leiden, exact neighbours and theme models promise for every input.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <set>

#include "models/cluster/agreement.h"
#include "models/cluster/leiden.h"
#include "models/cluster/theme_model.h"
#include "models/neighbors/exact_knn.h"
#include "models/stats/rng.h"

namespace koe::models::cluster {
namespace {

/// Sparse random graph with loops, parallel edges, several components and loners.
Graph any_graph() {
  const auto nodes = *rc::gen::inRange<std::uint32_t>(1, 60);
  const auto seed = *rc::gen::arbitrary<std::uint64_t>();
  const auto wanted = *rc::gen::inRange<std::uint32_t>(0, 150);
  stats::Rng rng(seed);
  std::vector<Edge> edges;
  for (std::uint32_t e = 0; e < wanted; ++e) {
    edges.push_back({rng.index(nodes), rng.index(nodes), 0.25 + rng.uniform()});
  }
  return Graph(nodes, edges);
}

LeidenOptions any_options() {
  LeidenOptions options;
  options.quality = *rc::gen::element(Quality::kModularity, Quality::kConstantPotts);
  options.resolution = *rc::gen::element(0.0, 0.05, 0.3, 1.0, 4.0);
  options.seed = *rc::gen::arbitrary<std::uint64_t>();
  return options;
}

neighbors::UnitVectors any_vectors(std::size_t most) {
  const auto n = *rc::gen::inRange<std::size_t>(0, most);
  const auto d = *rc::gen::inRange<std::size_t>(1, 40);
  stats::Rng rng(*rc::gen::arbitrary<std::uint64_t>());
  neighbors::UnitVectors units(n, d);
  std::vector<double> value(d);
  for (std::size_t i = 0; i < n; ++i) {
    // Few distinct directions, and some units without any.
    const std::uint32_t kind = rng.index(12);
    stats::Rng direction(kind);
    for (double& v : value)
      v = kind == 0 ? 0.0 : direction.normal() + 0.3 * static_cast<double>(rng.index(3));
    units.set_direction(i, value);
  }
  return units;
}

/// Whether every community is one connected piece.
bool all_connected(const Graph& graph, const Partition& partition) {
  std::vector<Edge> inside;
  for (std::uint32_t node = 0; node < graph.nodes(); ++node) {
    for (const std::uint32_t other : graph.neighbors(node)) {
      if (partition.membership[other] == partition.membership[node]) inside.push_back({node, other, 1.0});
    }
  }
  return connected_components(Graph(graph.nodes(), inside)).count == partition.count;
}

RC_GTEST_PROP(LeidenProperty, CommunitiesAreConnectedAndNumberedBySize, ()) {
  const Graph graph = any_graph();
  const Partition found = leiden(graph, any_options());
  RC_ASSERT(all_connected(graph, found));
  std::vector<std::size_t> sizes(found.count, 0);
  for (const std::uint32_t community : found.membership) {
    RC_ASSERT(community < found.count);
    ++sizes[community];
  }
  RC_ASSERT(std::ranges::is_sorted(sizes, std::greater{}));
  RC_ASSERT(found.count == 0 || sizes.back() > 0U);
}

RC_GTEST_PROP(LeidenProperty, QualityIsNeverBelowThatOfTheStart, ()) {
  const Graph graph = any_graph();
  const LeidenOptions options = any_options();
  std::vector<std::uint32_t> start;
  stats::Rng rng(options.seed, 1);
  for (std::size_t node = 0; node < graph.nodes(); ++node) start.push_back(rng.index(5) * 1000);
  std::vector<std::uint32_t> small;
  for (const std::uint32_t community : start) small.push_back(community / 1000);
  const double before = partition_quality(graph, small, options.quality, options.resolution);
  RC_ASSERT(leiden(graph, options, start).quality >= before - 1e-9);
}

RC_GTEST_PROP(LeidenProperty, NoNodeWouldGainByMovingAlone, ()) {
  const Graph graph = any_graph();
  LeidenOptions options = any_options();
  options.max_passes = 100;
  const Partition found = leiden(graph, options);
  for (std::uint32_t node = 0; node < graph.nodes(); ++node) {
    for (std::uint32_t community = 0; community <= found.count; ++community) {
      std::vector<std::uint32_t> moved = found.membership;
      moved[node] = community;
      RC_ASSERT(partition_quality(graph, moved, options.quality, options.resolution) <= found.quality + 1e-9);
    }
  }
}

RC_GTEST_PROP(ExactKnnProperty, ListsAreSortedDistinctAndWithoutSelf, ()) {
  const neighbors::UnitVectors units = any_vectors(80);
  const neighbors::Neighbors found =
      neighbors::nearest_neighbors(units, *rc::gen::inRange<std::size_t>(0, 12), 3);
  for (std::size_t i = 0; i < found.n; ++i) {
    const auto indices = found.indices_of(i);
    const auto dots = found.dots_of(i);
    RC_ASSERT(std::ranges::is_sorted(dots, std::greater{}));
    RC_ASSERT(std::set<std::uint32_t>(indices.begin(), indices.end()).size() == indices.size());
    for (std::size_t place = 0; place < indices.size(); ++place) {
      RC_ASSERT(indices[place] != i);
      RC_ASSERT(dots[place] == neighbors::dot(units, i, units, indices[place]));
    }
  }
}

RC_GTEST_PROP(ThemeModelProperty, EqualVectorsGetEqualThemesAndCoverageHolds, ()) {
  const neighbors::UnitVectors units = any_vectors(120);
  ThemeOptions options;
  options.resolution.candidates = {1.0};
  options.resolution.min_resamples = 0;
  options.resolution.max_resamples = 0;
  const std::vector<double> weights(units.rows(), 1.0);
  const ThemeFit fit = fit_themes(units, weights, options, 7, 2);
  const ThemeModel& model = fit.model;
  const std::vector<Assignment> assignments = assign(model, units, 2);
  const std::vector<Assignment> fitted = assign_fitted(model, fit.fitted, units, 2);
  std::size_t with_direction = 0;
  std::size_t unassigned = 0;
  for (std::size_t i = 0; i < units.rows(); ++i) {
    if (units.is_zero(i)) {
      RC_ASSERT(!assignments[i].theme);
      continue;
    }
    ++with_direction;
    unassigned += fitted[i].theme ? 0U : 1U;
    RC_ASSERT(fitted[i].similarity <= assignments[i].similarity);
    for (std::size_t theme = 0; theme < model.themes.size(); ++theme) {
      const double cosine = neighbors::cosine(neighbors::dot(units, i, model.centroids, theme));
      RC_ASSERT(assignments[i].similarity >= static_cast<float>(cosine));
    }
    for (std::size_t j = 0; j < i; ++j) {
      if (std::ranges::equal(units.row(i), units.row(j))) {
        RC_ASSERT(assignments[i] == assignments[j]);
      }
    }
  }
  if (with_direction >= options.min_units) {
    RC_ASSERT(static_cast<double>(unassigned) <=
              options.max_unassigned_share * static_cast<double>(with_direction));
  }
}

RC_GTEST_PROP(AgreementProperty, IsSymmetricAndOneForRenamedLabels, ()) {
  const auto n = *rc::gen::inRange<std::size_t>(1, 60);
  const auto left = *rc::gen::container<std::vector<std::uint32_t>>(n, rc::gen::inRange<std::uint32_t>(0, 6));
  const auto right =
      *rc::gen::container<std::vector<std::uint32_t>>(n, rc::gen::inRange<std::uint32_t>(0, 6));
  std::vector<std::uint32_t> renamed;
  for (const std::uint32_t label : left) renamed.push_back(1000 - 7 * label);
  RC_ASSERT(std::abs(adjusted_mutual_information(left, right) - adjusted_mutual_information(right, left)) <
            1e-9);
  RC_ASSERT(std::abs(adjusted_mutual_information(left, renamed) - 1.0) < 1e-9);
  RC_ASSERT(std::abs(adjusted_rand_index(left, renamed) - 1.0) < 1e-9);
  const double information = normalised_mutual_information(left, right);
  RC_ASSERT(information >= 0.0 && information <= 1.0 + 1e-9);
}

}  // namespace
}  // namespace koe::models::cluster
