#include "pipeline/stages/placement.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <vector>

#include "nlp/load_error.h"

namespace koe::stages {
namespace {

const PlacementRules kRules({
    {.phase = Phase::kExpansionRenewal, .language = Language::kJapanese, .pattern = "料金"},
    {.phase = Phase::kAdoption, .language = Language::kEnglish, .pattern = "slow"},
    {.phase = Phase::kOnboarding, .language = Language::kEnglish, .pattern = "app"},
    {.family = Family::kPerformance, .language = Language::kEnglish, .pattern = "slow"},
    {.phase = Phase::kProductFeedback, .language = Language::kJapanese, .pattern = "ui要望"},
    {.family = Family::kEngagement, .language = Language::kEnglish, .pattern = "qa"}});

Placement place(const std::vector<PlacedText>& texts) { return place_theme(texts, kRules); }

PlacedText text(std::string_view words, Language language, double weight = 1) {
  return {.normalized = words, .language = language, .weight = weight};
}

TEST(Placement, FollowsTheLargestVoteAndKeepsTheWords) {
  const Placement placed = place({text("料金が高い", Language::kJapanese), text("料金表が不明", Language::kJapanese),
                                  text("Slow pages", Language::kEnglish)});
  EXPECT_EQ(placed.phase, Phase::kExpansionRenewal);
  EXPECT_EQ(placed.phase_reason, "料金");
  EXPECT_EQ(placed.family, Family::kPerformance);
  EXPECT_EQ(placed.family_reason, "slow");
}

TEST(Placement, CountsHowOftenATextWasSaid) {
  EXPECT_EQ(place({text("料金", Language::kJapanese), text("slow", Language::kEnglish, 3)}).phase,
            Phase::kAdoption);
}

TEST(Placement, EnglishPatternsBeginAWord) {
  EXPECT_EQ(place({text("we are happy", Language::kEnglish)}).phase, Phase::kNone);
  EXPECT_EQ(place({text("the apps", Language::kEnglish)}).phase, Phase::kOnboarding);
}

TEST(Placement, FindsPatternsOfAnyLengthInAnyCaseAndPlace) {
  EXPECT_EQ(place({text("新しいUI要望", Language::kJapanese)}).phase, Phase::kProductFeedback);
  EXPECT_EQ(place({text("the QA", Language::kEnglish)}).family, Family::kEngagement);
  EXPECT_EQ(place({text("q", Language::kEnglish), text("sl", Language::kEnglish), text("", Language::kEnglish)}).family,
            Family::kNone);
}

TEST(Placement, ATextVotesOnceForAValueHoweverOftenItHasItsWords) {
  // One text with "app" twice against two with "slow": 1 against 2. Were it 2, the earlier value would win the tie.
  EXPECT_EQ(place({text("app by app", Language::kEnglish), text("slow", Language::kEnglish), text("so slow", Language::kEnglish)}).phase,
            Phase::kAdoption);
}

TEST(Placement, ARequestPointsToProductFeedbackAndExpansion) {
  PlacedText request = text("dark mode", Language::kEnglish);
  request.polarity = Polarity::kRequest;
  const Placement placed = place({request});
  EXPECT_EQ(placed.phase, Phase::kProductFeedback);
  EXPECT_EQ(placed.family, Family::kExpansion);
}

TEST(Placement, WithoutAnyVoteStaysOpen) {
  const Placement placed = place({text("hello", Language::kEnglish)});
  EXPECT_EQ(placed.phase, Phase::kNone);
  EXPECT_EQ(placed.family, Family::kNone);
}

TEST(PlacementRules, OfTheProjectCoverEveryValueInBothLanguages) {
  const auto rules = load_placement_rules(KOE_SOURCE_DIR "/data/placement/rules.tsv");
  for (Language language : {Language::kJapanese, Language::kEnglish}) {
    for (Phase phase : {Phase::kOnboarding, Phase::kAdoption, Phase::kExpansionRenewal, Phase::kProductFeedback})
      EXPECT_TRUE(std::any_of(rules.begin(), rules.end(), [&](const PlacementRule& rule) {
        return rule.phase == phase && rule.language == language;
      })) << name_of(phase);
    for (Family family : {Family::kEngagement, Family::kPerformance, Family::kExpansion})
      EXPECT_TRUE(std::any_of(rules.begin(), rules.end(), [&](const PlacementRule& rule) {
        return rule.family == family && rule.language == language;
      })) << name_of(family);
  }
}

TEST(PlacementRules, NameTheLineOfAMistake) {
  const auto path = std::filesystem::temp_directory_path() / "koe-placement-rules-mistake.tsv";
  std::ofstream(path) << "# Licence: CC0-1.0.\naxis\tvalue\tlanguage\tpattern\nphase\tperformance\tja\t遅い\n";
  try {
    (void)load_placement_rules(path.string());
    FAIL() << "a family on the phase axis was accepted";
  } catch (const nlp::LoadError& error) {
    EXPECT_EQ(error.line(), 3U);
  }
  std::filesystem::remove(path);
}

}  // namespace
}  // namespace koe::stages
