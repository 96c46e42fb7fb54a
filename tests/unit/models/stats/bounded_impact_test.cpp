#include "models/stats/bounded_impact.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <vector>

#include "models/stats/impact.h"

namespace koe::models::stats {
namespace {

/// 100 answers, of which the first 20 mention the theme.
std::vector<std::uint8_t> twenty_of_a_hundred() {
  std::vector<std::uint8_t> mentions(100, 0);
  std::fill(mentions.begin(), mentions.begin() + 20, std::uint8_t{1});
  return mentions;
}

constexpr NpsCounts kAll{.promoters = 40, .passives = 20, .detractors = 40};  // eNPS 0

TEST(MiddleOfBound, IsNineInTen) {
  EXPECT_DOUBLE_EQ(middle_of_bound({.value = -1, .least = 16}, 20, kAll), -0.9);
  EXPECT_DOUBLE_EQ(middle_of_bound({.value = 1, .least = 8}, 10, kAll), 0.9);
  EXPECT_DOUBLE_EQ(middle_of_bound({.value = 0, .least = 8}, 10, kAll), 0);
  // One passive among all: at most one of the ten is no detractor.
  EXPECT_DOUBLE_EQ(middle_of_bound({.value = -1, .least = 8}, 10, {.promoters = 0, .passives = 1, .detractors = 29}), -0.9);
  EXPECT_DOUBLE_EQ(middle_of_bound({.value = -1, .least = 8}, 10, {.promoters = 0, .passives = 0, .detractors = 30}), -1);
}

TEST(DeviationUnderBound, IsThatOfOneInTenBesideTheBand) {
  // 16 of 20 or more: 0.2 open, 0.1 beside the band at the middle. Values -1 and 0: variance 0.1 x 0.9.
  EXPECT_NEAR(deviation_under_bound({.value = -1, .least = 16}, 20), 0.3, 1e-12);
  // Passives: one in ten is -1 or +1.
  EXPECT_NEAR(deviation_under_bound({.value = 0, .least = 16}, 20), std::sqrt(0.1), 1e-12);
  EXPECT_EQ(deviation_under_bound({.value = 1, .least = 20}, 20), 0);
}

TEST(BoundedImpact, TakesTheMiddleAndHoldsBothEnds) {
  const auto mentions = twenty_of_a_hundred();
  const auto impact = bounded_impact(kAll, mentions, {}, {.value = -1, .least = 16});
  ASSERT_TRUE(impact);
  EXPECT_NEAR(impact->value, 100 * (20 / 80.0) * -0.9, 1e-12);  // m/(n - m) (T - A), A = 0
  // All 20 detractors: -25. 16 detractors and 4 promoters: T = -0.6, -15. The sampling error comes on top.
  EXPECT_LT(impact->low, -25);
  EXPECT_GT(impact->high, -15);
}

TEST(BoundedImpact, HoldsTheIntervalOfEveryAnswerThatFits) {
  // For 16 to 20 detractors among the mentions and the others promoters, as if each had been published.
  const auto mentions = twenty_of_a_hundred();
  const auto bounded = bounded_impact(kAll, mentions, {}, {.value = -1, .least = 16});
  for (int detractors = 16; detractors <= 20; ++detractors) {
    std::vector<std::int8_t> value(100, 0);
    for (int i = 0; i < 20; ++i) value[static_cast<std::size_t>(i)] = static_cast<std::int8_t>(i < detractors ? -1 : 1);
    for (int i = 20; i < 100; ++i) {
      const int detractors_left = 40 - detractors, promoters_left = 40 - (20 - detractors);
      const int place = i - 20;
      value[static_cast<std::size_t>(i)] =
          static_cast<std::int8_t>(place < detractors_left ? -1 : place < detractors_left + promoters_left ? 1 : 0);
    }
    const auto exact = leave_out_impact(value, mentions, {});
    EXPECT_LE(bounded->low, exact->impact.low + 1e-9) << detractors;
    EXPECT_GE(bounded->high, exact->impact.high - 1e-9) << detractors;
  }
}

TEST(BoundedImpact, KeepsToWhatEverybodysCountsAllow) {
  // Among all there are no promoters and three passives: at most three of the mentions are not detractors.
  std::vector<std::uint8_t> mentions(30, 0);
  std::fill(mentions.begin(), mentions.begin() + 20, std::uint8_t{1});
  const NpsCounts all{.promoters = 0, .passives = 3, .detractors = 27};  // A = -0.9
  const auto impact = bounded_impact(all, mentions, {}, {.value = -1, .least = 16});
  ASSERT_TRUE(impact);
  EXPECT_NEAR(impact->value, 0, 1e-9);  // T = -0.9 = A
}

TEST(BoundedImpact, OfEverybodyOrNobodyIsUnknown) {
  EXPECT_FALSE(bounded_impact(kAll, std::vector<std::uint8_t>(100, 1), {}, {.value = -1, .least = 16}));
  EXPECT_FALSE(bounded_impact(kAll, std::vector<std::uint8_t>(100, 0), {}, {.value = -1, .least = 0}));
}

TEST(BoundedImpact, OfPassivesIsNearNothing) {
  const auto impact = bounded_impact(kAll, twenty_of_a_hundred(), {}, {.value = 0, .least = 16});
  ASSERT_TRUE(impact);
  EXPECT_EQ(impact->value, 0);
  EXPECT_LT(impact->low, -5);  // T = -0.2 and its error
  EXPECT_GT(impact->high, 5);
}

}  // namespace
}  // namespace koe::models::stats
