#include "models/stats/nps.h"

#include <gtest/gtest.h>

#include <cmath>
#include <vector>

namespace koe::models::stats {
namespace {

constexpr NpsCounts kQuarter = {.promoters = 90, .passives = 60, .detractors = 50};
constexpr NpsCounts kNextQuarter = {.promoters = 84, .passives = 60, .detractors = 66};

TEST(NetPromoterScore, IsPromotersMinusDetractorsInPoints) {
  EXPECT_DOUBLE_EQ(*net_promoter_score(kQuarter), 20);
  EXPECT_DOUBLE_EQ(*net_promoter_score({.promoters = 0, .passives = 0, .detractors = 1}), -100);
  EXPECT_FALSE(net_promoter_score({}));
}

TEST(NetPromoterScore, CountsTheBandsOfValues) {
  const std::vector<std::int8_t> value = {1, 1, 0, -1, 1, 0};
  EXPECT_EQ(count_nps(value), (NpsCounts{3, 2, 1}));
  EXPECT_EQ(count_nps({}), NpsCounts{});
}

TEST(NpsEstimate, AdjustedWaldWorkedByHand) {
  // p' = 90.75/203, d' = 50.75/203: centre 40/203, variance (141.5/203 - (40/203)^2) / 203
  const auto estimate = nps_estimate(kQuarter);
  ASSERT_TRUE(estimate);
  EXPECT_DOUBLE_EQ(estimate->value, 20);
  EXPECT_NEAR(estimate->adjusted, 100 * 40.0 / 203, 1e-12);
  EXPECT_NEAR(estimate->standard_error, 100 * std::sqrt((141.5 / 203 - 1600.0 / (203 * 203)) / 203), 1e-12);
  EXPECT_NEAR(estimate->standard_error, 5.6943, 5e-5);
  EXPECT_NEAR(estimate->low, 8.5439, 5e-5);
  EXPECT_NEAR(estimate->high, 30.8650, 5e-5);
  EXPECT_EQ(estimate->effective_n, 200);
}

TEST(NpsEstimate, StaysHonestAtFifteenResponses) {
  const auto few = nps_estimate({.promoters = 8, .passives = 4, .detractors = 3});
  ASSERT_TRUE(few);
  EXPECT_NEAR(few->value, 33.3333, 5e-5);
  EXPECT_NEAR(few->adjusted, 27.7778, 5e-5);
  EXPECT_NEAR(few->low, -8.5179, 5e-5);
  EXPECT_NEAR(few->high, 64.0734, 5e-5);
  const auto all_promoters = nps_estimate({.promoters = 15, .passives = 0, .detractors = 0});
  ASSERT_TRUE(all_promoters);
  EXPECT_NEAR(all_promoters->adjusted, 83.3333, 5e-5);
  EXPECT_NEAR(all_promoters->low, 61.5560, 5e-5);
  EXPECT_EQ(all_promoters->high, 100);
}

// n = z^2 Var / e^2 for intervals of +-5, 10 and 15 points: 1,014, 254, 113 at variance 0.66 and 1,229, 307, 137 at 0.8.
// Variance 0.66 is 45 % promoters and 25 % detractors (0.7 - 0.2^2), 0.8 is 52 % and 32 %. The pseudo-responses move
// the half-width by less than a fiftieth.
TEST(NpsEstimate, NeedsAThousandResponsesForFivePoints) {
  const struct {
    double promoters, detractors;
    std::int64_t n;
    double half_width;
  } cases[] = {{0.45, 0.25, 1014, 5}, {0.45, 0.25, 254, 10}, {0.45, 0.25, 113, 15},
               {0.52, 0.32, 1229, 5}, {0.52, 0.32, 307, 10}, {0.52, 0.32, 137, 15}};
  for (const auto& [promoters, detractors, n, half_width] : cases) {
    NpsCounts counts{.promoters = std::llround(promoters * static_cast<double>(n)), .passives = 0,
                     .detractors = std::llround(detractors * static_cast<double>(n))};
    counts.passives = n - counts.promoters - counts.detractors;
    const auto estimate = nps_estimate(counts);
    EXPECT_NEAR((estimate->high - estimate->low) / 2, half_width, 0.02 * half_width) << n;
  }
}

TEST(NpsEstimate, OfOneResponseHoldsItAndSaysLittle) {
  const auto one = nps_estimate({.promoters = 1, .passives = 0, .detractors = 0});
  ASSERT_TRUE(one);
  EXPECT_EQ(one->value, 100);
  EXPECT_EQ(one->high, 100);
  EXPECT_LT(one->low, -40);
  EXPECT_FALSE(nps_estimate({}));
}

TEST(NpsEstimate, OfAWholeWorkforceIsCertain) {
  const auto all = nps_estimate(kQuarter, {.population = 200});
  ASSERT_TRUE(all);
  EXPECT_EQ(all->standard_error, 0);
  EXPECT_DOUBLE_EQ(all->low, 20);
  EXPECT_DOUBLE_EQ(all->high, 20);
  EXPECT_EQ(nps_estimate(kQuarter, {.population = 150}), all)
      << "more answers than people count as everybody";
}

TEST(NpsEstimate, OfHalfAWorkforceHasHalfTheVariance) {
  const auto endless = nps_estimate(kQuarter);
  const auto half = nps_estimate(kQuarter, {.population = 400});
  ASSERT_TRUE(half);
  EXPECT_NEAR(half->standard_error, endless->standard_error * std::sqrt(0.5), 1e-12);
  EXPECT_NEAR(half->adjusted, (20 + endless->adjusted) / 2, 1e-12);
}

TEST(WeightedNps, WithEqualWeightsIsThePlainOne) {
  const std::vector<std::int8_t> value = {1, 1, 0, -1, 1, 0, -1};
  const std::vector<double> weight(value.size(), 3.5e9);
  const auto weighted = weighted_nps_estimate(value, weight);
  const auto plain = nps_estimate(count_nps(value));
  ASSERT_TRUE(weighted);
  EXPECT_NEAR(weighted->value, plain->value, 1e-12);
  EXPECT_NEAR(weighted->low, plain->low, 1e-12);
  EXPECT_NEAR(weighted->high, plain->high, 1e-12);
  EXPECT_NEAR(weighted->effective_n, 7, 1e-12);
}

TEST(WeightedNps, CountsMoneyNotHeads) {
  const std::vector<std::int8_t> value = {-1, 1, 1};
  const std::vector<double> weight = {6, 1, 1};
  const auto weighted = weighted_nps_estimate(value, weight);
  ASSERT_TRUE(weighted);
  EXPECT_NEAR(weighted->value, -50, 1e-12);              // (2 - 6) / 8
  EXPECT_NEAR(weighted->effective_n, 64.0 / 38, 1e-12);  // 8^2 / (36 + 1 + 1)
}

TEST(WeightedNps, WithoutAnyWeightIsUnknown) {
  const std::vector<std::int8_t> value = {1, -1};
  EXPECT_FALSE(weighted_nps_estimate(value, std::vector<double>{0, 0}));
  EXPECT_FALSE(weighted_nps_estimate({}, {}));
}

TEST(NpsChange, AnElevenPointDropOfTwoHundredIsNotSignificant) {
  const auto change = nps_change(kQuarter, kNextQuarter);
  ASSERT_TRUE(change);
  EXPECT_NEAR(change->value, 100 * 18.0 / 210 - 20, 1e-12);
  EXPECT_NEAR(change->adjusted, -11.2537, 5e-5);
  EXPECT_NEAR(change->standard_error, 8.0921, 5e-5);
  EXPECT_NEAR(change->z, -1.3907, 5e-5);
  EXPECT_NEAR(change->p_value, 0.1643, 5e-5);
  EXPECT_NEAR(change->low, change->adjusted - 1.959964 * change->standard_error, 1e-4);
}

TEST(NpsChange, NeedsBothSidesAndSomeUncertainty) {
  EXPECT_FALSE(nps_change({}, kQuarter));
  EXPECT_FALSE(nps_change(kQuarter, {}));
  EXPECT_FALSE(nps_change(kQuarter, kQuarter, {.population = 200}));
}

TEST(PairedNpsChange, UsesEachPersonsOwnDifference) {
  // 40 people, 10 rise by one, 2 fall by one: sum 8, squares 12; +2 pairs, one of them in the squares
  std::vector<std::int8_t> before(40, 0);
  std::vector<std::int8_t> after(40, 0);
  for (std::size_t i = 0; i < 10; ++i) after[i] = 1;
  for (std::size_t i = 10; i < 12; ++i) after[i] = -1;
  const auto change = paired_nps_change(before, after);
  ASSERT_TRUE(change);
  EXPECT_DOUBLE_EQ(change->value, 20);
  EXPECT_NEAR(change->adjusted, 100 * 8.0 / 42, 1e-12);
  EXPECT_NEAR(change->standard_error, 100 * std::sqrt((13.0 / 42 - 64.0 / (42 * 42)) / 42), 1e-12);
  const auto unpaired = nps_change(count_nps(before), count_nps(after));
  ASSERT_TRUE(unpaired);
  EXPECT_NEAR(change->z, change->adjusted / change->standard_error, 1e-12);
}

TEST(PairedNpsChange, OfPeopleWhoNeverMoveIsZeroWithWidth) {
  const std::vector<std::int8_t> same(25, 1);
  const auto change = paired_nps_change(same, same);
  ASSERT_TRUE(change);
  EXPECT_EQ(change->value, 0);
  EXPECT_LT(change->low, -5);
  EXPECT_GT(change->high, 5);
  EXPECT_NEAR(change->p_value, 1, 1e-12);
  EXPECT_FALSE(paired_nps_change({}, {}));
}

}  // namespace
}  // namespace koe::models::stats
