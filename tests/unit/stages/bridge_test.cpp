#include "pipeline/stages/rank/bridge.h"

#include <gtest/gtest.h>

namespace koe::stages {
namespace {

/// A row and its stored theme, in the plane.
void add_theme(std::vector<ThemeResult>& rows, StoredData& data, std::int64_t theme_no, SurveyKind survey,
               std::int16_t x, std::int16_t y, const std::vector<double>& course = {}) {
  ThemeResult row;
  row.survey = survey;
  row.theme_id = store::theme_id(theme_no);
  for (std::size_t i = 0; i < course.size(); ++i) {
    ThemePeriod period;
    period.period = "202" + std::to_string(i) + "Q1";
    period.share = Estimate{course[i], course[i], course[i]};
    row.course.push_back(period);
  }
  rows.push_back(row);
  data.themes[theme_no].theme_no = theme_no;
  data.themes[theme_no].survey = survey;
  data.themes[theme_no].centroid = {x, y};
}

TEST(Bridge, PutsEachEmployeeThemeBesideTheNearestCustomerTheme) {
  std::vector<ThemeResult> rows;
  StoredData data;
  add_theme(rows, data, 1, SurveyKind::kNps, 10000, 0);
  add_theme(rows, data, 2, SurveyKind::kNps, 0, 10000);
  add_theme(rows, data, 3, SurveyKind::kEnps, 8000, 6000);  // cosine 0.8 to theme 1, 0.6 to theme 2
  add_theme(rows, data, 4, SurveyKind::kEnps, 10000, 10);   // all but theme 1 itself
  const Bridge bridge = make_bridge(rows, data, 2, 1);
  ASSERT_EQ(bridge.rows.size(), 2U);
  EXPECT_EQ(bridge.rows[0].enps_theme, "T0004");
  EXPECT_EQ(bridge.rows[0].nps_theme, "T0001");
  EXPECT_TRUE(bridge.rows[0].mutual);
  EXPECT_EQ(bridge.rows[1].enps_theme, "T0003");
  EXPECT_NEAR(bridge.rows[1].similarity, 0.8, 1e-9);
  EXPECT_FALSE(bridge.rows[1].mutual);         // theme 1 is nearer to theme 4
  EXPECT_EQ(bridge.lag_reason, "thresholds");  // no quarter of an employee theme is shown
}

// What follows the shared numbers belongs to each survey's own library, and there is more of it for customers.
TEST(Bridge, ComparesOnlyWhatBothSurveysShare) {
  std::vector<ThemeResult> rows;
  StoredData data;
  add_theme(rows, data, 1, SurveyKind::kNps, 100, 0);
  add_theme(rows, data, 2, SurveyKind::kEnps, 100, 0);
  data.themes[1].centroid.insert(data.themes[1].centroid.end(), {900, 0, 0});
  data.themes[2].centroid.insert(data.themes[2].centroid.end(), {0, 900});
  EXPECT_NEAR(make_bridge(rows, data, 2, 1).rows[0].similarity, 1, 1e-9);
}

TEST(Bridge, SeesWhoWasFirst) {
  std::vector<ThemeResult> rows;
  StoredData data;
  add_theme(rows, data, 1, SurveyKind::kNps, 100, 0, {0.0, 0.1, 0.5, 0.2, 0.8, 0.3, 0.9, 0.4});
  add_theme(rows, data, 2, SurveyKind::kEnps, 100, 0, {0.1, 0.5, 0.2, 0.8, 0.3, 0.9, 0.4, 0.1});
  const Bridge bridge = make_bridge(rows, data, 2, 1);
  ASSERT_TRUE(bridge.rows[0].lag);
  EXPECT_EQ(*bridge.rows[0].lag, 1);
  EXPECT_LE(*bridge.rows[0].q_value, 0.05);
  EXPECT_EQ(bridge.lag_reason, "");
}

TEST(Bridge, SaysWhyItKnowsNoLag) {
  std::vector<ThemeResult> rows;
  StoredData data;
  add_theme(rows, data, 1, SurveyKind::kNps, 100, 0, {0.1, 0.2, 0.3});
  add_theme(rows, data, 2, SurveyKind::kEnps, 100, 0, {0.1, 0.2, 0.3});
  const Bridge bridge = make_bridge(rows, data, 2, 1);
  EXPECT_FALSE(bridge.rows[0].lag);
  EXPECT_EQ(bridge.rows[0].lag_reason, "few_quarters");
  EXPECT_EQ(bridge.lag_reason, "few_quarters");
  rows[1].course.clear();  // too few people in some quarter
  EXPECT_EQ(make_bridge(rows, data, 2, 1).rows[0].lag_reason, "thresholds");
}

TEST(Bridge, SaysWhyThereIsNone) {
  std::vector<ThemeResult> rows;
  StoredData data;
  EXPECT_EQ(make_bridge(rows, data, 2, 1).reason, "no_customers");
  add_theme(rows, data, 1, SurveyKind::kNps, 100, 0);
  EXPECT_EQ(make_bridge(rows, data, 2, 1).reason, "no_employees");
  add_theme(rows, data, 2, SurveyKind::kEnps, 100, 0);
  data.themes[2].centroid.clear();  // an analyst's own code lies nowhere
  EXPECT_EQ(make_bridge(rows, data, 2, 1).reason, "no_centroids");
}

}  // namespace
}  // namespace koe::stages
