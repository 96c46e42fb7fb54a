#include "models/stats/proportion.h"

#include <gtest/gtest.h>

#include <string>

#include "fixture.h"

namespace koe::models::stats {
namespace {

TEST(Share, IntervalsAgreeWithStatsmodels) {
  for (const auto& row : read_fixture("proportion.tsv")) {
    const std::int64_t successes = std::stoll(row[1]);
    const std::int64_t trials = std::stoll(row[2]);
    const double level = std::stod(row[3]);
    const auto actual = row[0] == "wilson" ? wilson_share(successes, trials, level)
                                           : agresti_coull_share(successes, trials, level);
    ASSERT_TRUE(actual);
    EXPECT_NEAR(actual->low, std::stod(row[4]), 1e-10) << row[0] << " " << row[1] << "/" << row[2];
    EXPECT_NEAR(actual->high, std::stod(row[5]), 1e-10) << row[0] << " " << row[1] << "/" << row[2];
    EXPECT_DOUBLE_EQ(actual->value, static_cast<double>(successes) / static_cast<double>(trials));
  }
}

TEST(Share, OfNobodyIsUnknown) {
  EXPECT_FALSE(agresti_coull_share(0, 0));
  EXPECT_FALSE(wilson_share(0, 0));
}

TEST(Share, OfNoneAmongManyStillHasAnUpperEnd) {
  const auto share = agresti_coull_share(0, 30);
  ASSERT_TRUE(share);
  EXPECT_EQ(share->value, 0);
  EXPECT_EQ(share->low, 0);
  EXPECT_GT(share->high, 0.08);
}

TEST(EqualShares, MidPAgreesWithScipy) {
  for (const auto& row : read_fixture("equal_shares.tsv")) {
    EXPECT_NEAR(
        equal_shares_mid_p(std::stoll(row[0]), std::stoll(row[1]), std::stoll(row[2]), std::stoll(row[3])),
        std::stod(row[4]), 1e-9)
        << row[0] << "/" << row[1] << " " << row[2] << "/" << row[3];
  }
}

TEST(EqualShares, WithoutTrialsNothingIsSurprising) {
  EXPECT_DOUBLE_EQ(equal_shares_mid_p(0, 0, 5, 10), 1);
  EXPECT_DOUBLE_EQ(equal_shares_mid_p(0, 0, 0, 0), 1);
}

TEST(BetaBelief, SummaryAgreesWithScipy) {
  for (const auto& row : read_fixture("beta.tsv")) {
    const Estimate actual = summary({std::stod(row[0]), std::stod(row[1])}, std::stod(row[2]));
    EXPECT_NEAR(actual.value, std::stod(row[3]), 1e-11);
    EXPECT_NEAR(actual.low, std::stod(row[4]), 1e-10);
    EXPECT_NEAR(actual.high, std::stod(row[5]), 1e-10);
  }
}

TEST(BetaBelief, AddsWhatWasSeen) {
  EXPECT_EQ(updated({}, 3, 14), (BetaBelief{3.5, 14.5}));
  EXPECT_EQ(updated({2, 8}, 0, 0), (BetaBelief{2, 8}));
}

TEST(BetaBelief, MeanStaysInsideItsOwnInterval) {
  const Estimate skewed = summary({0.001, 0.5}, 0.5);  // half the mass is next to 0, the mean is not
  EXPECT_LE(skewed.low, skewed.value);
  EXPECT_GE(skewed.high, skewed.value);
}

}  // namespace
}  // namespace koe::models::stats
