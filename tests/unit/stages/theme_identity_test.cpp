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

}  // namespace
}  // namespace koe::stages
