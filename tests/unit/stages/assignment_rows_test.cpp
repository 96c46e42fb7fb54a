#include "pipeline/stages/rank/assignment_rows.h"

#include <gtest/gtest.h>

#include "tests/unit/stages/stage_builders.h"

namespace koe::stages {
namespace {

store::ReleasedSegment released(std::int64_t response_no, int segment, std::int64_t begin, const std::string& text) {
  store::ReleasedSegment out;
  out.response_no = response_no;
  out.row.response_id = "R" + std::to_string(response_no);
  out.row.segment = segment;
  out.row.begin = begin;
  out.row.end = begin + 4;
  out.row.theme_id = "T0009";
  out.row.text = text;
  return out;
}

TEST(AssignmentRows, AreTheSegmentsWhenNobodyCoded) {
  StoredData data;
  add_response(data, "A", 3, "slow");
  const auto rows = assignment_rows({released(1, 0, 0, "slow"), released(1, 1, 5, "dear")}, data);
  ASSERT_EQ(rows.size(), 2U);
  EXPECT_EQ(rows[1].theme_id, "T0009");
}

TEST(AssignmentRows, OfACodedSurveyAreOneACodeOverTheWholeText) {
  StoredData data;
  add_response(data, "A", 3, "slow");
  add_response(data, "A", 3, "other");
  data.codes[1] = {4, 7};
  const auto rows =
      assignment_rows({released(1, 0, 0, "slow"), released(1, 1, 5, "dear"), released(2, 0, 0, "other")}, data);
  ASSERT_EQ(rows.size(), 3U);
  EXPECT_EQ(rows[0].theme_id, "T0004");
  EXPECT_EQ(rows[1].theme_id, "T0007");
  EXPECT_EQ(rows[1].segment, 1);
  EXPECT_EQ(rows[1].text, "slow dear");
  EXPECT_EQ(rows[1].end, 9);
  EXPECT_EQ(rows[2].theme_id, "");
}

TEST(CodedSurveyView, CountsTheAnalystsCodesInsteadOfFoundThemes) {
  StoredData data;
  add_response(data, "A", 3, "slow");
  add_response(data, "B", 9, "");
  place_unit(data, "slow", 1);
  data.codes[1] = {4};
  data.codes[2] = {4};
  const SurveyView view = make_survey_view(SurveyKind::kNps, data);
  ASSERT_EQ(view.themes.size(), 1U);
  EXPECT_EQ(view.themes[0].theme_no, 4);
  EXPECT_EQ(view.themes[0].members, (std::vector<std::uint32_t>{0, 1}));  // also where the text says nothing
}

}  // namespace
}  // namespace koe::stages
