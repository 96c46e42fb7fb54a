#include "models/stats/impact.h"

#include <gtest/gtest.h>

#include <vector>

namespace koe::models::stats {
namespace {

struct Survey {
  std::vector<std::int8_t> value;
  std::vector<std::uint8_t> mentions;

  void add(int promoters, int passives, int detractors, std::uint8_t mentioning) {
    value.insert(value.end(), static_cast<std::size_t>(promoters), std::int8_t{1});
    value.insert(value.end(), static_cast<std::size_t>(passives), std::int8_t{0});
    value.insert(value.end(), static_cast<std::size_t>(detractors), std::int8_t{-1});
    mentions.resize(value.size(), mentioning);
  }
};

TEST(LeaveOutImpact, IsTheDifferenceOfTwoNetPromoterScores) {
  Survey survey;
  survey.add(6, 10, 24, 1);   // NPS -45
  survey.add(84, 50, 26, 0);  // NPS 36.25; all together 20
  const auto impact = leave_out_impact(survey.value, survey.mentions, {});
  ASSERT_TRUE(impact);
  EXPECT_NEAR(impact->nps_with, -45, 1e-12);
  EXPECT_NEAR(impact->nps_without, 36.25, 1e-12);
  EXPECT_NEAR(impact->impact.value, 20 - 36.25, 1e-12);
  EXPECT_EQ(impact->mentions, 40);
}

TEST(LeaveOutImpact, OfAThemeThatAllOrNobodyMentionsIsUnknown) {
  const std::vector<std::int8_t> value = {1, 0, -1};
  EXPECT_FALSE(leave_out_impact(value, std::vector<std::uint8_t>{1, 1, 1}, {}));
  EXPECT_FALSE(leave_out_impact(value, std::vector<std::uint8_t>{0, 0, 0}, {}));
  EXPECT_FALSE(leave_out_impact({}, {}, {}));
}

TEST(LeaveOutImpact, KeepsAWidthWhenEverybodyAgrees) {
  Survey survey;
  survey.add(5, 0, 0, 1);
  survey.add(95, 0, 0, 0);
  const auto impact = leave_out_impact(survey.value, survey.mentions, {});
  ASSERT_TRUE(impact);
  EXPECT_NEAR(impact->impact.value, 0, 1e-12);
  EXPECT_LT(impact->impact.low, 0);
  EXPECT_GT(impact->impact.high, 0);
}

}  // namespace
}  // namespace koe::models::stats
