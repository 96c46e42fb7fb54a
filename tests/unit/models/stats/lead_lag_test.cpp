#include "models/stats/lead_lag.h"

#include <gtest/gtest.h>

#include <vector>

#include "models/stats/rng.h"

namespace koe::models::stats {
namespace {

using Series = std::vector<double>;

TEST(LeadLag, FindsTheSeriesThatIsOneStepAhead) {
  const Series first = {1, 5, 2, 8, 3, 9, 4, 1}, second = {0, 1, 5, 2, 8, 3, 9, 4};
  const auto found = lead_lag(first, second, 1);
  ASSERT_TRUE(found);
  EXPECT_EQ(found->lag, 1);
  EXPECT_NEAR(found->correlation, 1, 1e-12);
  EXPECT_LT(found->p_value, 0.01);
  EXPECT_EQ(lead_lag(second, first, 1)->lag, -1);
}

// Of the 24 orders of four different numbers only one has correlation 1 at lag 0; at lags 1 and -1 three
// pairs can line up by chance too, so p is at least 1/24 and, as the best of three lags is taken, more.
TEST(LeadLag, OfFourQuartersCanHardlyBeSure) {
  const Series series = {1, 2, 4, 3};
  const auto found = lead_lag(series, series, 1);
  ASSERT_TRUE(found);
  EXPECT_EQ(found->lag, 0);
  EXPECT_GE(found->p_value, 1.0 / 24);
}

TEST(LeadLag, NeedsFourStepsAndSeriesThatVary) {
  EXPECT_FALSE(lead_lag(Series{1, 2, 3}, Series{1, 2, 3}, 1));
  EXPECT_FALSE(lead_lag(Series{1, 1, 1, 1}, Series{1, 2, 3, 4}, 1));
  EXPECT_FALSE(lead_lag(Series{}, Series{}, 1));
}

TEST(LeadLag, CallsFivePercentOfUnrelatedSeriesRelated) {
  int alarms = 0;
  constexpr int kPairs = 1000;
  for (std::uint64_t pair = 0; pair < kPairs; ++pair) {
    Rng rng(9, pair);
    Series first, second;
    for (int i = 0; i < 6; ++i) {
      first.push_back(rng.normal());
      second.push_back(rng.normal());
    }
    alarms += lead_lag(first, second, pair)->p_value <= 0.05;
  }
  EXPECT_GT(alarms, 30);
  EXPECT_LT(alarms, 70);
}

}  // namespace
}  // namespace koe::models::stats
