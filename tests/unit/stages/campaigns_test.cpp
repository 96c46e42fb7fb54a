#include "pipeline/stages/rank/campaigns.h"

#include <gtest/gtest.h>

#include "tests/unit/stages/stage_builders.h"

namespace koe::stages {
namespace {

const std::string kLetter = "please withdraw the new price list";

/// `times` copies of a letter by two accounts, each with a number of its own, and other answers beside them.
StoredData pasted(int times) {
  StoredData data;
  for (int i = 0; i < times; ++i) {
    add_response(data, i % 2 == 0 ? "A1" : "A2", 0, kLetter + " " + std::to_string(i));
    data.responses.back().respondent_id = "P" + std::to_string(i % 3);
  }
  for (int i = 0; i < 12; ++i) add_response(data, "B" + std::to_string(i), 9, "all good");
  return data;
}

std::vector<store::ReleasedSegment> released(const StoredData& data) {
  std::vector<store::ReleasedSegment> segments;
  for (const store::StoredSegment& stored : data.segments) {
    store::ReleasedSegment segment;
    const store::StoredResponse& response = data.responses[static_cast<std::size_t>(stored.response_no - 1)];
    segment.row = {.survey = response.survey, .response_id = response.response_id, .theme_id = "T0001", .text = stored.text};
    segment.response_no = stored.response_no;
    segment.unit_key = stored.unit_key;
    segment.period = "2026Q3";
    segments.push_back(std::move(segment));
  }
  return segments;
}

TEST(Campaigns, AreOneTextInManyResponsesAndSayFromHowManyAccounts) {
  const StoredData data = pasted(30);
  const auto rows = campaigns_in(released(data), data);
  ASSERT_EQ(rows.size(), 1U) << "\"all good\" is short: many say so of themselves";
  EXPECT_EQ(rows[0].responses, 30);
  EXPECT_EQ(rows[0].accounts, 2);
  EXPECT_EQ(rows[0].respondents, 3);
  EXPECT_EQ(rows[0].versions, 30);
  EXPECT_EQ(rows[0].response_id, "R1");
  EXPECT_EQ(rows[0].theme_id, "T0001");
  EXPECT_EQ(rows[0].text, kLetter + " 0");
  EXPECT_EQ(count_different_texts(SurveyKind::kNps, data), 2) << "the letter and \"all good\"";
}

TEST(Campaigns, NeedTenResponses) {
  EXPECT_TRUE(campaigns_in(released(pasted(9)), pasted(9)).empty());
  EXPECT_EQ(campaigns_in(released(pasted(10)), pasted(10)).size(), 1U);
}

TEST(Campaigns, OfEmployeesAreNotNamed) {
  StoredData data = pasted(30);
  for (store::StoredResponse& response : data.responses) response.survey = SurveyKind::kEnps;
  EXPECT_TRUE(campaigns_in(released(data), data).empty());
  EXPECT_EQ(count_different_texts(SurveyKind::kEnps, data), 2);
}

}  // namespace
}  // namespace koe::stages
