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

TEST(LeaveOutImpact, CountsThatTheNumberOfMentionsIsRandom) {
  // All mentions are detractors, all others promoters: the formula conditional on the number of mentions sees
  // no randomness at all, yet another sample would have had another number of mentions.
  Survey survey;
  survey.add(0, 0, 20, 1);
  survey.add(180, 0, 0, 0);
  const auto impact = leave_out_impact(survey.value, survey.mentions, {});
  ASSERT_TRUE(impact);
  EXPECT_NEAR(impact->impact.value, -20, 1e-12);
  // share s of mentions: impact -2 s, standard error 2 sqrt(s (1 - s) / n) = 4.24 points
  EXPECT_NEAR(impact->standard_error, 4.24, 0.3);  // the pseudo-responses take a little
  EXPECT_LT(impact->impact.low, -28);
  EXPECT_GT(impact->impact.high, -13);
}

TEST(LeaveOutImpact, WidensWhenAFewAccountsDoAllTheMentioning) {
  Survey survey;
  survey.add(2, 4, 24, 1);
  survey.add(80, 60, 30, 0);
  std::vector<std::uint32_t> cluster(survey.value.size());
  for (std::uint32_t i = 0; i < cluster.size(); ++i)
    cluster[i] = i < 30 ? i / 10 : i;  // three accounts of ten mentions
  const auto alone = leave_out_impact(survey.value, survey.mentions, {});
  const auto clustered = leave_out_impact(survey.value, survey.mentions, cluster);
  ASSERT_TRUE(alone && clustered);
  EXPECT_EQ(clustered->impact.value, alone->impact.value);
  EXPECT_GT(clustered->standard_error, 2 * alone->standard_error);
}

TEST(LeaveOutImpact, OfASingleAccountIsWideOpen) {
  Survey survey;
  survey.add(2, 4, 24, 1);
  survey.add(80, 60, 30, 0);
  const auto impact =
      leave_out_impact(survey.value, survey.mentions, std::vector<std::uint32_t>(survey.value.size(), 3));
  ASSERT_TRUE(impact);
  EXPECT_EQ(impact->impact.low, -200);
  EXPECT_EQ(impact->impact.high, 200);
}

TEST(LeaveOutImpact, OfOneMentionSaysSo) {
  const std::vector<std::int8_t> value = {-1, 1};
  const auto impact = leave_out_impact(value, std::vector<std::uint8_t>{1, 0}, {});
  ASSERT_TRUE(impact);
  EXPECT_EQ(impact->impact.value, -100);
  EXPECT_LT(impact->impact.low, -150);
  EXPECT_GT(impact->impact.high, 0);
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

TEST(NetImpacts, OfDisjointThemesAreDifferencesToThoseWithoutAny) {
  // 100 responses without a theme (NPS 40), 50 with the first (-20), 50 with the second (0)
  Survey survey;
  survey.add(60, 20, 20, 0);
  survey.add(10, 20, 20, 0);
  survey.add(15, 20, 15, 0);
  std::vector<std::vector<std::uint32_t>> members(2);
  for (std::uint32_t i = 100; i < 150; ++i) members[0].push_back(i);
  for (std::uint32_t i = 150; i < 200; ++i) members[1].push_back(i);
  const auto net = net_impacts(survey.value, members, {});
  ASSERT_TRUE(net[0] && net[1]);
  // share 1/4 times differences -60 and -40; the penalty pulls in about one fiftieth
  EXPECT_NEAR(net[0]->impact.value, -15, 0.6);
  EXPECT_NEAR(net[1]->impact.value, -10, 0.6);
  EXPECT_LT(net[0]->impact.high, 0);
}

TEST(NetImpacts, DoNotCountACompanionTwice) {
  // The second theme is only ever mentioned together with the first, and those responses score as all others
  // that mention the first: alone it looks costly, jointly it costs nothing.
  Survey survey;
  survey.add(60, 40, 0, 0);
  survey.add(0, 0, 80, 0);
  std::vector<std::vector<std::uint32_t>> members(2);
  std::vector<std::uint8_t> second(survey.value.size());
  for (std::uint32_t i = 100; i < 180; ++i) members[0].push_back(i);
  for (std::uint32_t i = 100; i < 120; ++i) {
    members[1].push_back(i);
    second[i] = 1;
  }
  const auto gross = leave_out_impact(survey.value, second, {});
  const auto net = net_impacts(survey.value, members, {});
  ASSERT_TRUE(gross && net[0] && net[1]);
  EXPECT_LT(gross->impact.high, -5);
  EXPECT_NEAR(net[1]->impact.value, 0, 0.5);
  EXPECT_LT(net[0]->impact.value, -60);
}

TEST(NetImpacts, OfInseparableThemesAreEqualParts) {
  Survey survey;
  survey.add(60, 40, 0, 0);
  survey.add(0, 10, 30, 0);
  std::vector<std::vector<std::uint32_t>> members(2);
  for (std::uint32_t i = 100; i < 140; ++i) {
    members[0].push_back(i);
    members[1].push_back(i);
  }
  const auto net = net_impacts(survey.value, members, {});
  ASSERT_TRUE(net[0] && net[1]);
  EXPECT_NEAR(net[0]->impact.value, net[1]->impact.value, 1e-9);
}

TEST(NetImpacts, OfThemesThatAllOrNobodyMentionAreUnknown) {
  const std::vector<std::int8_t> value = {1, 0, -1};
  const std::vector<std::vector<std::uint32_t>> members = {{0, 1, 2}, {}, {1}};
  const auto net = net_impacts(value, members, {});
  ASSERT_EQ(net.size(), 3U);
  EXPECT_FALSE(net[0]);
  EXPECT_FALSE(net[1]);
  EXPECT_TRUE(net[2]);
  EXPECT_EQ(net_impacts({}, std::vector<std::vector<std::uint32_t>>(2), {}).size(), 2U);
  EXPECT_TRUE(net_impacts(value, {}, {}).empty());
}

}  // namespace
}  // namespace koe::models::stats
