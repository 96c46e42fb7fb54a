#include "models/cluster/resolution.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <stdexcept>

#include "models/cluster/agreement.h"
#include "models/cluster/leiden.h"
#include "models/cluster/neighbor_graph.h"
#include "tests/unit/models/cluster/planted_vectors.h"

namespace koe::models::cluster {
namespace {

TEST(Resolution, FindsAsManyThemesAsWerePlanted) {
  const testing::Planted planted = testing::plant(std::vector<std::size_t>(20, 30), 64, 0.8, 2);
  const Graph graph = neighbor_graph(neighbors::nearest_neighbors(planted.units, 8, 1));
  const ResolutionChoice choice = choose_resolution(graph, {}, 2);
  EXPECT_GE(choice.partition.count, 17U);
  EXPECT_LE(choice.partition.count, 24U);
  EXPECT_GE(adjusted_mutual_information(choice.partition.membership, planted.group), 0.95);
}

TEST(Resolution, TakesTheFinestOfThosePracticallyAsStableAsTheBest) {
  const testing::Planted planted = testing::plant(std::vector<std::size_t>(8, 25), 32, 1.0, 3);
  const Graph graph = neighbor_graph(neighbors::nearest_neighbors(planted.units, 8, 1));
  ResolutionOptions options;
  options.same_stability = 0.0;
  const ResolutionChoice choice = choose_resolution(graph, options, 1);
  ASSERT_EQ(choice.profile.size(), options.candidates.size());
  const auto last_best = std::max_element(choice.profile.rbegin(), choice.profile.rend(), [](const auto& a, const auto& b) {
    return a.stability < b.stability;
  });
  const ResolutionPoint* best = &*last_best;
  EXPECT_EQ(best->resolution, choice.resolution);
  EXPECT_EQ(best->communities, choice.partition.count);
  options.same_stability = 1.0;  // everything is as stable: the finest that is allowed
  options.min_mean_nodes = 1.0;
  EXPECT_EQ(choose_resolution(graph, options, 1).resolution, options.candidates.back());
  options.min_mean_nodes = 201.0;  // nothing is allowed: the first
  EXPECT_EQ(choose_resolution(graph, options, 1).resolution, options.candidates.front());
}

TEST(Resolution, SearchesToTheEndWhereItChose) {
  const testing::Planted planted = testing::plant({60, 50, 40, 30, 20}, 32, 1.6, 5);
  const Graph graph = neighbor_graph(neighbors::nearest_neighbors(planted.units, 8, 1));
  ResolutionOptions options;
  options.compared_passes = 1;
  const ResolutionChoice choice = choose_resolution(graph, options, 1);
  EXPECT_EQ(choice.partition, leiden(graph, {.resolution = choice.resolution, .seed = options.seed}));
}

TEST(Resolution, GivesTheSameAtAnyNumberOfThreads) {
  const testing::Planted planted = testing::plant({40, 30, 20, 10}, 32, 1.0, 4);
  const Graph graph = neighbor_graph(neighbors::nearest_neighbors(planted.units, 8, 1));
  const ResolutionChoice one = choose_resolution(graph, {}, 1);
  const ResolutionChoice many = choose_resolution(graph, {}, 5);
  EXPECT_EQ(one.partition, many.partition);
  EXPECT_EQ(one.profile, many.profile);
}

TEST(Resolution, NeedsSomethingToChooseFrom) {
  EXPECT_THROW((void)choose_resolution(Graph(1, {}), {.candidates = {}}, 1), std::invalid_argument);
}

}  // namespace
}  // namespace koe::models::cluster
