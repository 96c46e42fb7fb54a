#include "pipeline/stages/rank/survey_view.h"

#include <gtest/gtest.h>

#include "tests/unit/stages/stage_builders.h"

namespace koe::stages {
namespace {

TEST(SurveyView, LinesUpScoresClustersAndMembers) {
  StoredData data;
  add_response(data, "A1", 9, "fast", {2026, 2}, Polarity::kPositive);
  add_response(data, "A2", 3, "slow");
  add_response(data, "A1", 7, "");
  place_unit(data, "slow", 4);
  place_unit(data, "fast", 6);
  const SurveyView view = make_survey_view(SurveyKind::kNps, data);
  EXPECT_EQ(view.value, (std::vector<std::int8_t>{1, -1, 0}));
  EXPECT_EQ(view.cluster, (std::vector<std::uint32_t>{0, 1, 0}));
  EXPECT_EQ(view.cluster_account, (std::vector<std::string>{"A1", "A2"}));
  EXPECT_EQ(view.periods, (std::vector<Quarter>{{2026, 2}, {2026, 3}}));
  ASSERT_EQ(view.themes.size(), 2U);
  EXPECT_EQ(view.themes[0].theme_no, 4);
  EXPECT_EQ(view.themes[0].members, (std::vector<std::uint32_t>{1}));
  EXPECT_EQ(view.themes[0].mentions[0].negative, 1);
  EXPECT_EQ(view.themes[1].mentions[0].tone, 1);
  EXPECT_EQ(view.coverage.responses, 3);
  EXPECT_EQ(view.coverage.with_content, 2);
  EXPECT_EQ(view.coverage.segments_unassigned, 0);
}

TEST(SurveyView, AResponseWithoutScoreMentionsButDoesNotCountInTheScore) {
  StoredData data;
  add_response(data, "A1", 2, "slow");
  data.responses[0].score.reset();
  place_unit(data, "slow", 1);
  const SurveyView view = make_survey_view(SurveyKind::kNps, data);
  EXPECT_TRUE(view.value.empty());
  ASSERT_EQ(view.themes.size(), 1U);
  EXPECT_EQ(view.themes[0].mentions.size(), 1U);
  EXPECT_TRUE(view.themes[0].members.empty());
}

TEST(SurveyView, CountsUnassignedAndContentlessApart) {
  StoredData data;
  add_response(data, "A1", 5, "odd");
  add_response(data, "A1", 5, "nothing");
  data.segments[1].unit_key = "";
  const SurveyView view = make_survey_view(SurveyKind::kNps, data);
  EXPECT_EQ(view.coverage.segments, 1);
  EXPECT_EQ(view.coverage.segments_unassigned, 1);
  EXPECT_EQ(view.coverage.contentless, 1);
  EXPECT_TRUE(view.themes.empty());
}

TEST(People, AreKnownByIdOrAtLeastTheMostOfOneQuarter) {
  StoredData data;
  for (int i = 0; i < 3; ++i) add_response(data, "", 5, "", {2026, 1}, Polarity::kNeutral, SurveyKind::kEnps);
  for (int i = 0; i < 4; ++i) add_response(data, "", 5, "", {2026, 2}, Polarity::kNeutral, SurveyKind::kEnps);
  const SurveyView view = make_survey_view(SurveyKind::kEnps, data);
  EXPECT_EQ(count_people(view, {0, 1, 2, 3, 4, 5, 6}), 4);  // the same four may have answered twice
  for (auto& response : data.responses) response.respondent_id = "E" + std::to_string(response.response_no % 2);
  EXPECT_EQ(count_people(make_survey_view(SurveyKind::kEnps, data), {0, 1, 2, 3, 4, 5, 6}), 2);
}

}  // namespace
}  // namespace koe::stages
