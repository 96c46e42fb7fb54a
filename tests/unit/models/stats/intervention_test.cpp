#include "models/stats/intervention.h"

#include <gtest/gtest.h>

#include <cmath>
#include <vector>

#include "models/stats/distributions.h"

namespace koe::models::stats {
namespace {

TEST(DifferenceInDifferences, WorkedByHandWithoutScatter) {
  // Untouched changes 0.1, 0.2, 0.3 with variance 0.04 each: squares around 0.2 are 0.02 / 0.04 = 0.5 < 2, so no scatter;
  // drift 0.2 with variance 0.04 / 3. Treated -0.8: effect -1, variance 0.09 + 0.04 / 3.
  const std::vector<GroupChange> untouched = {{0.1, 0.04}, {0.2, 0.04}, {0.3, 0.04}};
  const auto effect = difference_in_differences({-0.8, 0.09}, untouched);
  ASSERT_TRUE(effect);
  const double error = std::sqrt(0.09 + 0.04 / 3);
  const double freedom = 2 * std::pow((0.09 + 0.04 / 3) / (0.04 / 3), 2);  // Satterthwaite
  EXPECT_NEAR(effect->effect.value, -1, 1e-12);
  EXPECT_NEAR(effect->drift, 0.2, 1e-12);
  EXPECT_EQ(effect->drift_spread, 0);
  EXPECT_NEAR(effect->effect.high, -1 + student_t_quantile(0.975, freedom) * error, 1e-9);
  EXPECT_NEAR(effect->p_value, two_sided_t_p(-1 / error, freedom), 1e-12);
}

TEST(DifferenceInDifferences, ThemesThatMoveByThemselvesWidenTheInterval) {
  // Untouched changes -1, 0, 1 with variance 0.01: equal weights, squares 2 / (0.01 + s) = 2, so s = 0.99.
  const std::vector<GroupChange> untouched = {{-1, 0.01}, {0, 0.01}, {1, 0.01}};
  const auto effect = difference_in_differences({-1, 0.01}, untouched);
  ASSERT_TRUE(effect);
  EXPECT_NEAR(effect->drift_spread * effect->drift_spread, 0.99, 1e-9);
  const double error = std::sqrt(0.01 + 0.99 + 1.0 / 3);
  const double freedom = 2 * std::pow((0.01 + 0.99 + 1.0 / 3) / (0.99 + 1.0 / 3), 2);
  EXPECT_NEAR(effect->effect.low, -1 - student_t_quantile(0.975, freedom) * error, 1e-6);
  EXPECT_GT(effect->p_value, 0.05);
}

TEST(DifferenceInDifferences, NeedsThreeUntouchedGroups) {
  const std::vector<GroupChange> untouched = {{0, 1}, {0, 1}};
  EXPECT_FALSE(difference_in_differences({1, 1}, untouched));
}

TEST(LogShareChange, WorkedByHandForIndependentResponses) {
  // before 4 of 20 mention it, after 1 of 10: log(1.5 / 10.5) - log(4.5 / 20.5); the variance of half-counts is
  // 1/1.5 - 1/10.5 + 1/4.5 - 1/20.5 and is the larger of the two.
  std::vector<std::uint8_t> mentions, is_after;
  for (int i = 0; i < 30; ++i) {
    is_after.push_back(i >= 20);
    mentions.push_back(i < 4 || i == 20);
  }
  const auto change = log_share_change(mentions, is_after, {});
  ASSERT_TRUE(change);
  EXPECT_NEAR(change->value, std::log(1.5 / 10.5) - std::log(4.5 / 20.5), 1e-12);
  EXPECT_NEAR(change->variance, 1 / 1.5 - 1 / 10.5 + 1 / 4.5 - 1 / 20.5, 1e-12);
}

TEST(LogShareChange, AccountsThatSpeakAsOneAreOneVoiceEach) {
  // Ten accounts of 20 equal answers, two accounts on each side mention it: far less is known than of 200 people.
  std::vector<std::uint8_t> mentions, is_after;
  std::vector<std::uint32_t> alone, together;
  for (std::uint32_t i = 0; i < 200; ++i) {
    mentions.push_back(i >= 60 && i < 140);
    is_after.push_back(i >= 100);
    alone.push_back(i);
    together.push_back(i / 20);
  }
  EXPECT_GT(log_share_change(mentions, is_after, together)->variance,
            2 * log_share_change(mentions, is_after, alone)->variance);
}

TEST(LogShareChange, IsUnknownWithoutResponsesOrMentions) {
  const std::vector<std::uint8_t> none = {0, 0}, one = {1, 0}, after = {0, 1}, before = {0, 0};
  EXPECT_FALSE(log_share_change(none, after, {}));
  EXPECT_FALSE(log_share_change(one, before, {}));
  EXPECT_TRUE(log_share_change(one, after, {}));
}

}  // namespace
}  // namespace koe::models::stats
