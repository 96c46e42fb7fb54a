#include "models/anonymity/published_count.h"

#include <gtest/gtest.h>

#include "tests/unit/models/anonymity/answer_builders.h"

namespace koe::models::anonymity {
namespace {

TEST(DominantBand, IsTheOneOfFourFifthsOrMore) {
  EXPECT_EQ(dominant_band({8, 1, 1}), Band::kDetractor);  // 8 of 10
  EXPECT_EQ(dominant_band({7, 2, 1}), std::nullopt);
  EXPECT_EQ(dominant_band({0, 12, 0}), Band::kPassive);
  EXPECT_EQ(dominant_band({1, 1, 9}), Band::kPromoter);   // 9 of 11: 8.8 is rounded up
  EXPECT_EQ(dominant_band({1, 2, 8}), std::nullopt);      // 8 of 11
}

TEST(DominantBand, IsSaidOfTenAnswersOrMore) {
  EXPECT_EQ(dominant_band({9, 0, 0}), std::nullopt);
  EXPECT_EQ(dominant_band({10, 0, 0}), Band::kDetractor);
  EXPECT_EQ(dominant_band({0, 0, 0}), std::nullopt);
}

TEST(FewestOfMost, LeavesTwoOrMoreOpen) {
  for (std::int64_t n = kFewestBounded; n < 100; ++n) {
    EXPECT_GE(5 * fewest_of_most(n), 4 * n);
    EXPECT_LT(5 * (fewest_of_most(n) - 1), 4 * n);
    EXPECT_GE(n - fewest_of_most(n), 2);
  }
}

TEST(ThemeLine, SaysTheSameOfAllAndOfFourFifths) {
  const auto all = answers_of("DDDDDDDDDD"), most = answers_of("DDDDDDDDPN");
  const PublishedCount line = theme_line(all, range(0, 10));
  EXPECT_EQ(line.low, (Counts{8, 0, 0}));
  EXPECT_EQ(line.high, (Counts{10, 2, 2}));
  EXPECT_FALSE(line.is_exact());
  EXPECT_EQ(theme_line(most, range(0, 10)).low, line.low);
  EXPECT_EQ(theme_line(most, range(0, 10)).high, line.high);
}

TEST(ThemeLine, PrintsOtherCounts) {
  const auto answers = answers_of("DDDDDDDPPN");
  EXPECT_TRUE(theme_line(answers, range(0, 10)).is_exact());
  EXPECT_EQ(theme_line(answers, range(0, 10)).low, (Counts{7, 1, 2}));
  EXPECT_TRUE(exact_line(answers_of("DDDDDDDDDD"), range(0, 10)).is_exact());
}

}  // namespace
}  // namespace koe::models::anonymity
