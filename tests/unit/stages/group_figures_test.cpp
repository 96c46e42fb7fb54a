#include "pipeline/stages/rank/group_figures.h"

#include <gtest/gtest.h>

#include "pipeline/stages/rank/theme_figures.h"
#include "tests/unit/stages/stage_builders.h"

namespace koe::stages {
namespace {

/// Themes 1 and 2 in group 9, theme 3 alone; twelve customers, one of whom speaks of both 1 and 2.
class Groups : public ::testing::Test {
 protected:
  Groups() {
    for (int i = 0; i < 12; ++i) add_response(data_, "A" + std::to_string(i), i < 8 ? 3 : 10, i < 4 ? "one" : i < 8 ? "two" : "three");
    store::StoredSegment also = data_.segments[0];
    also.ordinal = 1;
    also.unit_key = "two";
    data_.segments.insert(data_.segments.begin() + 1, also);
    place_unit(data_, "one", 1);
    place_unit(data_, "two", 2);
    place_unit(data_, "three", 3);
    data_.themes[1].parent_no = data_.themes[2].parent_no = 9;
    data_.themes[1].label_en = "price (fee, cost)";
    data_.themes[9] = {.theme_no = 9, .origin = store::ThemeOrigin::kGroup};
  }

  std::vector<ThemeResult> groups(SurveyKind survey = SurveyKind::kNps) {
    const SurveyView view = make_survey_view(survey, data_);
    CoverageResult coverage = view.coverage;
    config_.bootstrap_draws = 50;
    return group_figures(view, data_, theme_figures(view, data_, {}, config_, coverage), config_);
  }

  StoredData data_;
  RunConfig config_;
};

TEST_F(Groups, CountAResponseOnceHoweverManyOfTheirThemesItMentions) {
  const auto rows = groups();
  ASSERT_EQ(rows.size(), 1U);
  EXPECT_EQ(rows[0].theme_id, "T0009");
  EXPECT_EQ(rows[0].responses, 8) << "4 of theme 1 and 5 of theme 2, one of both";
  EXPECT_DOUBLE_EQ(rows[0].nps.value(), -100) << "all eight gave a 3";
  EXPECT_NEAR(rows[0].impact->value, 100 * (4.0 - 8.0) / 12.0 - 100, 1e-9) << "the other four are promoters";
  EXPECT_EQ(rows[0].rank, 0);
  EXPECT_FALSE(rows[0].p_top5);
  EXPECT_FALSE(rows[0].arr_at_risk);
}

TEST_F(Groups, AreCalledAfterTheirFirstTwoThemesUnlessAnAnalystNamedThem) {
  EXPECT_EQ(groups()[0].label_en, "price / theme 2");
  data_.themes[9].given_en = "Money";
  EXPECT_EQ(groups()[0].label_en, "Money");
  EXPECT_EQ(groups()[0].label_ja, "テーマ1／テーマ2");
}

TEST_F(Groups, OfEmployeesHaveNamesAndNoFigures) {
  for (store::StoredResponse& response : data_.responses) response.survey = SurveyKind::kEnps;
  config_.anonymity_k = 4;
  const auto rows = groups(SurveyKind::kEnps);
  ASSERT_EQ(rows.size(), 1U);
  EXPECT_EQ(rows[0].label_en, "price / theme 2");
  EXPECT_EQ(rows[0].responses, 0);
  EXPECT_FALSE(rows[0].share || rows[0].nps || rows[0].impact);
  config_.anonymity_k = 5;  // theme 1 has four people and is hidden now, with its name
  EXPECT_EQ(groups(SurveyKind::kEnps)[0].label_en, "theme 2");
}

}  // namespace
}  // namespace koe::stages
