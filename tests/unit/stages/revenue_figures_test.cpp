#include "pipeline/stages/rank/revenue_figures.h"

#include <gtest/gtest.h>

#include "tests/unit/stages/stage_builders.h"

namespace koe::stages {
namespace {

StoredData two_accounts() {
  StoredData data;
  data.accounts = {{.account_id = "A1", .arr = 1000000.0}, {.account_id = "A2", .arr = 3000000.0},
                   {.account_id = "A3", .arr = 500000.0}};
  add_response(data, "A1", 3, "slow");
  add_response(data, "A1", 3, "dear");
  add_response(data, "A2", 9, "slow");
  place_unit(data, "slow", 1);
  place_unit(data, "dear", 2);
  return data;
}

TEST(RevenueFigures, SplitAnAccountOverItsThemesAndReconcile) {
  const StoredData data = two_accounts();
  const RevenueFigures figures = revenue_figures(make_survey_view(SurveyKind::kNps, data), data);
  ASSERT_TRUE(figures.known);
  // Stated chances: detractor 20 % of 1,000,000, half a theme each; promoter 5 % of 3,000,000, all on "slow".
  EXPECT_NEAR(figures.by_theme.at(2).value, 100000, 0.01);
  EXPECT_NEAR(figures.by_theme.at(1).value, 100000 + 150000, 0.01);
  EXPECT_NEAR(figures.total_at_risk, 350000, 0.01);
  EXPECT_EQ(figures.total_arr, 4000000);  // A3 never answered
}

TEST(RevenueFigures, GiveEveryKnownAccountARow) {
  const StoredData data = two_accounts();
  const auto accounts = revenue_figures(make_survey_view(SurveyKind::kNps, data), data).accounts;
  ASSERT_EQ(accounts.size(), 3U);
  EXPECT_EQ(accounts[0].nps, -100);
  EXPECT_EQ(accounts[0].responses, 2);
  EXPECT_EQ(accounts[1].top_theme, "T0001");
  EXPECT_EQ(accounts[2].responses, 0);
  EXPECT_FALSE(accounts[2].nps);
}

TEST(RevenueFigures, LearnTheChurnChanceWhenChurnIsKnown) {
  StoredData data = two_accounts();
  const auto risk = [&data] {
    return revenue_figures(make_survey_view(SurveyKind::kNps, data), data).by_theme.at(2).value;
  };
  const double before = risk();
  data.accounts[0].churned_on = "2026-10-01";
  EXPECT_GT(risk(), before);
}

TEST(RevenueFigures, WithoutArrAreUnknownAndNegativeArrIsNoMoney) {
  StoredData data = two_accounts();
  for (Account& account : data.accounts) account.arr.reset();
  EXPECT_FALSE(revenue_figures(make_survey_view(SurveyKind::kNps, data), data).known);
  data.accounts[0].arr = -5.0;
  EXPECT_FALSE(revenue_figures(make_survey_view(SurveyKind::kNps, data), data).known);
}

}  // namespace
}  // namespace koe::stages
