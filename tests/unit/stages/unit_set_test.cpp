#include "pipeline/stages/theme/unit_set.h"

#include <gtest/gtest.h>

namespace koe::stages {
namespace {

store::StoredSegment said(std::int64_t response_no, const std::string& key) {
  return {.response_no = response_no, .language = Language::kEnglish, .unit_key = key, .text = key, .normalized = key};
}

const std::map<std::int64_t, SurveyKind> kSurveys = {
    {1, SurveyKind::kNps}, {2, SurveyKind::kNps}, {3, SurveyKind::kEnps}, {4, SurveyKind::kEnps}};

TEST(UnitSets, HoldEachTextOnceWithItsWeight) {
  const auto sets = make_unit_sets({said(1, "slow"), said(2, "slow"), said(2, "dear")}, kSurveys);
  const UnitSet& units = sets.at(SurveyKind::kNps);
  ASSERT_EQ(units.size(), 2U);
  EXPECT_EQ(units[0].key, "dear");
  EXPECT_EQ(units[1].key, "slow");
  EXPECT_EQ(units[1].weight, 2);
  EXPECT_EQ(units[1].code_points, 4U);
}

TEST(UnitSets, GiveATextOfBothSurveysToTheOneThatSaysItMore) {
  const auto sets = make_unit_sets({said(1, "slow"), said(3, "slow"), said(4, "slow"), said(2, "fine"), said(3, "fine")},
                                   kSurveys);
  EXPECT_EQ(sets.at(SurveyKind::kEnps)[0].key, "slow");
  EXPECT_EQ(sets.at(SurveyKind::kNps)[0].key, "fine");  // a tie is the customers'
}

TEST(UnitSets, LeaveOutWhatHasNoContent) { EXPECT_TRUE(make_unit_sets({said(1, "")}, kSurveys).empty()); }

}  // namespace
}  // namespace koe::stages
