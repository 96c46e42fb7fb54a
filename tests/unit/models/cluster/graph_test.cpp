#include "models/cluster/graph.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <stdexcept>

namespace koe::models::cluster {
namespace {

TEST(Graph, ListsEdgesAtBothEndsAndLoopsOnce) {
  const Graph graph(4, std::vector<Edge>{{2, 0, 1.5}, {0, 1, 2.0}, {1, 0, 0.5}, {3, 3, 4.0}});
  EXPECT_TRUE(std::ranges::equal(graph.neighbors(0), std::vector<std::uint32_t>{1, 2}));
  EXPECT_TRUE(std::ranges::equal(graph.weights(0), std::vector<double>{2.5, 1.5}));
  EXPECT_TRUE(std::ranges::equal(graph.neighbors(3), std::vector<std::uint32_t>{3}));
  EXPECT_DOUBLE_EQ(graph.strength(0), 4.0);
  EXPECT_DOUBLE_EQ(graph.strength(3), 8.0);
  EXPECT_DOUBLE_EQ(graph.total_weight(), 8.0);
  EXPECT_DOUBLE_EQ(graph.size(2), 1.0);
}

TEST(Graph, RefusesEdgesItCannotHold) {
  EXPECT_THROW(Graph(2, std::vector<Edge>{{0, 2, 1.0}}), std::invalid_argument);
  EXPECT_THROW(Graph(2, std::vector<Edge>{{0, 1, 0.0}}), std::invalid_argument);
  EXPECT_THROW(Graph(2, {}, {1.0}), std::invalid_argument);
}

TEST(Graph, ComponentsAreNumberedByTheirFirstNode) {
  const Components components = connected_components(Graph(5, std::vector<Edge>{{4, 1, 1.0}, {2, 3, 1.0}}));
  EXPECT_EQ(components.count, 3U);
  EXPECT_EQ(components.of_node, (std::vector<std::uint32_t>{0, 1, 2, 2, 1}));
}

}  // namespace
}  // namespace koe::models::cluster
