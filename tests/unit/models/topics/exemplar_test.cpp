#include "models/topics/exemplar.h"

#include <gtest/gtest.h>

namespace koe::models::topics {
namespace {

constexpr Language kJa = Language::kJapanese;
constexpr Language kEn = Language::kEnglish;

/// Unit i points along axis i, except that the last repeats axis 0.
neighbors::UnitVectors axes(std::size_t n) {
  neighbors::UnitVectors units(n, n);
  for (std::size_t i = 0; i < n; ++i) {
    std::vector<double> axis(n, 0.0);
    axis[i + 1 < n ? i : 0] = 1.0;
    units.set_direction(i, axis);
  }
  return units;
}

TEST(Exemplars, AreTheMostCentralOfEachLanguage) {
  const std::vector<Quote> quotes = {
      {0, kEn, 50, 0.5F}, {1, kJa, 50, 0.6F}, {2, kEn, 50, 0.9F}, {3, kEn, 50, 0.7F}};
  EXPECT_EQ(choose_exemplars(quotes, axes(6), {.per_language = 2}), (std::vector<std::uint32_t>{1, 2, 3}));
}

TEST(Exemplars, SkipWhatIsTooShortOrTooLongToRead) {
  const std::vector<Quote> quotes = {{0, kEn, 5, 0.9F}, {1, kEn, 900, 0.8F}, {2, kEn, 60, 0.1F}};
  EXPECT_EQ(choose_exemplars(quotes, axes(5)), (std::vector<std::uint32_t>{2}));
}

TEST(Exemplars, DoNotSayTheSameTwice) {
  const std::vector<Quote> quotes = {{0, kEn, 50, 0.9F}, {4, kEn, 50, 0.8F}, {2, kEn, 50, 0.1F}};
  EXPECT_EQ(choose_exemplars(quotes, axes(5)), (std::vector<std::uint32_t>{0, 2}));
}

TEST(Exemplars, ALanguageThatWasUsedIsNeverWithoutAQuote) {
  const std::vector<Quote> quotes = {{0, kEn, 3, 0.2F}, {1, kEn, 2, 0.9F}, {2, kJa, 40, 0.5F}};
  EXPECT_EQ(choose_exemplars(quotes, axes(5)), (std::vector<std::uint32_t>{2, 1}));
  EXPECT_TRUE(choose_exemplars({}, axes(5)).empty());
}

TEST(Exemplars, TiesGoToTheLowerUnit) {
  const std::vector<Quote> quotes = {{3, kEn, 50, 0.5F}, {1, kEn, 50, 0.5F}};
  EXPECT_EQ(choose_exemplars(quotes, axes(5), {.per_language = 1}), (std::vector<std::uint32_t>{1}));
}

}  // namespace
}  // namespace koe::models::topics
