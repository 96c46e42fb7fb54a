#include "pipeline/stages/rank/quotes.h"

#include <gtest/gtest.h>

namespace koe::stages {
namespace {

store::ReleasedSegment released(SurveyKind survey, const std::string& unit, int score, const std::string& period) {
  store::ReleasedSegment segment;
  segment.row.survey = survey;
  segment.row.text = "text of " + unit;
  segment.row.language = Language::kEnglish;
  segment.unit_key = unit;
  segment.score = score;
  segment.period = period;
  return segment;
}

TEST(Quotes, ComeOnceWithTheLatestScore) {
  std::vector<ThemeResult> themes(1);
  themes[0].theme_id = "T0003";
  std::map<std::int64_t, store::StoredTheme> stored;
  stored[3].exemplars = {"slow", "gone"};
  add_quotes(themes, stored,
             {released(SurveyKind::kNps, "slow", 2, "2026Q1"), released(SurveyKind::kNps, "slow", 4, "2026Q3")});
  ASSERT_EQ(themes[0].quotes.size(), 1U);
  EXPECT_EQ(themes[0].quotes[0].text, "text of slow");
  EXPECT_EQ(themes[0].quotes[0].score, 4);
  EXPECT_EQ(themes[0].quotes[0].period, "2026Q3");
}

TEST(Quotes, AreNeverEmployees) {
  std::vector<ThemeResult> themes(2);
  themes[0].theme_id = "T0001";
  themes[1].theme_id = "T0001";
  themes[1].survey = SurveyKind::kEnps;
  std::map<std::int64_t, store::StoredTheme> stored;
  stored[1].exemplars = {"boss"};
  add_quotes(themes, stored, {released(SurveyKind::kEnps, "boss", 1, "2026Q1")});
  EXPECT_TRUE(themes[0].quotes.empty());
  EXPECT_TRUE(themes[1].quotes.empty());
}

}  // namespace
}  // namespace koe::stages
