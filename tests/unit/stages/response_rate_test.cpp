#include "pipeline/stages/rank/response_rate.h"

#include <gtest/gtest.h>

#include "pipeline/stages/rank/nps_figures.h"
#include "tests/unit/stages/stage_builders.h"

namespace koe::stages {
namespace {

void add_silent(StoredData& data, int count) {
  for (int i = 0; i < count; ++i) {
    add_response(data, "S", 0, "");
    data.responses.back().score.reset();
  }
}

NpsResult everybody(const StoredData& data) {
  return nps_figures(make_survey_view(SurveyKind::kNps, data)).front();
}

TEST(ResponseRate, IsKnownWhenTheExportListsThoseWhoStayedSilent) {
  StoredData data;
  for (int i = 0; i < 30; ++i) add_response(data, "A", 9, "");
  add_silent(data, 70);
  EXPECT_EQ(everybody(data).invited, 100);
  EXPECT_DOUBLE_EQ(*everybody(data).response_rate, 0.30);
  EXPECT_EQ(everybody(data).n, 30);
}

TEST(ResponseRate, IsUnknownWhenHardlyAnybodyIsSilent) {
  StoredData data;
  for (int i = 0; i < 96; ++i) add_response(data, "A", 9, "");
  add_silent(data, 4);  // opened the form and left
  EXPECT_FALSE(everybody(data).invited);
  EXPECT_FALSE(everybody(data).response_rate);
}

TEST(ResponseRate, ACommentWithoutAScoreIsAnAnswer) {
  StoredData data;
  for (int i = 0; i < 10; ++i) add_response(data, "A", 9, "");
  add_response(data, "A", 0, "words");
  data.responses.back().score.reset();
  add_silent(data, 9);
  EXPECT_DOUBLE_EQ(*everybody(data).response_rate, 11.0 / 20);
}

/// 40 accounts of each of two segments; all of "smb" and the first `heard` of "enterprise" answer with these
/// scores.
StoredData two_segments(int smb_score, int enterprise_score, int heard) {
  StoredData data;
  for (int i = 0; i < 40; ++i) {
    data.accounts.push_back({.account_id = "S" + std::to_string(i), .segment = "smb"});
    data.accounts.push_back({.account_id = "E" + std::to_string(i), .segment = "enterprise"});
    add_response(data, "S" + std::to_string(i), smb_score, "");
    if (i < heard) add_response(data, "E" + std::to_string(i), enterprise_score, "");
  }
  return data;
}

// 40 promoters and 10 detractors: +60. With each segment half of the accounts: 0. The shift is -60.
TEST(Participation, WarnsWhenTheQuietSegmentIsTheUnhappyOne) {
  const StoredData data = two_segments(9, 2, 10);
  const ParticipationResult result = participation(make_survey_view(SurveyKind::kNps, data), data);
  EXPECT_EQ(result.reason, "");
  EXPECT_EQ(result.period, "2026Q3");
  EXPECT_NEAR(result.shift, -60, 1e-9);
  EXPECT_TRUE(result.warns);
  ASSERT_EQ(result.segments.size(), 2U);
  EXPECT_EQ(result.segments[0].segment, "enterprise");
  EXPECT_EQ(result.segments[0].accounts, 40);
  EXPECT_EQ(result.segments[0].answering, 10);
}

TEST(Participation, IsCalmWhenSegmentsFeelAlike) {
  const StoredData data = two_segments(9, 9, 10);
  const ParticipationResult result = participation(make_survey_view(SurveyKind::kNps, data), data);
  EXPECT_NEAR(result.shift, 0, 1e-9);
  EXPECT_FALSE(result.warns);
}

TEST(Participation, WarnsWhenALargeSegmentIsSilent) {
  const StoredData data = two_segments(9, 9, 0);
  EXPECT_TRUE(participation(make_survey_view(SurveyKind::kNps, data), data).warns);
}

TEST(Participation, LeavesOutAccountsThatWereNoCustomersThen) {
  StoredData data = two_segments(9, 9, 40);
  data.accounts.push_back({.account_id = "OLD", .segment = "left", .churned_on = "2026-06-30"});
  data.accounts.push_back({.account_id = "NEW", .segment = "coming", .started_on = "2026-10-01"});
  EXPECT_EQ(participation(make_survey_view(SurveyKind::kNps, data), data).segments.size(), 2U);
}

TEST(Participation, SaysWhyThereIsNoCheck) {
  StoredData data;
  add_response(data, "A", 9, "");
  EXPECT_EQ(participation(make_survey_view(SurveyKind::kNps, data), data).reason, "no_accounts");
  data.accounts = {{.account_id = "A", .segment = "smb"}};
  EXPECT_EQ(participation(make_survey_view(SurveyKind::kNps, data), data).reason, "one_segment");
  data.accounts = {{.account_id = "B", .segment = "smb"}};
  EXPECT_EQ(participation(make_survey_view(SurveyKind::kNps, data), data).reason, "no_answers");
}

}  // namespace
}  // namespace koe::stages
