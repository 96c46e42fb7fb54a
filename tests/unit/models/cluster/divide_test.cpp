#include "models/cluster/divide.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "models/cluster/agreement.h"
#include "tests/unit/models/cluster/planted_vectors.h"

namespace koe::models::cluster {
namespace {

std::vector<double> ones(std::size_t n) { return std::vector<double>(n, 1.0); }

TEST(Divide, SeparatesPlantedGroupsAndNumbersTheHeaviestFirst) {
  const auto planted = testing::plant({10, 25, 15}, 32, 0.9, 3);
  const auto parts = divide(planted.units, ones(50), 3, 1);
  EXPECT_DOUBLE_EQ(adjusted_mutual_information(parts, planted.group), 1.0);
  EXPECT_EQ(std::ranges::count(parts, 0U), 25);
  EXPECT_EQ(std::ranges::count(parts, 1U), 15);
  EXPECT_EQ(std::ranges::count(parts, 2U), 10);
}

TEST(Divide, CountsATextAsOftenAsItWasSaid) {
  const auto planted = testing::plant({10, 25}, 32, 0.9, 3);
  std::vector<double> weights = ones(35);
  for (std::size_t i = 0; i < weights.size(); ++i) weights[i] = planted.group[i] == 0 ? 10.0 : 1.0;
  const auto parts = divide(planted.units, weights, 2, 1);  // 100 against 25
  EXPECT_EQ(std::ranges::count(parts, 0U), 10);
}

TEST(Divide, SaysNothingWhereThereAreNotSoManyDirections) {
  neighbors::UnitVectors same(4, 2);
  for (std::size_t i = 0; i < 4; ++i) same.set_direction(i, std::vector<double>{1.0, 0.0});
  EXPECT_TRUE(divide(same, ones(4), 2, 1).empty());
  EXPECT_TRUE(divide(same, ones(4), 5, 1).empty()) << "more parts than units";
  EXPECT_EQ(divide(same, ones(4), 1, 1), std::vector<std::uint32_t>(4, 0));
}

TEST(Divide, GivesTheSameEveryTime) {
  const auto planted = testing::plant({20, 20, 20, 20}, 16, 0.4, 5);
  EXPECT_EQ(divide(planted.units, ones(80), 4, 9), divide(planted.units, ones(80), 4, 9));
}

}  // namespace
}  // namespace koe::models::cluster
