#include "models/stats/multiple_testing.h"

#include <gtest/gtest.h>

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "fixture.h"

namespace koe::models::stats {
namespace {

TEST(BenjaminiHochberg, WorkedByHand) {
  // sorted .005 .01 .03 .04 times 4/1 4/2 4/3 4/4 = .02 .02 .04 .04
  const std::vector<double> q = benjamini_hochberg(std::vector<double>{0.01, 0.04, 0.03, 0.005});
  ASSERT_EQ(q.size(), 4U);
  EXPECT_NEAR(q[0], 0.02, 1e-15);
  EXPECT_NEAR(q[1], 0.04, 1e-15);
  EXPECT_NEAR(q[2], 0.04, 1e-15);
  EXPECT_NEAR(q[3], 0.02, 1e-15);
}

TEST(BenjaminiHochberg, AgreesWithStatsmodels) {
  std::map<std::string, std::pair<std::vector<double>, std::vector<double>>> cases;
  for (const auto& row : read_fixture("multiple_testing.tsv")) {
    cases[row[0]].first.push_back(std::stod(row[1]));
    cases[row[0]].second.push_back(std::stod(row[2]));
  }
  ASSERT_EQ(cases.size(), 5U);
  for (const auto& [name, data] : cases) {
    const std::vector<double> q = benjamini_hochberg(data.first);
    for (std::size_t i = 0; i < q.size(); ++i) EXPECT_NEAR(q[i], data.second[i], 1e-11) << name << " " << i;
  }
}

TEST(BenjaminiHochberg, OfNothingIsNothing) { EXPECT_TRUE(benjamini_hochberg({}).empty()); }

}  // namespace
}  // namespace koe::models::stats
