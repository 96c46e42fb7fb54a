#include "models/stats/trend.h"

#include <gtest/gtest.h>

#include <cmath>
#include <vector>

#include "models/stats/proportion.h"

namespace koe::models::stats {
namespace {

TEST(ShareTrends, FollowDoublingAndHalving) {
  const std::vector<PeriodMentions> mentions = {{100, 200}, {200, 100}, {150, 150}};
  const auto trends = share_trends(mentions, 1000, 1000);
  ASSERT_TRUE(trends[0] && trends[1] && trends[2]);
  EXPECT_NEAR(trends[0]->value, 1, 0.1);
  EXPECT_NEAR(trends[1]->value, -trends[0]->value, 1e-12);
  EXPECT_NEAR(trends[2]->value, 0, 1e-12);
  EXPECT_GT(trends[0]->low, 0);
  EXPECT_DOUBLE_EQ(trends[2]->p_value, 1);
}

TEST(ShareTrends, CompareSharesNotCounts) {
  const auto trends = share_trends(std::vector<PeriodMentions>{{20, 40}}, 500, 1000);
  ASSERT_TRUE(trends[0]);
  EXPECT_NEAR(trends[0]->value, 0, 0.02);  // half a pseudo-mention weighs a little more on the smaller side
}

TEST(ShareTrends, AFewMentionsDoNotShoutLouderThanMany) {
  const auto trends =
      share_trends(std::vector<PeriodMentions>{{1, 3}, {60, 120}, {50, 52}, {40, 38}}, 600, 600);
  ASSERT_TRUE(trends[0] && trends[1]);
  EXPECT_LT(trends[0]->value, trends[1]->value);
  EXPECT_LT(trends[0]->low, 0);
  EXPECT_GT(trends[0]->p_value, 0.05);
  EXPECT_LT(trends[1]->p_value, 0.001);
}

TEST(ShareTrends, ShrinkByWhatTheOtherThemesDo) {
  const PeriodMentions looked_at = {10, 20};
  std::vector<PeriodMentions> calm(20, {100, 100});
  std::vector<PeriodMentions> stormy;
  for (int i = 0; i < 10; ++i) {
    stormy.push_back({50, 200});
    stormy.push_back({200, 50});
  }
  calm.push_back(looked_at);
  stormy.push_back(looked_at);
  const auto among_calm = share_trends(calm, 2000, 2000);
  const auto among_stormy = share_trends(stormy, 2000, 2000);
  EXPECT_LT(among_calm.back()->value, 0.6 * among_stormy.back()->value);
  EXPECT_EQ(among_calm.back()->p_value, among_stormy.back()->p_value);
  EXPECT_DOUBLE_EQ(among_calm.back()->p_value, equal_shares_mid_p(10, 2000, 20, 2000));
}

TEST(ShareTrends, OfAThemeThatAppearsOrVanishesAreFinite) {
  const auto trends = share_trends(std::vector<PeriodMentions>{{0, 12}, {12, 0}, {0, 0}, {5, 5}}, 100, 100);
  ASSERT_TRUE(trends[0] && trends[1]);
  EXPECT_FALSE(trends[2]) << "never mentioned";
  EXPECT_TRUE(std::isfinite(trends[0]->high));
  EXPECT_GT(trends[0]->low, 0);
  EXPECT_LT(trends[1]->high, 0);
}

TEST(ShareTrends, NeedResponsesInBothPeriods) {
  const std::vector<PeriodMentions> after_only = {{0, 3}};
  const std::vector<PeriodMentions> before_only = {{3, 0}};
  EXPECT_FALSE(share_trends(after_only, 0, 10)[0]);
  EXPECT_FALSE(share_trends(before_only, 10, 0)[0]);
  EXPECT_TRUE(share_trends({}, 10, 10).empty());
}

TEST(ShareTrends, OfAThemeThatEverybodyMentionsIsNoChange) {
  const auto trends = share_trends(std::vector<PeriodMentions>{{30, 40}}, 30, 40);
  ASSERT_TRUE(trends[0]);
  EXPECT_NEAR(trends[0]->value, 0, 0.01);
  EXPECT_LE(trends[0]->low, trends[0]->value);
  EXPECT_DOUBLE_EQ(trends[0]->p_value, 1);
}

}  // namespace
}  // namespace koe::models::stats
