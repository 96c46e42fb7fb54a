#include "pipeline/stages/rank/theme_roles.h"

#include <gtest/gtest.h>

#include <numeric>

#include "pipeline/stages/rank/theme_figures.h"
#include "tests/unit/stages/stage_builders.h"

namespace koe::stages {
namespace {

std::vector<ThemeResult> rows_of(const StoredData& data, SurveyKind survey = SurveyKind::kNps) {
  CoverageResult coverage;
  std::vector<ThemeResult> rows =
      theme_figures(make_survey_view(survey, data), data, {}, {.bootstrap_draws = 20}, coverage);
  std::sort(rows.begin(), rows.end(), [](const auto& a, const auto& b) { return a.theme_id < b.theme_id; });
  return rows;
}

/// 200 silent people of all bands; theme 1 costs a lot and is rare, theme 2 does nothing and is common.
StoredData quiet_and_loud(SurveyKind survey = SurveyKind::kNps) {
  StoredData data;
  place_unit(data, "crash", 1);
  place_unit(data, "nice", 2);
  const int scores[] = {9, 7, 3};
  for (int i = 0; i < 210; ++i)
    add_response(data, "", scores[i % 3], "", {2026, 3}, Polarity::kNeutral, survey);
  for (int i = 0; i < 20; ++i) add_response(data, "", 2, "crash", {2026, 3}, Polarity::kNegative, survey);
  for (int i = 0; i < 60; ++i)
    add_response(data, "", scores[i % 3], "nice", {2026, 3}, Polarity::kPositive, survey);
  return data;
}

TEST(ThemeRoles, WhatMattersMoreThanItIsSaidHasAPositiveGap) {
  const auto rows = rows_of(quiet_and_loud());
  ASSERT_EQ(rows.size(), 2U);
  EXPECT_NEAR(*rows[0].relative_weight + *rows[1].relative_weight, 1, 1e-9);
  EXPECT_GT(*rows[0].relative_weight, 0.9);
  EXPECT_NEAR(*rows[0].success_gap, *rows[0].relative_weight - 20.0 / 80, 1e-9);
  EXPECT_LT(*rows[1].success_gap, 0);
}

TEST(ThemeRoles, TheSecondOpinionAgreesOnAClearCase) {
  const auto rows = rows_of(quiet_and_loud());
  ASSERT_TRUE(rows[0].ordinal_impact);
  EXPECT_LT(*rows[0].ordinal_impact,
            -3);  // 20 of 290 people about 100 points below the others: -7, held back
  EXPECT_GT(*rows[0].ordinal_impact, -8);
  EXPECT_FALSE(rows[0].opinions_differ);
}

TEST(ThemeRoles, PenaltyAndRewardNeedFiveOfEach) {
  const auto rows = rows_of(quiet_and_loud());
  EXPECT_TRUE(rows[0].penalty);
  EXPECT_LT(rows[0].penalty->high, 0);
  EXPECT_FALSE(rows[0].reward);
  EXPECT_EQ(rows[0].quality, ThemeQuality::kUnclear);
}

TEST(ThemeRoles, OfEmployeesAreWhatFollowsFromCounts) {
  const auto rows = rows_of(quiet_and_loud(SurveyKind::kEnps), SurveyKind::kEnps);
  ASSERT_EQ(rows.size(), 2U);
  EXPECT_TRUE(rows[0].relative_weight);
  EXPECT_FALSE(rows[0].ordinal_impact);
  EXPECT_FALSE(rows[0].penalty);
  EXPECT_EQ(rows[0].quality, ThemeQuality::kNone);
}

TEST(ThemeRoles, AreAbsentWhenEverybodyPromotes) {
  StoredData data;
  place_unit(data, "nice", 1);
  for (int i = 0; i < 30; ++i)
    add_response(data, "", 10, i < 12 ? "nice" : "", {2026, 3}, Polarity::kPositive);
  const auto rows = rows_of(data);
  EXPECT_FALSE(rows[0].ordinal_impact);
  EXPECT_FALSE(rows[0].relative_weight);
  EXPECT_FALSE(rows[0].success_gap);
}

}  // namespace
}  // namespace koe::stages
