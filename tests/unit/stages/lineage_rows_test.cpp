#include "pipeline/stages/rank/lineage_rows.h"

#include <gtest/gtest.h>

namespace koe::stages {
namespace {

using store::LineageKind;

ThemeResult shown_theme(const std::string& theme_id, SurveyKind survey, const std::vector<std::int64_t>& mentions) {
  ThemeResult theme;
  theme.survey = survey;
  theme.theme_id = theme_id;
  for (std::size_t q = 0; q < mentions.size(); ++q)
    theme.course.push_back({.period = "2026Q" + std::to_string(q + 1), .responses = mentions[q]});
  return theme;
}

/// Customers' themes 1, 2, 3 and employees' themes 11, 12.
class Lineage : public ::testing::Test {
 protected:
  Lineage() {
    for (std::int64_t number : {1, 2, 3, 11, 12}) {
      store::StoredTheme& theme = themes_[number];
      theme.theme_no = number;
      theme.survey = number > 10 ? SurveyKind::kEnps : SurveyKind::kNps;
      theme.born_in = "2026Q1";
      theme.label_en = "theme " + std::to_string(number);
    }
  }
  std::vector<LineageResult> rows(const std::vector<ThemeResult>& shown = {}) {
    return lineage_rows({themes_, events_, edits_}, shown);
  }

  std::map<std::int64_t, store::StoredTheme> themes_;
  std::vector<store::LineageEvent> events_;
  std::vector<store::ThemeEdit> edits_;
};

TEST_F(Lineage, SaysWhereAThemeComesFromWithTheEvidence) {
  events_ = {{.theme_no = 1, .kind = LineageKind::kBorn, .period = "2026Q2"},
             {.theme_no = 2, .kind = LineageKind::kOpened, .period = "2026Q3", .other_no = 1, .texts = 12, .cohesion = 0.5,
              .old_similarity = 0.25, .other_similarity = 0.125}};
  const auto all = rows();
  ASSERT_EQ(all.size(), 2U);
  EXPECT_EQ(all[0].event, "born");
  EXPECT_EQ(all[0].period, "2026Q1") << "the first quarter with a text of it, not that of the fit";
  EXPECT_EQ(all[1].event, "opened");
  EXPECT_EQ(all[1].period, "2026Q3");
  EXPECT_EQ(all[1].other_id, "T0001");
  EXPECT_EQ(all[1].texts, 12);
  EXPECT_EQ(all[1].old_similarity, 0.25);
}

TEST_F(Lineage, OfEmployeesNamesNoHiddenTheme) {
  events_ = {{.theme_no = 11, .kind = LineageKind::kOpened, .period = "2026Q3", .other_no = 12}};
  const std::vector<ThemeResult> both = {shown_theme("T0011", SurveyKind::kEnps, {}),
                                         shown_theme("T0012", SurveyKind::kEnps, {})};
  EXPECT_EQ(rows({both[0]})[0].other_id, "");
  EXPECT_EQ(rows(both)[0].other_id, "T0012");
}

TEST_F(Lineage, OfEmployeesIsForShownThemesAndWithoutCounts) {
  for (std::int64_t number : {11, 12})
    events_.push_back({.theme_no = number, .kind = LineageKind::kOpened, .period = "2026Q3", .texts = 9, .cohesion = 0.5});
  const auto all = rows({shown_theme("T0011", SurveyKind::kEnps, {})});
  ASSERT_EQ(all.size(), 1U);
  EXPECT_EQ(all[0].theme_id, "T0011");
  EXPECT_FALSE(all[0].texts || all[0].cohesion);
}

TEST_F(Lineage, HoldsTheAnalystsEditsUnderBothThemesOfASplit) {
  edits_ = {{.event_no = 1, .kind = store::EditKind::kMerge, .theme_no = 1, .into_no = 2},
            {.event_no = 2, .kind = store::EditKind::kSplit, .theme_no = 2, .parts = {{3, {"a"}}}},
            {.event_no = 3, .kind = store::EditKind::kPin, .theme_no = 3, .unit_key = "a"}};
  const auto all = rows();
  ASSERT_EQ(all.size(), 3U) << "a pin is about a text, not about a theme";
  EXPECT_EQ(all[0].event + " " + all[0].other_id, "merged T0002");
  EXPECT_EQ(all[1].event + " " + all[1].other_id, "split T0003");
  EXPECT_EQ(all[2].theme_id + " " + all[2].event + " " + all[2].other_id, "T0003 split_off T0002");
  for (const LineageResult& row : all) EXPECT_TRUE(row.by_analyst && row.period.empty());
}

TEST_F(Lineage, TellsSilenceReturnAndRealTrendsOnly) {
  ThemeResult growing = shown_theme("T0001", SurveyKind::kNps, {5, 0, 0, 9});
  growing.trend = Estimate{1.5, 0.5, 2.5};
  growing.trend_q = 0.01;
  ThemeResult doubtful = shown_theme("T0002", SurveyKind::kNps, {0, 5, 6, 0});
  doubtful.trend = Estimate{-1.5, -3.5, 0.5};
  doubtful.trend_q = 0.3;
  const auto all = rows({growing, doubtful});
  ASSERT_EQ(all.size(), 3U);
  EXPECT_EQ(all[0].event + " " + all[0].period, "revived 2026Q4");
  EXPECT_EQ(all[1].event + " " + all[1].period, "growing 2026Q4");
  EXPECT_EQ(all[1].log2_ratio, 1.5);
  EXPECT_EQ(all[1].q, 0.01);
  EXPECT_EQ(all[2].event + " " + all[2].period, "silent 2026Q4") << "and not fading: the trend may be chance";
}

TEST_F(Lineage, GivesCustomersThemesTheirEmergence) {
  events_ = {{.theme_no = 2, .kind = LineageKind::kOpened, .period = "2026Q3", .other_no = 1, .texts = 12},
             {.theme_no = 11, .kind = LineageKind::kOpened, .period = "2026Q3", .texts = 12}};
  std::vector<ThemeResult> themes = {shown_theme("T0001", SurveyKind::kNps, {}), shown_theme("T0002", SurveyKind::kNps, {}),
                                     shown_theme("T0011", SurveyKind::kEnps, {})};
  add_emergence(themes, {themes_, events_, edits_});
  EXPECT_FALSE(themes[0].emergence);
  ASSERT_TRUE(themes[1].emergence);
  EXPECT_EQ(themes[1].emergence->texts, 12);
  EXPECT_EQ(themes[1].emergence->closest_en, "theme 1");
  EXPECT_FALSE(themes[2].emergence);
}

}  // namespace
}  // namespace koe::stages
