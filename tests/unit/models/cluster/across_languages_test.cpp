#include "models/neighbors/across_languages.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <vector>

namespace koe::models::neighbors {
namespace {

constexpr Language kJa = Language::kJapanese;
constexpr Language kEn = Language::kEnglish;

Matrix plane(const std::vector<std::vector<float>>& rows) {
  Matrix matrix(rows.size(), 2);
  for (std::size_t i = 0; i < rows.size(); ++i) std::ranges::copy(rows[i], matrix.row(i).begin());
  return matrix;
}

TEST(SaidInBoth, TurnsADirectionHalfWayToItsNearestInTheOtherLanguage) {
  // (1, 0) hears (0.6, 0.8) alone: the sum (1.6, 0.8) at length one is (2, 1) / sqrt 5; the other way round the same.
  const std::vector<Language> languages = {kJa, kEn, kEn};
  const Matrix both = said_in_both(plane({{1, 0}, {0.6F, 0.8F}, {0, 1}}), languages, 1, 1);
  EXPECT_NEAR(both.row(0)[0], 2.0 / std::sqrt(5.0), 1e-6);
  EXPECT_NEAR(both.row(0)[1], 1.0 / std::sqrt(5.0), 1e-6);
  EXPECT_NEAR(both.row(1)[0], 2.0 / std::sqrt(5.0), 1e-6);
}

TEST(SaidInBoth, HearsTextsAsMuchAsTheyAreClose) {
  // Cosines .8 and .6: the mean is (.8 x .8 + .6 x .6, .8 x .6 - .6 x .8) = (1, 0), which changes nothing.
  const std::vector<Language> languages = {kJa, kEn, kEn};
  const Matrix both = said_in_both(plane({{1, 0}, {0.8F, 0.6F}, {0.6F, -0.8F}}), languages, 2, 1);
  EXPECT_NEAR(both.row(0)[0], 1.0, 1e-4);  // cosines are of 16-bit integers
  EXPECT_NEAR(both.row(0)[1], 0.0, 1e-4);
}

TEST(SaidInBoth, LeavesAloneWhatTheOtherLanguageDoesNotSay) {
  const Matrix opposite = plane({{1, 0}, {-1, 0}});
  EXPECT_EQ(said_in_both(opposite, std::vector<Language>{kJa, kEn}, 5, 1), opposite);
  const Matrix alone = plane({{1, 0}, {0.6F, 0.8F}});
  EXPECT_EQ(said_in_both(alone, std::vector<Language>{kEn, kEn}, 5, 1), alone);
  const Matrix silent = plane({{0, 0}, {1, 0}});
  EXPECT_EQ(said_in_both(silent, std::vector<Language>{kJa, kEn}, 5, 1), silent);
}

TEST(SaidInBoth, IsTheSameOnAnyNumberOfThreads) {
  std::vector<std::vector<float>> rows;
  std::vector<Language> languages;
  for (int i = 0; i < 600; ++i) {
    const double angle = 0.01 * i;
    rows.push_back({static_cast<float>(std::cos(angle)), static_cast<float>(std::sin(angle))});
    languages.push_back(i % 3 == 0 ? kJa : kEn);
  }
  EXPECT_EQ(said_in_both(plane(rows), languages, 5, 1), said_in_both(plane(rows), languages, 5, 3));
}

}  // namespace
}  // namespace koe::models::neighbors
