#include "models/cluster/neighbor_graph.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "tests/unit/models/cluster/planted_vectors.h"

namespace koe::models::cluster {
namespace {

/// Neighbour lists as written, nearest first; all cosines are `cosine`.
neighbors::Neighbors lists(std::size_t k, std::vector<std::uint32_t> index, double cosine = 0.5) {
  const auto dot = static_cast<std::int32_t>(cosine * neighbors::kUnitDot);
  const std::size_t n = index.size() / k;
  return {n, k, std::move(index), std::vector<std::int32_t>(n * k, dot)};
}

TEST(NeighborGraph, JoinsNeighborsOnceHoweverManyEndsListThem) {
  const Graph graph = neighbor_graph(lists(2, {1, 2, 0, 2, 1, 0}));
  EXPECT_DOUBLE_EQ(graph.total_weight(), 3.0) << "equal cosines are all the mean";
}

TEST(NeighborGraph, JoinsNeighborsThatOnlyOneEndLists) {
  const Graph graph = neighbor_graph(lists(2, {1, 2, 0, 2, 1, 0, 0, 1}));  // nobody lists 3
  EXPECT_TRUE(std::ranges::equal(graph.neighbors(3), std::vector<std::uint32_t>{0, 1}));
  EXPECT_TRUE(std::ranges::equal(graph.neighbors(0), std::vector<std::uint32_t>{1, 2, 3}));
}

TEST(NeighborGraph, WeighsByTheSquareOfTheCosineRelativeToTheMean) {
  // 0-1 at cosine 0.6 and 2-3 at 0.2: mean 0.4, relative 3/2 and 1/2.
  neighbors::Neighbors pairs = lists(1, {1, 0, 3, 2}, 0.6);
  pairs.dot[2] = pairs.dot[3] = static_cast<std::int32_t>(0.2 * neighbors::kUnitDot);
  const Graph graph = neighbor_graph(pairs);
  EXPECT_NEAR(graph.weights(0)[0], 2.25, 1e-6);
  EXPECT_NEAR(graph.weights(2)[0], 0.25, 1e-6);
}

TEST(NeighborGraph, JoinsTextsOfTwoLanguagesAsFirmlyAsThoseOfOne) {
  // Japanese 0 and 1 at cosine 0.6, Japanese 2 and English 3 at 0.2: each the mean of its pair of languages. 2 is nearer to
  // English 4, so that 2 and 3 are no counterparts.
  neighbors::Neighbors pairs = lists(2, {1, 2, 0, 2, 4, 3, 2, 4, 2, 3}, 0.6);
  for (const std::size_t place : {5UL, 6UL}) pairs.dot[place] = static_cast<std::int32_t>(0.2 * neighbors::kUnitDot);
  const std::vector<std::uint32_t> language = {0, 0, 0, 1, 1};
  const Graph graph = neighbor_graph(pairs, language);
  EXPECT_DOUBLE_EQ(graph.weights(0)[0], 1.0);
  EXPECT_NEAR(graph.weights(2)[2], 0.25, 1e-6) << "half the mean of .6 and .2";
}

TEST(NeighborGraph, JoinsCounterpartsOfTwoLanguagesTenTimesAsFirmly) {
  // All cosines are equal. Japanese 0 and English 2 are each the other's nearest; of 1 the nearest is 2 as well, but not the
  // other way round; 2 and 3 are each the other's nearest of one language.
  const std::vector<std::uint32_t> language = {0, 0, 1, 1};
  const Graph graph = neighbor_graph(lists(2, {2, 1, 2, 0, 3, 0, 2, 0}), language);
  const auto weight = [&](std::uint32_t from, std::uint32_t to) {
    const auto around = graph.neighbors(from);
    return graph.weights(from)[static_cast<std::size_t>(std::ranges::find(around, to) - around.begin())];
  };
  EXPECT_DOUBLE_EQ(weight(0, 2), 10.0);
  EXPECT_DOUBLE_EQ(weight(1, 2), 1.0);
  EXPECT_DOUBLE_EQ(weight(2, 3), 1.0);
  EXPECT_DOUBLE_EQ(weight(0, 1), 1.0);
}

TEST(NeighborGraph, ThereAreNoCounterpartsWithinOneLanguage) {
  const Graph graph = neighbor_graph(lists(1, {1, 0, 3, 2}), std::vector<std::uint32_t>{1, 1, 1, 1});
  EXPECT_DOUBLE_EQ(graph.total_weight(), 2.0);
}

TEST(NeighborGraph, LeavesOutPairsThatAreNotAlike) {
  EXPECT_EQ(neighbor_graph(lists(1, {1, 0}, 0.0)).total_weight(), 0.0);
  EXPECT_EQ(neighbor_graph(lists(1, {1, 0}, -0.5)).total_weight(), 0.0);
}

TEST(NeighborGraph, ATextWithoutDirectionStaysAlone) {
  testing::Planted planted = testing::plant({20}, 16, 0.5, 1);
  planted.units.set_direction(7, std::vector<double>(16, 0.0));
  const Graph graph = neighbor_graph(neighbors::nearest_neighbors(planted.units, 5, 1));
  EXPECT_TRUE(graph.neighbors(7).empty());
}

}  // namespace
}  // namespace koe::models::cluster
