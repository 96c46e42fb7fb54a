#include "pipeline/stages/theme/unit_set.h"

#include <gtest/gtest.h>

namespace koe::stages {
namespace {

store::StoredSegment said(std::int64_t response_no, const std::string& key) {
  return {.response_no = response_no, .language = Language::kEnglish, .unit_key = key, .text = key, .normalized = key};
}

const std::map<std::int64_t, Writer> kWriters = {{1, {SurveyKind::kNps, "a"}},
                                                   {2, {SurveyKind::kNps, "b"}},
                                                   {3, {SurveyKind::kEnps, "c"}},
                                                   {4, {SurveyKind::kEnps, "c"}}};

TEST(UnitSets, HoldEachTextOnceWithItsWeight) {
  const auto sets = make_unit_sets({said(1, "slow"), said(2, "slow"), said(2, "dear")}, kWriters);
  const UnitSet& units = sets.at(SurveyKind::kNps);
  ASSERT_EQ(units.size(), 2U);
  EXPECT_EQ(units[0].key, "dear");
  EXPECT_EQ(units[1].key, "slow");
  EXPECT_EQ(units[1].weight, 2);
  EXPECT_EQ(units[1].code_points, 4U);
  EXPECT_TRUE(units[1].people.empty()) << "nobody counts the customers behind a word";
}

TEST(UnitSets, GiveATextOfBothSurveysToTheOneThatSaysItMore) {
  const auto sets = make_unit_sets({said(1, "slow"), said(3, "slow"), said(4, "slow"), said(2, "fine"), said(3, "fine")},
                                   kWriters);
  EXPECT_EQ(sets.at(SurveyKind::kEnps)[0].key, "slow");
  EXPECT_EQ(sets.at(SurveyKind::kEnps)[0].people, (std::vector<std::string>{"c"}));  // both times the same person
  EXPECT_EQ(sets.at(SurveyKind::kNps)[0].key, "fine");  // a tie is the customers'
}

TEST(UnitSets, LeaveOutWhatHasNoContent) { EXPECT_TRUE(make_unit_sets({said(1, "")}, kWriters).empty()); }

UnitSet letters(int versions) {
  UnitSet units = {{.key = "a", .normalized = "something else"}};
  for (int i = 0; i < versions; ++i)
    units.push_back({.key = "b" + std::to_string(i), .normalized = "withdraw the price list " + std::to_string(i)});
  return units;
}

TEST(Speakers, OfACampaignAreOneAndEveryOtherTextSpeaksForItself) {
  std::vector<std::uint32_t> expected(11, 1);
  expected[0] = 0;
  EXPECT_EQ(speakers_of(letters(10), std::vector<bool>(11, false), 2), expected);
  EXPECT_EQ(speakers_of(letters(3), std::vector<bool>(4, false), 2), (std::vector<std::uint32_t>{0, 1, 2, 3})) << "too few";
}

TEST(Speakers, AreTextsThatHaveAThemeWhereThereAreAny) {
  std::vector<bool> has_theme(11, false);
  has_theme[5] = has_theme[7] = true;
  std::vector<std::uint32_t> expected(11, 5);
  expected[0] = 0;
  EXPECT_EQ(speakers_of(letters(10), has_theme, 2), expected);
}

}  // namespace
}  // namespace koe::stages
