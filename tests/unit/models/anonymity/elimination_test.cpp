#include "models/anonymity/elimination.h"

#include <gtest/gtest.h>

#include <map>

namespace koe::models::anonymity {
namespace {

std::map<std::uint32_t, std::int64_t> integers(const Elimination::Row& row) {
  std::map<std::uint32_t, std::int64_t> values;
  for (const auto& [column, value] : row) values[column] = Elimination::small_integer(value).value();
  return values;
}

TEST(Elimination, SubtractsAPartFromTheWhole) {
  // All = a + b + c = 10, and a + b = 7: what is left says c = 3. Columns 0..2 are atoms, 3 the published number.
  Elimination sums({5, 4, 1});
  EXPECT_EQ(sums.add({{0, 1}, {1, 1}, {2, 1}, {3, 10}}).size(), 1u);
  EXPECT_EQ(sums.add({{0, 1}, {1, 1}, {3, 7}}).size(), 2u);
  bool has_rest = false;
  for (const auto& row : sums.rows()) has_rest = has_rest || integers(row) == std::map<std::uint32_t, std::int64_t>{{2, 1}, {3, 3}};
  EXPECT_TRUE(has_rest);
}

TEST(Elimination, SeesThatASumFollowsFromOthers) {
  Elimination sums({1, 1, 1});
  (void)sums.add({{0, 1}, {1, 1}});
  (void)sums.add({{2, 1}});
  EXPECT_TRUE(sums.add({{0, 1}, {1, 1}, {2, 1}}).empty());
  EXPECT_EQ(sums.rows().size(), 2u);
}

TEST(Elimination, SolvesASystemOfThree) {
  // x + y = 5, y + z = 7, x + z = 6 gives x = 2, y = 3, z = 4: fractions on the way, integers at the end.
  Elimination sums({1, 1, 1});
  (void)sums.add({{0, 1}, {1, 1}, {3, 5}});
  (void)sums.add({{1, 1}, {2, 1}, {3, 7}});
  (void)sums.add({{0, 1}, {2, 1}, {3, 6}});
  std::map<std::uint32_t, std::int64_t> solution;
  for (const auto& row : sums.rows()) {
    ASSERT_EQ(row.size(), 2u);
    solution[row.front().column] = Elimination::small_integer(row.back().value).value();
  }
  EXPECT_EQ(solution, (std::map<std::uint32_t, std::int64_t>{{0, 2}, {1, 3}, {2, 4}}));
}

TEST(Elimination, TellsSmallIntegersFromFractions) {
  Elimination sums({2, 1});
  (void)sums.add({{0, 2}, {1, 1}});  // the pivot becomes 1, the other 1/2
  ASSERT_EQ(sums.rows().front().size(), 2u);
  EXPECT_EQ(Elimination::small_integer(sums.rows().front()[0].value), 1);
  EXPECT_EQ(Elimination::small_integer(sums.rows().front()[1].value), std::nullopt);
  Elimination negative({2, 1});
  (void)negative.add({{0, 1}, {1, -3}});
  EXPECT_EQ(Elimination::small_integer(negative.rows().front()[1].value), -3);
}

}  // namespace
}  // namespace koe::models::anonymity
