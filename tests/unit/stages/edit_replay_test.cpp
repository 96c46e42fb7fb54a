#include "pipeline/stages/theme/edit_replay.h"

#include <gtest/gtest.h>

#include <cmath>

namespace koe::stages {
namespace {

using models::cluster::Assignment;
using models::neighbors::UnitVectors;
using store::EditKind;

/// Four texts in the plane: a and b along x, c along y, d between them; themes 1 (x) and 2 (y); d was found in 1.
class Replay : public ::testing::Test {
 protected:
  Replay() : centroids_(2, 2), vectors_(4, 2) {
    centroids_.set_direction(0, std::vector<double>{1, 0});
    centroids_.set_direction(1, std::vector<double>{0, 1});
    const std::vector<std::vector<double>> directions = {{1, 0}, {1, 0.1}, {0, 1}, {1, 0.9}};
    for (std::size_t i = 0; i < directions.size(); ++i) vectors_.set_direction(i, directions[i]);
    for (const char* key : {"a", "b", "c", "d"}) units_.add({.key = key, .weight = 1});
    themes_.push_back({.theme_no = 1, .label_en = "one"});
    themes_.push_back({.theme_no = 2, .label_en = "two"});
    for (std::uint32_t theme : {0U, 0U, 1U, 0U}) theme_of_.push_back({.theme = theme, .similarity = 0.5F});
  }

  ShownThemes replay(const std::vector<store::ThemeEdit>& log, const std::vector<store::StoredTheme>& parts = {}) {
    return replay_edits(plan_of(log), {themes_, centroids_, units_, vectors_, theme_of_, 0.0, taught_}, parts);
  }

  UnitVectors centroids_, vectors_;
  UnitSet units_;
  std::vector<store::StoredTheme> themes_;
  std::vector<Assignment> theme_of_;
  TaughtPlaces taught_{.themes = {}, .centres = {}, .theme_of = std::vector<std::optional<std::int64_t>>(4)};
};

TEST_F(Replay, OfNothingShowsWhatWasFound) {
  const ShownThemes shown = replay({});
  EXPECT_EQ(shown.theme_of, theme_of_);
  EXPECT_EQ(shown.placed[3].theme_no, 1);
  EXPECT_DOUBLE_EQ(shown.placed[3].similarity, 0.5);
}

TEST_F(Replay, SendsANewTextToThePartWhoseTextsItIsLike) {
  const std::vector<store::StoredTheme> parts = {{.theme_no = 3, .origin = store::ThemeOrigin::kPart},
                                                 {.theme_no = 4, .origin = store::ThemeOrigin::kPart}};
  // Part 3 is made of a alone (1, 0); part 4 of the split's d (1, 0.9); b (1, 0.1) is new and closer to a.
  const ShownThemes shown =
      replay({{.event_no = 1, .kind = EditKind::kSplit, .theme_no = 1, .parts = {{3, {"a"}}, {4, {"d"}}}}}, parts);
  ASSERT_EQ(shown.themes.size(), 4U);
  EXPECT_EQ(shown.placed[0].theme_no, 3);
  EXPECT_EQ(shown.placed[1].theme_no, 3);
  EXPECT_EQ(shown.placed[2].theme_no, 2);
  EXPECT_EQ(shown.placed[3].theme_no, 4);
  EXPECT_EQ(shown.theme_of[3].theme, 3U) << "position of theme 4";
  EXPECT_NEAR(shown.placed[1].similarity, 1 / std::sqrt(1.01), 1e-4) << "cosine of (1, 0.1) and (1, 0)";
}

TEST_F(Replay, SendsAForbiddenTextToTheNextTheme) {
  const ShownThemes shown = replay({{.event_no = 1, .kind = EditKind::kForbid, .theme_no = 1, .unit_key = "d"}});
  EXPECT_EQ(shown.placed[3].theme_no, 2);
  EXPECT_NEAR(shown.placed[3].similarity, 0.9 / std::sqrt(1.81), 1e-4) << "cosine of (1, 0.9) and (0, 1)";
}

TEST_F(Replay, LetsExamplesClaimATextUnlessAnEditOfThatTextSaysOtherwise) {
  const std::vector<store::StoredTheme> made = {{.theme_no = 3, .origin = store::ThemeOrigin::kTaught, .label_en = "diagonal"}};
  taught_.themes = {3};
  taught_.centres = UnitVectors(1, 2);
  taught_.centres.set_direction(0, std::vector<double>{1, 1});
  taught_.theme_of[2] = taught_.theme_of[3] = 3;
  const store::ThemeEdit lesson{.event_no = 1, .kind = EditKind::kTeach, .theme_no = 3, .examples = {{"d", Language::kEnglish, "d"}}};
  const ShownThemes shown = replay({lesson}, made);
  EXPECT_EQ(shown.placed[0].theme_no, 1);
  EXPECT_EQ(shown.placed[3].theme_no, 3);
  EXPECT_NEAR(shown.placed[2].similarity, std::sqrt(0.5), 1e-4) << "cosine of (0, 1) and (1, 1)";
  EXPECT_EQ(shown.theme_of[3].theme, 2U) << "position of theme 3";
  const ShownThemes edited = replay({lesson,
                                     {.event_no = 2, .kind = EditKind::kForbid, .theme_no = 3, .unit_key = "d"},
                                     {.event_no = 3, .kind = EditKind::kPin, .theme_no = 1, .unit_key = "c"}},
                                    made);
  EXPECT_EQ(edited.placed[3].theme_no, 1) << "forbidden: where it was found";
  EXPECT_EQ(edited.placed[2].theme_no, 1) << "pinned";
}

TEST_F(Replay, GivesNamesAndTakesThemBack) {
  themes_[1].given_en = "an undone name";
  const ShownThemes shown = replay({{.event_no = 1, .kind = EditKind::kRename, .theme_no = 1, .label_en = "uno"}});
  EXPECT_EQ(shown.themes[0].shown_en(), "uno");
  EXPECT_EQ(shown.themes[0].label_en, "one") << "what was found stays";
  EXPECT_EQ(shown.themes[1].shown_en(), "two");
}

}  // namespace
}  // namespace koe::stages
