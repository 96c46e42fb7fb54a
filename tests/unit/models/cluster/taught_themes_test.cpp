#include "models/cluster/taught_themes.h"

#include <gtest/gtest.h>

#include <cmath>
#include <random>

namespace koe::models::cluster {
namespace {

using neighbors::UnitVectors;

constexpr std::size_t kDimensions = 64;

/// Texts of three subjects (axes 0, 1 and 2) and many of none, in noise; Japanese ones lean to axis 3, English ones away.
class Taught : public ::testing::Test {
 protected:
  static constexpr std::size_t kOfSubject = 40, kOfNone = 400, kSubjects = 3;

  Taught() : units_(kSubjects * kOfSubject + kOfNone, kDimensions) {
    for (std::size_t i = 0; i < units_.rows(); ++i) {
      languages_.push_back(i % 2 == 0 ? Language::kJapanese : Language::kEnglish);
      units_.set_direction(i, text(subject_of(i), languages_.back()));
    }
  }

  static std::size_t subject_of(std::size_t unit) { return std::min(unit / kOfSubject, kSubjects); }

  std::vector<double> text(std::size_t subject, Language language) {
    std::vector<double> values(kDimensions);
    std::normal_distribution<double> noise(0.0, 1.0);
    for (double& value : values) value = noise(generator_) / std::sqrt(double{kDimensions});
    if (subject < kSubjects) values[subject] += 1.0;
    values[3] += language == Language::kJapanese ? 0.3 : -0.3;
    return values;
  }

  /// `count` new texts a subject, for the first `themes` subjects.
  TaughtExamples examples(std::size_t themes, std::size_t count, std::optional<Language> only = {}) {
    TaughtExamples marked{.vectors = UnitVectors(themes * count, kDimensions), .languages = {}, .theme = {}};
    for (std::size_t i = 0; i < themes * count; ++i) {
      marked.languages.push_back(only.value_or(i % 2 == 0 ? Language::kJapanese : Language::kEnglish));
      marked.theme.push_back(static_cast<std::uint32_t>(i / count));
      marked.vectors.set_direction(i, text(i / count, marked.languages.back()));
    }
    return marked;
  }

  struct Found {
    std::size_t right = 0, wrong = 0;
    std::array<std::size_t, 2> by_language{};
  };
  Found found(const TaughtThemes& taught) const {
    Found found;
    for (std::size_t i = 0; i < units_.rows(); ++i) {
      if (!taught.theme_of[i]) continue;
      const bool is_right = *taught.theme_of[i] == subject_of(i);
      ++(is_right ? found.right : found.wrong);
      if (is_right) ++found.by_language[index_of(languages_[i])];
    }
    return found;
  }

  std::mt19937_64 generator_{7};
  UnitVectors units_;
  std::vector<Language> languages_;
};

TEST_F(Taught, ThemesGatherTheirTextsAndLeaveTheOthers) {
  const auto result = found(recognise(units_, languages_, examples(2, 8), 2));
  // A text of a subject has a cosine near 1/sqrt(2.1) = .69 to its axis, any other one near 0 +- 1/8.
  EXPECT_GE(result.right, 2 * kOfSubject * 95 / 100);
  EXPECT_LE(result.wrong, 4U) << "neither texts of the subject that was not taught nor of none";
}

TEST_F(Taught, ExamplesOfOneLanguageGatherTextsOfTheOther) {
  const auto result = found(recognise(units_, languages_, examples(1, 8, Language::kJapanese), 1));
  EXPECT_GE(result.by_language[index_of(Language::kEnglish)], kOfSubject / 2 * 85 / 100);
  EXPECT_LE(result.wrong, 4U);
}

TEST_F(Taught, FewerExamplesThanThreeTeachNothing) {
  EXPECT_EQ(found(recognise(units_, languages_, examples(1, 2), 1)).right, 0U);
  EXPECT_GT(found(recognise(units_, languages_, examples(1, 3), 1)).right, kOfSubject / 2);
}

TEST_F(Taught, ExamplesThatHaveNothingInCommonClaimNextToNothing) {
  TaughtExamples marked = examples(1, 8);
  for (std::size_t i = 0; i < 8; ++i) marked.vectors.set_direction(i, text(kSubjects, marked.languages[i]));
  const auto result = found(recognise(units_, languages_, marked, 1));
  EXPECT_LE(result.right + result.wrong, units_.rows() / 20);
}

TEST_F(Taught, TextsWithoutDirectionAndEmptyInputsAreLeftAlone) {
  UnitVectors zero(3, kDimensions);
  const std::vector<Language> languages(3, Language::kEnglish);
  for (const auto& theme : recognise(zero, languages, examples(1, 4), 1).theme_of) EXPECT_FALSE(theme);
  EXPECT_TRUE(recognise(UnitVectors(0, kDimensions), {}, examples(1, 4), 1).theme_of.empty());
  EXPECT_EQ(recognise(units_, languages_, examples(0, 0), 0).theme_of.size(), units_.rows());
}

}  // namespace
}  // namespace koe::models::cluster
