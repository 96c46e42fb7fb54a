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
  EXPECT_DOUBLE_EQ(graph.total_weight(), 3 * 0.5 * 0.5) << "cosines squared";
}

TEST(NeighborGraph, JoinsNeighborsThatOnlyOneEndLists) {
  const Graph graph = neighbor_graph(lists(2, {1, 2, 0, 2, 1, 0, 0, 1}));  // nobody lists 3
  EXPECT_TRUE(std::ranges::equal(graph.neighbors(3), std::vector<std::uint32_t>{0, 1}));
  EXPECT_TRUE(std::ranges::equal(graph.neighbors(0), std::vector<std::uint32_t>{1, 2, 3}));
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
