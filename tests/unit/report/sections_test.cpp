#include "pipeline/report/html/sections.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "tests/support/run_result_builder.h"

namespace koe::report {
namespace {

std::string text_of(const View& view, const std::string& name) {
  return std::get<std::string>(view.values().at(name));
}
bool flag_of(const View& view, const std::string& name) { return std::get<bool>(view.values().at(name)); }
const std::vector<View>& list_of(const View& view, const std::string& name) {
  return std::get<std::vector<View>>(view.values().at(name));
}

class Sections : public testing::Test {
 protected:
  [[nodiscard]] Page page(Language language = Language::kEnglish) const { return {run_, language}; }
  NpsResult& latest_quarter() { return run_.nps.at(5); }

  RunResult run_ = test::realistic_run();
};

TEST_F(Sections, HeadlineCallsAChangeWithinChanceByThatName) {
  latest_quarter().p_value = 0.13;
  const auto view = headline_section(page());
  EXPECT_EQ(text_of(*view, "verdict"), "The change is within the range of chance");
  EXPECT_FALSE(flag_of(*view, "is_fall"));
  EXPECT_EQ(text_of(*view, "score"), "\u22122");
}

TEST_F(Sections, HeadlineCallsARealFallByThatName) {
  latest_quarter().change = Estimate{-20, -30, -10};
  latest_quarter().p_value = 0.001;
  EXPECT_EQ(text_of(*headline_section(page()), "verdict"), "A real fall");
  latest_quarter().p_value = std::nullopt;
  EXPECT_EQ(text_of(*headline_section(page()), "verdict"), "A real fall") << "without p the interval decides";
  latest_quarter().change = Estimate{20, 10, 30};
  EXPECT_EQ(text_of(*headline_section(page()), "verdict"), "A real rise");
}

TEST_F(Sections, HeadlineNamesTheThreeBiggestStonesAndSinceWhen) {
  const auto view = headline_section(page());
  const auto& stones = list_of(*view, "biggest");
  ASSERT_EQ(stones.size(), 3U);
  EXPECT_EQ(text_of(stones[0], "label"), "Search results are slow");
  EXPECT_EQ(text_of(stones[0], "impact"), "\u22125.8 (\u22127.7\u00A0…\u00A0\u22123.9)");
  EXPECT_EQ(text_of(stones[0], "since"), "Heard since the data begin (Q2 2025)");
  EXPECT_EQ(text_of(stones[2], "since"), "First heard in Q1 2026");
}

TEST_F(Sections, HeadlineNamesNoPraiseAsAStone) {
  std::erase_if(run_.themes, [](const ThemeResult& theme) { return theme.impact->value < 0; });
  EXPECT_TRUE(list_of(*headline_section(page()), "biggest").empty());
}

TEST_F(Sections, DriversNameTheLargestAndAddTheRestUp) {
  ChangeDrivers drivers{.before = "2026Q2", .after = "2026Q3", .by = "segment", .reason = {}, .rows = {}, .others = -0.5};
  for (const DriverCause cause : {DriverCause::kChange, DriverCause::kMix, DriverCause::kBase})
    drivers.rows.push_back({.cause = cause, .theme_id = {}, .label_ja = {}, .label_en = {}, .total = {-2, -4, 1}});
  for (std::size_t i = 0; i <= kShownDrivers; ++i)
    drivers.rows.push_back({.cause = DriverCause::kTheme, .theme_id = "T" + std::to_string(i), .label_ja = {},
                            .label_en = {}, .total = {-2, -3, -1}, .prevalence = Estimate{-1, -2, 0},
                            .severity = Estimate{-1, -2, 0}});
  run_.drivers = drivers;
  const auto view = drivers_section(page());
  ASSERT_EQ(list_of(*view, "rows").size(), 2 + kShownDrivers);
  EXPECT_TRUE(flag_of(list_of(*view, "rows")[0], "is_uncertain"));   // mix: the interval holds 0
  EXPECT_FALSE(flag_of(list_of(*view, "rows")[2], "is_uncertain"));  // the first theme
  EXPECT_EQ(list_of(*view, "others").size(), 1U);
  EXPECT_EQ(text_of(*view, "others_total"), "\u22120.5");
  run_.drivers->reason = "one_quarter";
  EXPECT_FALSE(drivers_section(page()));
}

TEST_F(Sections, LimitsWarnWhenTheAnsweringCustomersAreNotTheCustomers) {
  run_.participation = ParticipationResult{.period = "2026Q3", .reason = {}, .segments = {{"smb", 40, 40}, {"big", 40, 10}},
                                           .shift = -12.0, .warns = true};
  const auto limits = limits_section(page());
  bool is_told = false;
  for (const View& entry : list_of(*limits, "limits"))
    is_told = is_told || text_of(entry, "text").find("smb 100%, big 25%") != std::string::npos;
  EXPECT_TRUE(is_told);
}

TEST_F(Sections, HeadlineSaysHowTheChangeWasTested) {
  latest_quarter().change_method = "paired";
  latest_quarter().people_in_both = 120;
  EXPECT_EQ(text_of(*headline_section(page()), "method_text"),
            "Tested in pairs: the same 120 people answered both times.");
}

TEST_F(Sections, StonesKeepUncertainThemesAndPointOutTheCountRank) {
  const auto view = stones_section(page());
  const auto& top = list_of(*view, "top");
  ASSERT_EQ(top.size(), 10U);
  EXPECT_EQ(list_of(*view, "rest").size(), 6U);
  EXPECT_TRUE(flag_of(top[8], "is_uncertain"));
  EXPECT_TRUE(flag_of(top[8], "is_notable")) << "rank 9, by count 1";
  EXPECT_FALSE(flag_of(top[0], "is_notable")) << "rank 1, by count 4";
}

TEST_F(Sections, LabelsFallBackToTheOtherLanguage) {
  run_.themes[0].label_ja = "";
  const auto view = stones_section(page(Language::kJapanese));
  EXPECT_EQ(text_of(list_of(*view, "top")[0], "label"), "Search results are slow");
  EXPECT_EQ(text_of(list_of(*view, "top")[0], "other_label"), "");
}

TEST_F(Sections, ATrendIsRealOnlyBelowTheAdjustedLimit) {
  const auto view = stones_section(page());
  EXPECT_TRUE(flag_of(list_of(*view, "top")[0], "is_trend_real"));
  EXPECT_FALSE(flag_of(list_of(*view, "top")[1], "is_trend_real"));
  EXPECT_EQ(text_of(list_of(*view, "top")[1], "trend_arrow"), "→");
}

TEST_F(Sections, CardsShowQuotesOfThePagesLanguageFirst) {
  const auto english = cards_section(page());
  const auto japanese = cards_section(page(Language::kJapanese));
  EXPECT_EQ(text_of(list_of(list_of(*english, "cards")[0], "quotes")[0], "language"), "en");
  EXPECT_EQ(text_of(list_of(list_of(*japanese, "cards")[0], "quotes")[0], "language"), "ja");
  EXPECT_EQ(list_of(list_of(*english, "cards")[0], "quotes").size(), 4U);
}

TEST_F(Sections, MapSumsTheNetCostOfEachCell) {
  const auto view = map_section(page());
  const auto& adoption = list_of(list_of(*view, "phases")[1], "cells");
  EXPECT_EQ(text_of(adoption[1], "cost"), "\u22125.8") << "net: 0.72 * (5.8 + 2.2)";
  EXPECT_EQ(list_of(adoption[1], "named").size(), 2U);
  EXPECT_FALSE(flag_of(adoption[2], "has_cost"));
  EXPECT_EQ(text_of(adoption[1], "shade"), "4");
}

TEST_F(Sections, MapFallsBackToPlainImpactsForAll) {
  run_.themes[5].net_impact = std::nullopt;
  const auto view = map_section(page());
  EXPECT_EQ(text_of(list_of(list_of(*view, "phases")[1], "cells")[1], "cost"), "\u22128.0");
}

TEST_F(Sections, ScoresShowTheLatestQuartersGroups) {
  run_.nps.push_back(test::nps_row(SurveyKind::kNps, "2025Q2", "plan", "Pro", 5, 5, 5));
  const auto view = scores_section(page());
  ASSERT_EQ(list_of(*view, "breakdowns").size(), 3U);
  EXPECT_EQ(text_of(list_of(*view, "breakdowns")[0], "by"), "Phase");
  EXPECT_EQ(text_of(list_of(list_of(*view, "breakdowns")[0], "groups")[0], "value"), "Adoption");
}

TEST_F(Sections, EmployeesShowSuppressedGroupsWithoutFigures) {
  const auto view = employees_section(page());
  const auto& groups = list_of(list_of(*view, "breakdowns")[0], "groups");
  ASSERT_EQ(groups.size(), 4U);
  EXPECT_TRUE(flag_of(groups[2], "is_suppressed"));
  EXPECT_EQ(text_of(groups[2], "n"), "");
  EXPECT_EQ(text_of(*view, "hidden"), "2 more themes are hidden: too few employees mention them, or showing them would give somebody away.");
}

TEST_F(Sections, EmployeesSayWhereOnlyABoundIsPublic) {
  EXPECT_FALSE(flag_of(*employees_section(page()), "has_bounds"));
  for (ThemeResult& theme : run_.themes)
    if (theme.survey == SurveyKind::kEnps && theme.rank == 1) theme.mostly = ScoreBand::kDetractor;
  const auto view = employees_section(page());
  EXPECT_EQ(text_of(list_of(*view, "themes")[0], "mostly"), "80% or more are detractors");
  EXPECT_FALSE(flag_of(list_of(*view, "themes")[1], "is_bounded")) << "an empty text would leave an empty frame";
  EXPECT_TRUE(flag_of(*view, "has_bounds"));
}

TEST_F(Sections, LimitsNameThisRunsFigures) {
  const auto view = limits_section(page());
  const std::string& silent = text_of(list_of(*view, "limits")[0], "text");
  EXPECT_NE(silent.find("2,454"), std::string::npos) << silent;
}

TEST_F(Sections, LimitsSayHowManyScoresAndCommentsContradictEachOther) {
  const auto says_so = [&] {
    const auto view = limits_section(page());
    for (const View& entry : list_of(*view, "limits"))
      if (text_of(entry, "text").find("31 of the 712") != std::string::npos) return text_of(entry, "text");
    return std::string();
  };
  EXPECT_NE(says_so().find("14 of the 655"), std::string::npos);
  for (CoverageResult& coverage : run_.coverage) coverage.contradictions = ContradictionCounts{.promoters = 712};
  EXPECT_EQ(says_so(), "") << "nothing to say when there are none";
}

TEST_F(Sections, LimitsSayHowManyEmployeesAnswersAreNotCounted) {
  run_.coverage[1].responses_withheld = 3;
  const auto view = limits_section(page());
  const auto& limits = list_of(*view, "limits");
  EXPECT_TRUE(std::any_of(limits.begin(), limits.end(), [](const View& limit) {
    return text_of(limit, "text").starts_with("3 answers are counted nowhere");
  }));
}

TEST_F(Sections, MethodLeavesOutHiddenNumbersByLanguage) {
  run_.coverage[1].languages_hidden = true;
  const auto view = method_section(page());
  EXPECT_EQ(text_of(list_of(*view, "coverage")[1], "ja"), "–");
  EXPECT_EQ(text_of(list_of(*view, "coverage")[0], "ja"), "1,702");
}

TEST_F(Sections, AreLeftOutWhereTheRunHasNothingToSay) {
  const RunResult employees_only = test::run_without(SurveyKind::kNps);
  const Page page{employees_only, Language::kJapanese};
  EXPECT_FALSE(headline_section(page));
  EXPECT_FALSE(stones_section(page));
  EXPECT_FALSE(cards_section(page));
  EXPECT_FALSE(map_section(page));
  EXPECT_FALSE(scores_section(page));
  EXPECT_TRUE(employees_section(page));
  const RunResult customers_only = test::run_without(SurveyKind::kEnps);
  EXPECT_FALSE(employees_section({customers_only, Language::kJapanese}));
}

TEST_F(Sections, OfAnEmptyRunSayThatThereIsNothing) {
  const RunResult empty = test::empty_run();
  const Page page{empty, Language::kEnglish};
  EXPECT_TRUE(headline_section(page));
  EXPECT_FALSE(limits_section(page));
  EXPECT_TRUE(method_section(page));
}

}  // namespace
}  // namespace koe::report
