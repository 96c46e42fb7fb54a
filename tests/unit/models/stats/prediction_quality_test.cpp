#include "models/stats/prediction_quality.h"

#include <gtest/gtest.h>

#include <cmath>
#include <vector>

#include "models/stats/rng.h"

namespace koe::models::stats {
namespace {

TEST(AreaUnderCurve, ComparesOnlyScoresOfTheSameFit) {
  // The second fit's scores are all higher. Each tells its event from its other row; across fits half of the pairs are wrong.
  const std::vector<std::uint8_t> outcome = {1, 0, 1, 0};
  const std::vector<double> score = {0.2, 0.1, 0.9, 0.8};
  const auto within = area_under_curve(outcome, score, std::vector<std::uint32_t>{0, 0, 1, 1});
  EXPECT_EQ(within.value().value, 1);
  EXPECT_EQ(area_under_curve(outcome, score).value().value, 0.75);
  EXPECT_FALSE(area_under_curve(outcome, score, std::vector<std::uint32_t>{0, 1, 2, 3})) << "no two rows to compare";
}

TEST(AreaUnderCurve, CountsPairsAndHalfTies) {
  // events score 3 and 2, others 1 and 2: three pairs won, one tied, of four
  const auto area = area_under_curve(std::vector<std::uint8_t>{1, 1, 0, 0}, std::vector<double>{3, 2, 1, 2});
  ASSERT_TRUE(area);
  EXPECT_NEAR(area->value, 3.5 / 4, 1e-12);
}

TEST(AreaUnderCurve, IntervalEndsSatisfyTheScoreTest) {
  std::vector<std::uint8_t> outcome;
  std::vector<double> score;
  for (int i = 0; i < 40; ++i) {
    outcome.push_back(i % 4 == 0);
    score.push_back(i % 7 + 3 * (i % 4 == 0));
  }
  const auto area = area_under_curve(outcome, score);
  ASSERT_TRUE(area);
  for (const double end : {area->low, area->high}) {
    // 10 events, 30 others, so N* - 1 = 19
    const double variance =
        end * (1 - end) * (1 + 19 * ((1 - end) / (2 - end) + end / (1 + end))) / 300;
    EXPECT_NEAR(std::abs(area->value - end), 1.959963985 * std::sqrt(variance), 1e-9);
  }
}

TEST(AreaUnderCurve, AFewPerfectPairsAreNotCertainty) {
  const auto area = area_under_curve(std::vector<std::uint8_t>{1, 0, 0}, std::vector<double>{2, 1, 0});
  ASSERT_TRUE(area);
  EXPECT_EQ(area->value, 1);
  EXPECT_EQ(area->high, 1);
  EXPECT_LT(area->low, 0.5);
}

TEST(AreaUnderCurve, IsUnknownWithoutBothOutcomes) {
  EXPECT_FALSE(area_under_curve(std::vector<std::uint8_t>{1, 1}, std::vector<double>{1, 2}));
  EXPECT_FALSE(area_under_curve({}, {}));
}

TEST(Calibration, WorkedByHand) {
  const std::vector<std::uint8_t> outcome = {0, 0, 1, 1};
  const std::vector<double> chance = {0.2, 0.4, 0.4, 0.8};
  const Calibration out = calibration(outcome, chance, 2);
  EXPECT_NEAR(out.expected_events, 1.8, 1e-12);
  EXPECT_EQ(out.events, 2);
  EXPECT_NEAR(out.brier, (0.04 + 0.16 + 0.36 + 0.04) / 4, 1e-12);
  ASSERT_EQ(out.groups.size(), 2U);
  EXPECT_NEAR(out.groups[0].expected, 0.3, 1e-12);
  EXPECT_EQ(out.groups[0].events, 0);
  EXPECT_NEAR(out.groups[1].expected, 0.6, 1e-12);
  EXPECT_EQ(out.groups[1].observed.value, 1);
}

TEST(Calibration, SlopeIsOneForTrueChancesAndHalfForDoubledLogOdds) {
  Rng rng(5);
  std::vector<std::uint8_t> outcome;
  std::vector<double> right, bold;
  for (int i = 0; i < 20000; ++i) {
    const double log_odds = rng.normal();
    right.push_back(1 / (1 + std::exp(-log_odds)));
    bold.push_back(1 / (1 + std::exp(-2 * log_odds)));
    outcome.push_back(rng.uniform() < right.back());
  }
  EXPECT_NEAR(calibration(outcome, right, 5).slope->value, 1, 0.06);
  EXPECT_NEAR(calibration(outcome, bold, 5).slope->value, 0.5, 0.03);
}

TEST(Calibration, HasNoSlopeWhereNothingVaries) {
  EXPECT_FALSE(calibration(std::vector<std::uint8_t>{0, 0}, std::vector<double>{0.1, 0.2}, 5).slope);
  EXPECT_FALSE(calibration(std::vector<std::uint8_t>{0, 1}, std::vector<double>{0.2, 0.2}, 5).slope);
  EXPECT_TRUE(calibration({}, {}, 5).groups.empty());
}

}  // namespace
}  // namespace koe::models::stats
