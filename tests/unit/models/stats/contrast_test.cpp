#include "models/stats/contrast.h"

#include <gtest/gtest.h>

namespace koe::models::stats {
namespace {

/// Responses without the theme: 30 % promoters, 30 % detractors, so that their mean is 0.
struct Survey {
  std::vector<std::int8_t> value;
  std::vector<ToneMembers> themes{1};

  explicit Survey(int others) {
    for (int i = 0; i < others; ++i) value.push_back(i % 10 < 3 ? 1 : i % 10 < 6 ? -1 : 0);
  }
  void add(int count, int v, std::vector<std::uint32_t> ToneMembers::*side) {
    for (int i = 0; i < count; ++i) {
      (themes[0].*side).push_back(static_cast<std::uint32_t>(value.size()));
      value.push_back(static_cast<std::int8_t>(v));
    }
  }
  [[nodiscard]] PenaltyReward measure() const { return penalty_reward(value, themes, {})[0]; }
};

TEST(PenaltyReward, AThemeWhosePraiseGainsNothingIsMustBe) {
  Survey survey(1000);
  survey.add(100, -1, &ToneMembers::complaints);
  for (int i = 0; i < 10; ++i) {  // praise scores as everybody does
    survey.add(3, 1, &ToneMembers::praises);
    survey.add(3, -1, &ToneMembers::praises);
    survey.add(4, 0, &ToneMembers::praises);
  }
  const PenaltyReward figures = survey.measure();
  ASSERT_TRUE(figures.penalty && figures.reward && figures.contrast);
  EXPECT_NEAR(figures.penalty->value, -100, 1.5);  // the ridge takes about a hundredth
  EXPECT_NEAR(figures.reward->value, 0, 1.5);
  EXPECT_NEAR(figures.contrast->value, figures.penalty->value + figures.reward->value, 1e-9);
  EXPECT_EQ(figures.quality, QualityClass::kMustBe);
}

TEST(PenaltyReward, TheMirrorImageIsAttractive) {
  Survey survey(1000);
  survey.add(100, 1, &ToneMembers::praises);
  for (int i = 0; i < 10; ++i) {
    survey.add(3, 1, &ToneMembers::complaints);
    survey.add(3, -1, &ToneMembers::complaints);
    survey.add(4, 0, &ToneMembers::complaints);
  }
  EXPECT_EQ(survey.measure().quality, QualityClass::kAttractive);
}

TEST(PenaltyReward, BothWaysAlikeIsPerformance) {
  Survey survey(1000);
  survey.add(60, -1, &ToneMembers::complaints);
  survey.add(60, 1, &ToneMembers::praises);
  const PenaltyReward figures = survey.measure();
  EXPECT_NEAR(figures.contrast->value, 0, 1e-6);
  EXPECT_EQ(figures.quality, QualityClass::kPerformance);
}

TEST(PenaltyReward, FourPraisesSayNothing) {
  Survey survey(200);
  survey.add(40, -1, &ToneMembers::complaints);
  survey.add(4, 1, &ToneMembers::praises);
  const PenaltyReward figures = survey.measure();
  EXPECT_TRUE(figures.penalty);
  EXPECT_FALSE(figures.reward);
  EXPECT_FALSE(figures.contrast);
  EXPECT_EQ(figures.quality, QualityClass::kUnclear);
}

TEST(PenaltyReward, KeepsAWidthWhenFivePeopleAgree) {
  Survey survey(100);
  survey.add(5, -1, &ToneMembers::complaints);
  survey.add(5, 1, &ToneMembers::praises);
  const PenaltyReward figures = survey.measure();
  EXPECT_GT(figures.penalty->high - figures.penalty->low, 40);
}

TEST(PenaltyReward, OfASingleAccountIsUnclear) {
  Survey survey(50);
  survey.add(20, -1, &ToneMembers::complaints);
  survey.add(20, 1, &ToneMembers::praises);
  const std::vector<std::uint32_t> one(survey.value.size(), 3);
  const PenaltyReward figures = penalty_reward(survey.value, survey.themes, one)[0];
  EXPECT_EQ(figures.quality, QualityClass::kUnclear);
  EXPECT_EQ(figures.penalty->low, -200);
}

TEST(PenaltyReward, OfNothingIsNothing) {
  EXPECT_TRUE(penalty_reward({}, {}, {}).empty());
  const std::vector<ToneMembers> themes(2);
  EXPECT_EQ(penalty_reward({}, themes, {}).size(), 2U);
}

}  // namespace
}  // namespace koe::models::stats
