#include "pipeline/stages/theme/theme_identity.h"

#include <gtest/gtest.h>

namespace koe::stages {
namespace {

using Continued = std::vector<std::optional<std::int64_t>>;

TEST(ThemeIdentity, FollowsTheTextsNotTheNumbersOfTheFit) {
  // Old 7 = {a, b, c}, old 9 = {d, e}; the new fit numbers them 1 and 0.
  EXPECT_EQ(continued_themes({{7, 1}, {7, 1}, {7, 1}, {9, 0}, {9, 0}}, 2), (Continued{9, 7}));
}

TEST(ThemeIdentity, OfASplitGoesToTheLargerPart) {
  // Old 7 = 10 texts: 7 in new 0 (7/10), 3 in new 1 (3/10).
  EXPECT_EQ(continued_themes({{7, 0, 7}, {7, 1, 3}}, 2), (Continued{7, std::nullopt}));
}

TEST(ThemeIdentity, OfAMergeGoesToTheLargerContributor) {
  EXPECT_EQ(continued_themes({{7, 0, 6}, {9, 0, 4}}, 1), (Continued{7}));
}

TEST(ThemeIdentity, IsNotClaimedByLessThanHalf) {
  // New 0 = 4 texts of old 7 (10 texts) and 5 others: 4 / (10 + 9 - 4).
  EXPECT_EQ(continued_themes({{7, 0, 4}, {7, 1, 3}, {7, 2, 3}, {8, 0, 5}, {8, 1, 5}}, 3),
            (Continued{std::nullopt, std::nullopt, std::nullopt}));
}

TEST(ThemeIdentity, TellsWhatBecameOfEveryTheme) {
  using enum store::LineageKind;
  // Old 7: 8 texts in new 0, 4 in new 1. Old 8: its 2 texts in new 0. Old 9: 1 text in each of new 0, 1, 2. New 3 is unheard of.
  const std::vector<Regrouped> texts = {{7, 0, 8}, {7, 1, 4}, {8, 0, 2}, {9, 0, 1}, {9, 1, 1}, {9, 2, 1}};
  const Continued continued = continued_themes(texts, 4);
  ASSERT_EQ(continued, (Continued{7, std::nullopt, std::nullopt, std::nullopt})) << "8 / (12 + 11 - 8) is enough, 4 / (12 + 5 - 4) is not";
  EXPECT_EQ(descent_of(texts, continued, {7, 8, 9}),
            (std::vector<Descent>{{kContinued, 7, 0},
                                  {kSplitOff, 7, 1},   // 4 of its 5 known texts were in 7
                                  {kSplitOff, 9, 2},   // its only known text was in 9
                                  {kBorn, std::nullopt, 3},
                                  {kMerged, 8, 0},     // all of its texts
                                  {kEnded, 9, std::nullopt}}));
}

}  // namespace
}  // namespace koe::stages
