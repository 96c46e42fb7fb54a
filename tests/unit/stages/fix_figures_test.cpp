#include "pipeline/stages/rank/fix_figures.h"

#include <gtest/gtest.h>

#include "tests/unit/stages/stage_builders.h"

namespace koe::stages {
namespace {

/// Six themes; every account mentions one of them in each of four quarters, theme 1 ever more seldom from 2026Q3 on
/// (by `fades`), and the others all the time.
StoredData survey(bool fades) {
  StoredData data;
  for (int account = 0; account < 120; ++account)
    for (int quarter = 1; quarter <= 4; ++quarter) {
      int theme = account % 6 + 1;
      if (fades && theme == 1 && quarter >= 3 && account % 60 != 0) theme = 2 + account % 5;
      add_response(data, "A" + std::to_string(account), theme == 1 ? 2 : 8 + account % 2, "unit" + std::to_string(theme),
                   {2026, quarter});
    }
  for (store::StoredResponse& response : data.responses)  // the builder's months have two digits from October on
    if (response.period->quarter == 4) response.responded_at = "2026-10-15T10:00:00";
  for (int theme = 1; theme <= 6; ++theme) place_unit(data, "unit" + std::to_string(theme), theme);
  return data;
}

std::vector<FixResult> fixes_of(StoredData data, std::vector<store::StoredFix> fixes) {
  data.fixes = std::move(fixes);
  return fix_figures(make_survey_view(SurveyKind::kNps, data), data);
}

TEST(FixFigures, SeeAThemeThatFadesAfterItsFix) {
  const auto fixes = fixes_of(survey(true), {{1, "2026-07-01", "v5"}});
  ASSERT_EQ(fixes.size(), 1U);
  EXPECT_EQ(fixes[0].mentions_before, 40);
  EXPECT_EQ(fixes[0].responses_before, 240);
  EXPECT_EQ(fixes[0].mentions_after, 4);  // accounts 0 and 60, two quarters
  EXPECT_EQ(fixes[0].untouched, 5);
  EXPECT_EQ(fixes[0].verdict, FixVerdict::kFewer);
  ASSERT_TRUE(fixes[0].change && fixes[0].change_p);
  EXPECT_LT(fixes[0].change->high, 0);
  EXPECT_LT(*fixes[0].change_p, 0.05);
  EXPECT_EQ(fixes[0].note, "v5");
}

TEST(FixFigures, ClaimNothingWhenNothingHappened) {
  const auto fixes = fixes_of(survey(false), {{1, "2026-07-01", ""}});
  EXPECT_EQ(fixes[0].verdict, FixVerdict::kOpen);
  ASSERT_TRUE(fixes[0].change);
  EXPECT_NEAR(fixes[0].change->value, 0, 1e-9);
  ASSERT_TRUE(fixes[0].impact_change);
  EXPECT_NEAR(fixes[0].impact_change->value, 0, 1e-9);
}

TEST(FixFigures, AreTooEarlyWithoutAnswersSince) {
  const auto fixes = fixes_of(survey(true), {{1, "2027-01-01", ""}});
  EXPECT_EQ(fixes[0].verdict, FixVerdict::kTooEarly);
  EXPECT_EQ(fixes[0].responses_after, 0);
  EXPECT_FALSE(fixes[0].change);
}

TEST(FixFigures, TheNextFixEndsTheTimeAfterTheFirst) {
  const auto fixes = fixes_of(survey(true), {{1, "2026-04-01", ""}, {1, "2026-07-01", ""}});
  ASSERT_EQ(fixes.size(), 2U);
  EXPECT_EQ(fixes[0].responses_after, 120);  // 2026Q2 alone
  EXPECT_EQ(fixes[1].responses_before, 120);
}

TEST(FixFigures, NeedUntouchedThemesToCompareWith) {
  std::vector<store::StoredFix> fixes;
  for (int theme = 1; theme <= 4; ++theme) fixes.push_back({theme, "2026-07-01", ""});
  EXPECT_EQ(fixes_of(survey(true), fixes)[0].verdict, FixVerdict::kNoComparison);
}

TEST(FixFigures, LeaveOutThemesOfTheOtherSurvey) {
  StoredData data = survey(true);
  data.themes.at(1).survey = SurveyKind::kEnps;
  EXPECT_TRUE(fixes_of(std::move(data), {{1, "2026-07-01", ""}}).empty());
}

}  // namespace
}  // namespace koe::stages
