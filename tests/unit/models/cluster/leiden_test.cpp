#include "models/cluster/leiden.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <map>
#include <set>
#include <sstream>
#include <stdexcept>
#include <string>

#include "models/cluster/agreement.h"

namespace koe::models::cluster {
namespace {

std::ifstream open_fixture(const std::string& name) {
  std::ifstream file(KOE_SOURCE_DIR "/tests/fixtures/cluster/" + name);
  std::string header;
  std::getline(file, header);
  return file;
}

Graph read_graph(const std::string& name) {
  std::ifstream file = open_fixture(name + ".tsv");
  std::vector<Edge> edges;
  std::uint32_t nodes = 0;
  for (Edge edge; file >> edge.from >> edge.to >> edge.weight;) {
    nodes = std::max({nodes, edge.from + 1, edge.to + 1});
    edges.push_back(edge);
  }
  return Graph(nodes, edges);
}

/// `cliques` cliques of `size` nodes, each joined to the next by one edge.
Graph ring_of_cliques(std::uint32_t cliques, std::uint32_t size) {
  std::vector<Edge> edges;
  for (std::uint32_t c = 0; c < cliques; ++c) {
    for (std::uint32_t a = 0; a < size; ++a) {
      for (std::uint32_t b = a + 1; b < size; ++b) edges.push_back({c * size + a, c * size + b, 1.0});
    }
    edges.push_back({c * size, ((c + 1) % cliques) * size + 1, 1.0});
  }
  return Graph(std::size_t{cliques} * size, edges);
}

TEST(PartitionQuality, FollowsTheFormulas) {
  // Two triangles joined by an edge: W = 7, strengths 7 and 7.
  const Graph graph(6, std::vector<Edge>{{0, 1}, {1, 2}, {0, 2}, {3, 4}, {4, 5}, {3, 5}, {2, 3}});
  const std::vector<std::uint32_t> halves = {0, 0, 0, 1, 1, 1};
  EXPECT_DOUBLE_EQ(partition_quality(graph, halves, Quality::kModularity, 1.0), 6.0 / 7.0 - 0.5);
  EXPECT_DOUBLE_EQ(partition_quality(graph, halves, Quality::kModularity, 2.0), 6.0 / 7.0 - 1.0);
  EXPECT_DOUBLE_EQ(partition_quality(graph, halves, Quality::kConstantPotts, 0.5), (6.0 - 0.5 * 6.0) / 7.0);
  EXPECT_EQ(partition_quality(Graph(2, {}), std::vector<std::uint32_t>{0, 0}, Quality::kModularity, 1.0),
            0.0);
  EXPECT_THROW((void)partition_quality(graph, {}, Quality::kModularity, 1.0), std::invalid_argument);
}

TEST(Leiden, FindsTheBestKnownModularityOfTheKarateClub) {
  const Graph karate = read_graph("karate");
  const Partition found = leiden(karate, {});
  EXPECT_NEAR(found.quality, 0.4197896, 1e-7);
  EXPECT_EQ(found.count, 4U);
}

TEST(Leiden, ComesWithinOnePerThousandOfTheReferenceImplementation) {
  std::ifstream file = open_fixture("best_quality.tsv");
  std::string name, kind;
  double resolution = 0.0, best = 0.0;
  std::uint32_t communities = 0;
  int cases = 0;
  while (file >> name >> kind >> resolution >> best >> communities) {
    const Graph graph = read_graph(name);
    const Quality quality = kind == "modularity" ? Quality::kModularity : Quality::kConstantPotts;
    double reached = -10.0;
    for (std::uint64_t seed = 1; seed <= 5; ++seed) {
      reached = std::max(reached,
                         leiden(graph, {.quality = quality, .resolution = resolution, .seed = seed}).quality);
    }
    EXPECT_GE(reached, best - 1e-3) << name << ' ' << kind << ' ' << resolution;
    EXPECT_LE(reached, best + 1e-3) << "the reference should be updated: " << name << ' ' << kind << ' '
                                    << resolution;
    ++cases;
  }
  EXPECT_EQ(cases, 16);
}

TEST(Leiden, RecoversPlantedCommunitiesOfUnequalSize) {
  const Graph graph = read_graph("planted");
  std::ifstream file = open_fixture("planted_truth.tsv");
  std::vector<std::uint32_t> truth;
  for (std::uint32_t community = 0; file >> community;) truth.push_back(community);
  EXPECT_GE(adjusted_mutual_information(leiden(graph, {}).membership, truth), 0.85);
}

TEST(Leiden, SeparatesARingOfCliquesWhereTheResolutionAllowsIt) {
  // Fortunato, Barthelemy 2007: modularity joins pairs of 5-cliques in a ring of 30; a higher resolution, or
  // the constant Potts model, which has no such limit, keeps them apart.
  const Graph ring = ring_of_cliques(30, 5);
  EXPECT_LT(leiden(ring, {}).count, 30U);
  EXPECT_EQ(leiden(ring, {.resolution = 3.0}).count, 30U);
  EXPECT_EQ(leiden(ring, {.quality = Quality::kConstantPotts, .resolution = 0.2}).count, 30U);
}

TEST(Leiden, NumbersCommunitiesBySizeAndLeavesLonersAlone) {
  const Graph graph(7, std::vector<Edge>{{0, 1}, {2, 3}, {3, 4}, {2, 4}});
  const Partition found = leiden(graph, {});
  EXPECT_EQ(found.membership, (std::vector<std::uint32_t>{1, 1, 0, 0, 0, 2, 3}));
  EXPECT_EQ(found.count, 4U);
}

TEST(Leiden, KeepsAGraphWithoutEdgesAsItIs) {
  const Partition found = leiden(Graph(3, {}), {});
  EXPECT_EQ(found.count, 3U);
  EXPECT_EQ(found.quality, 0.0);
  EXPECT_EQ(leiden(Graph(0, {}), {}).count, 0U);
}

TEST(Leiden, ScalingAllWeightsChangesNothing) {
  std::vector<Edge> edges;
  const Graph planted = read_graph("planted");
  for (std::uint32_t node = 0; node < planted.nodes(); ++node) {
    for (std::size_t e = 0; e < planted.neighbors(node).size(); ++e) {
      if (planted.neighbors(node)[e] < node)
        edges.push_back({planted.neighbors(node)[e], node, 1024.0 * planted.weights(node)[e]});
    }
  }
  EXPECT_EQ(leiden(planted, {}).membership, leiden(Graph(planted.nodes(), edges), {}).membership);
}

TEST(Leiden, IsTheSameEveryTimeAndDependsOnTheSeedOnly) {
  const Graph planted = read_graph("planted");
  EXPECT_EQ(leiden(planted, {.seed = 5}), leiden(planted, {.seed = 5}));
}

TEST(Leiden, ASearchThatPausesFindsTheSame) {
  const Graph graph = read_graph("karate");
  const LeidenOptions options{.resolution = 2.0, .seed = 3};
  LeidenSearch search(graph, options);
  const Partition before = search.partition();
  EXPECT_EQ(before.count, graph.nodes()) << "nothing is done yet";
  search.advance(1);
  EXPECT_GT(search.partition().quality, before.quality);
  search.advance(1000);
  EXPECT_EQ(search.partition(), leiden(graph, options));
}

TEST(Leiden, RefusesAnInitialPartitionOfAnotherGraph) {
  EXPECT_THROW((void)leiden(Graph(2, {}), {}, std::vector<std::uint32_t>{0}), std::invalid_argument);
}

}  // namespace
}  // namespace koe::models::cluster
