#include "pipeline/stages/rank/theme_figures.h"

#include <gtest/gtest.h>

#include "tests/unit/stages/stage_builders.h"

namespace koe::stages {
namespace {

/// Forty accounts: theme 1 ("slow") is said by twelve detractors, theme 2 ("nice") by twenty promoters.
StoredData planted() {
  StoredData data;
  for (int i = 0; i < 40; ++i) {
    const std::string account = "A" + std::to_string(i);
    const Quarter quarter{2026, i % 2 == 0 ? 2 : 3};
    if (i < 12) add_response(data, account, 2, "slow", quarter);
    if (i >= 12 && i < 32) add_response(data, account, 10, "nice", quarter, Polarity::kPositive);
    if (i >= 32) add_response(data, account, 8, "", quarter);
  }
  place_unit(data, "slow", 1);
  place_unit(data, "nice", 2);
  return data;
}

std::vector<ThemeResult> figures(const StoredData& data, SurveyKind survey = SurveyKind::kNps, RankBy rank_by = RankBy::kNps,
                                 unsigned threads = 1, CoverageResult* coverage = nullptr) {
  const SurveyView view = make_survey_view(survey, data);
  const RevenueFigures revenue = revenue_figures(view, data);
  RunConfig config;
  config.rank_by = rank_by;
  config.bootstrap_draws = 200;
  config.threads = threads;
  CoverageResult counted = view.coverage;
  auto rows = theme_figures(view, data, revenue, config, counted);
  if (coverage != nullptr) *coverage = counted;
  return rows;
}

TEST(ThemeFigures, RankTheCostliestFirstNotTheMostMentioned) {
  const auto rows = figures(planted());
  ASSERT_EQ(rows.size(), 2U);
  EXPECT_EQ(rows[0].theme_id, "T0001");
  EXPECT_EQ(rows[0].rank, 1);
  EXPECT_EQ(rows[0].count_rank, 2);
  EXPECT_EQ(rows[1].count_rank, 1);
  EXPECT_LE(*rows[0].rank_low, 1);
  EXPECT_GE(*rows[0].rank_high, 1);
}

TEST(ThemeFigures, ImpactIsTheScoreWithoutTheThemeSubtracted) {
  const ThemeResult row = figures(planted())[0];
  // NPS(all) = (20 - 12) / 40 = 20; NPS(without "slow") = 20 / 28 = 71.43.
  ASSERT_TRUE(row.impact);
  EXPECT_NEAR(row.impact->value, 20 - 2000.0 / 28, 1e-9);
  EXPECT_LE(row.impact->low, row.impact->value);
  EXPECT_GE(row.impact->high, row.impact->value);
  EXPECT_DOUBLE_EQ(*row.nps, -100);
  EXPECT_NEAR(row.share->value, 12.0 / 32, 1e-12);
  EXPECT_EQ(row.accounts, 12);
  EXPECT_DOUBLE_EQ(*row.polarity, -1);
  EXPECT_FALSE(row.uncertain);
}

TEST(ThemeFigures, AreTheSameOnAnyNumberOfThreads) {
  const auto one = figures(planted(), SurveyKind::kNps, RankBy::kNps, 1);
  const auto four = figures(planted(), SurveyKind::kNps, RankBy::kNps, 4);
  for (std::size_t t = 0; t < one.size(); ++t) {
    EXPECT_EQ(one[t].rank_low, four[t].rank_low);
    EXPECT_EQ(one[t].rank_high, four[t].rank_high);
    EXPECT_EQ(one[t].p_top5, four[t].p_top5);
  }
}

TEST(ThemeFigures, CanBeRankedByReachMoneyAndTrend) {
  StoredData data = planted();
  EXPECT_EQ(figures(data, SurveyKind::kNps, RankBy::kReach)[0].theme_id, "T0002");
  data.accounts = {{.account_id = "A15", .arr = 900.0}, {.account_id = "A0", .arr = 100.0}};
  EXPECT_EQ(figures(data, SurveyKind::kNps, RankBy::kArr)[0].theme_id, "T0001");  // nobody complains of "nice"
  EXPECT_EQ(figures(data, SurveyKind::kNps, RankBy::kTrend).size(), 2U);
}

TEST(ThemeFigures, OfFewEmployeesHaveNoRow) {
  StoredData data;
  for (int i = 0; i < 4; ++i) add_response(data, "", 2, "boss", {2026, 3}, Polarity::kNegative, SurveyKind::kEnps);
  for (int i = 0; i < 9; ++i) add_response(data, "", 7, "pay", {2026, 3}, Polarity::kNegative, SurveyKind::kEnps);
  place_unit(data, "boss", 1);
  place_unit(data, "pay", 2);
  CoverageResult coverage;
  const auto rows = figures(data, SurveyKind::kEnps, RankBy::kNps, 1, &coverage);
  ASSERT_EQ(rows.size(), 1U);
  EXPECT_EQ(rows[0].theme_id, "T0002");
  EXPECT_EQ(coverage.themes_hidden, 1);
}

TEST(ThemeFigures, OfEmployeesHaveNoCourseWithASmallQuarter) {
  StoredData data;
  for (int i = 0; i < 9; ++i) add_response(data, "", 7, "pay", {2026, 2}, Polarity::kNegative, SurveyKind::kEnps);
  for (int i = 0; i < 2; ++i) add_response(data, "", 7, "pay", {2026, 3}, Polarity::kNegative, SurveyKind::kEnps);
  place_unit(data, "pay", 1);
  const auto rows = figures(data, SurveyKind::kEnps);
  ASSERT_EQ(rows.size(), 1U);
  EXPECT_TRUE(rows[0].course.empty());
  EXPECT_FALSE(rows[0].trend);
}

TEST(ThemeFigures, OfAThemeThatEverybodyMentionsHaveNoImpact) {
  StoredData data;
  for (int i = 0; i < 12; ++i) add_response(data, "A" + std::to_string(i), 5, "all");
  place_unit(data, "all", 1);
  const auto rows = figures(data);
  ASSERT_EQ(rows.size(), 1U);
  EXPECT_FALSE(rows[0].impact);
  EXPECT_TRUE(rows[0].uncertain);
}

/// 60 employees, 20 of each band. The theme is said by 20, of whom `detractors` are detractors and the others promoters.
std::vector<ThemeResult> of_mostly_detractors(int detractors) {
  StoredData data;
  place_unit(data, "pay", 1);
  const auto answer = [&](int n, int score, const std::string& unit) {
    for (int i = 0; i < n; ++i) add_response(data, "", score, unit, {2026, 3}, Polarity::kNegative, SurveyKind::kEnps);
  };
  answer(detractors, 2, "pay");
  answer(20 - detractors, 10, "pay");
  answer(20 - detractors, 2, "");
  answer(20, 8, "");
  answer(detractors, 10, "");
  SurveyView view = make_survey_view(SurveyKind::kEnps, data);
  view.themes[0].mostly = ScoreBand::kDetractor;
  CoverageResult coverage = view.coverage;
  return theme_figures(view, data, {}, {.bootstrap_draws = 200}, coverage);
}

TEST(ThemeFigures, OfABoundedThemeAreTheSameWhateverFitsTheBound) {
  const ThemeResult all = of_mostly_detractors(20).at(0), fewest = of_mostly_detractors(16).at(0);
  EXPECT_EQ(all.mostly, ScoreBand::kDetractor);
  EXPECT_FALSE(all.nps);
  EXPECT_FALSE(all.net_impact);
  EXPECT_FALSE(all.relative_weight);
  // 20 of 60 mention it, everybody's eNPS is 0, and nine in ten are taken for detractors: 100 x 20/40 x -0.9.
  EXPECT_NEAR(all.impact->value, -45, 1e-9);
  EXPECT_NEAR(*all.rank_score, 45, 1e-9);
  EXPECT_EQ(all.impact->low, fewest.impact->low);
  EXPECT_EQ(all.impact->high, fewest.impact->high);
  EXPECT_EQ(all.rank_score, fewest.rank_score);
  EXPECT_EQ(all.p_top5, fewest.p_top5);
  EXPECT_EQ(all.uncertain, fewest.uncertain);
}

TEST(ThemeFigures, OfNothingAreNothing) { EXPECT_TRUE(figures(StoredData{}).empty()); }

}  // namespace
}  // namespace koe::stages
