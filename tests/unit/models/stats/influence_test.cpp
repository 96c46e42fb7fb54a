#include "models/stats/influence.h"

#include <gtest/gtest.h>

#include <cmath>
#include <vector>

namespace koe::models::stats {
namespace {

TEST(InfluenceSpread, SumsWithinClustersBeforeSquaring) {
  const std::vector<double> influence = {1, 2, -4, 1};
  const std::vector<std::uint32_t> cluster = {900, 7, 900, 7};  // sums -3 and 3
  const std::vector<std::uint8_t> marked = {0, 1, 0, 1};
  const InfluenceSpread spread = influence_spread(influence, marked, cluster);
  EXPECT_EQ(spread.clusters, 2U);
  EXPECT_EQ(spread.marked_clusters, 1U);
  EXPECT_DOUBLE_EQ(spread.squares, 36);  // (9 + 9) x 2/1, more than the 22 of independent responses
  EXPECT_DOUBLE_EQ(spread.skew, 0);
}

TEST(InfluenceSpread, IsNeverBelowThatOfIndependentResponses) {
  const std::vector<double> influence = {3, -3, 2, -2};
  const std::vector<std::uint32_t> cancelling = {0, 0, 1, 1};
  EXPECT_DOUBLE_EQ(influence_spread(influence, {}, cancelling).squares, 26);
}

TEST(InfluenceSpread, WithoutClustersEveryResponseIsOne) {
  const std::vector<double> influence = {3, -1, -1, -1};
  const InfluenceSpread spread = influence_spread(influence, {}, {});
  EXPECT_EQ(spread.clusters, 4U);
  EXPECT_EQ(spread.marked_clusters, 0U);
  EXPECT_DOUBLE_EQ(spread.squares, 12 * 4.0 / 3);
  EXPECT_DOUBLE_EQ(spread.skew, 24.0 / 12);
}

TEST(InfluenceSpread, OfNothingOrNoVariationIsZero) {
  EXPECT_EQ(influence_spread({}, {}, {}).clusters, 0U);
  EXPECT_EQ(influence_spread(std::vector<double>{0, 0}, {}, {}).squares, 0);
  EXPECT_EQ(influence_spread(std::vector<double>{0, 0}, {}, {}).skew, 0);
}

TEST(SkewCorrectedInterval, WithoutSkewIsStudents) {
  const Estimate interval = skew_corrected_interval(5, 2, 0, 9, 0.95, 100);
  EXPECT_NEAR(interval.low, 5 - 2 * 2.262157, 1e-5);  // t table, 9 degrees of freedom
  EXPECT_NEAR(interval.high, 5 + 2 * 2.262157, 1e-5);
}

TEST(SkewCorrectedInterval, ComesNearTheExactOneForAPoissonCount) {
  // Ten events, standard error sqrt 10, third moment 10: skew = 1. The exact interval is 4.80 to 18.39
  // (Garwood 1936); 10 +- 6.2 misses its centre by 1.6, the correction moves it there.
  const Estimate interval = skew_corrected_interval(10, std::sqrt(10.0), 1, 1e6, 0.95, 1000);
  EXPECT_NEAR((interval.low + interval.high) / 2, (4.80 + 18.39) / 2, 0.2);
}

TEST(SkewCorrectedInterval, HoldsTheValueAndTheLimits) {
  const Estimate shifted = skew_corrected_interval(1, 0.1, 5, 50, 0.95, 3);
  EXPECT_EQ(shifted.low, 1);
  EXPECT_EQ(shifted.high, 3);
  const Estimate certain = skew_corrected_interval(1, 0, 0, 5, 0.95, 3);
  EXPECT_EQ(certain, (Estimate{1, 1, 1}));
}

// 90 promoters, 60 passives, 50 detractors: NPS 20, plain Wald standard error 5.7446, interval 8.7408 to 31.2592.
TEST(InfluenceSpread, OfIndependentResponsesIsThePlainWaldVariance) {
  std::vector<double> deviation(90, 1 - 0.2);
  deviation.insert(deviation.end(), 60, -0.2);
  deviation.insert(deviation.end(), 50, -1 - 0.2);
  const InfluenceSpread spread = influence_spread(deviation, {}, {});
  const double standard_error = 100 * std::sqrt(spread.squares * 199 / 200) / 200;  // without n/(n-1)
  EXPECT_NEAR(standard_error, 5.7446, 5e-5);
  EXPECT_NEAR(20 - 1.959964 * standard_error, 8.7408, 2e-4);
  EXPECT_NEAR(20 + 1.959964 * standard_error, 31.2592, 2e-4);
}

}  // namespace
}  // namespace koe::models::stats
