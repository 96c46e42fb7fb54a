#include "pipeline/stages/theme/theme_space.h"

#include <gtest/gtest.h>

#include "nlp/normalize.h"

namespace koe::stages {
namespace {

const Assets& assets() {
  static const Assets loaded = Assets::load(KOE_SOURCE_DIR);
  return loaded;
}

void add(UnitSet& units, const std::string& text, Language language) {
  units.add({.key = text, .normalized = nlp::normalize(text).text, .language = language, .weight = 1});
}

/// Without an encoder the store is not asked.
const TextVectors& vectors() {
  static store::Database database = store::Database::in_memory();
  static const TextVectors table(assets(), database, "", 1);
  return table;
}

PlacedUnits placed_in(const ThemeSpace& space, const UnitSet& texts) {
  return space.place(vectors().raw(texts), texts, {.means = vectors().prior(), .contexts = {}});
}

double cosine(const models::neighbors::UnitVectors& vectors, std::size_t a, std::size_t b) {
  return models::neighbors::cosine(models::neighbors::dot(vectors, a, vectors, b));
}

// None of these sentences is in the library.
const UnitSet& texts() {
  static const UnitSet kTexts = [] {
    UnitSet units;
    add(units, "月額料金の値上げは納得できない", Language::kJapanese);
    add(units, "The monthly fee is far too expensive for us", Language::kEnglish);
    add(units, "アプリがスマートフォンで使えない", Language::kJapanese);
    read_table_rows(units, assets(), 1);
    return units;
  }();
  return kTexts;
}

TEST(ThemeSpace, BringsSentencesOfOneKnownThemeTogetherAcrossLanguages) {
  const ThemeSpace space(assets(), vectors(), SurveyKind::kNps, 1);
  const PlacedUnits placed = placed_in(space, texts());
  EXPECT_EQ(placed.vectors.dimensions(), space.dimensions());
  EXPECT_GT(cosine(placed.vectors, 0, 1), cosine(placed.vectors, 0, 2));
}

TEST(ThemeSpace, NamesTheKnownThemeThatTextsSpeakOf) {
  const ThemeSpace space(assets(), vectors(), SurveyKind::kNps, 1);
  const PlacedUnits placed = placed_in(space, texts());
  const KnownTheme* known = space.known_theme_of(placed.affinity, {0, 1});
  ASSERT_NE(known, nullptr);
  EXPECT_EQ(known->key, "price");
}

TEST(ThemeSpace, GivesNoNameToWhatNoKnownThemeIsAbout) {
  const ThemeSpace space(assets(), vectors(), SurveyKind::kNps, 1);
  models::Matrix affinity(2, space.dimensions());
  EXPECT_EQ(space.known_theme_of(affinity, {0, 1}), nullptr);
  EXPECT_EQ(space.known_theme_of(affinity, {}), nullptr);
}

TEST(ThemeSpace, IsTheSameOnAnyNumberOfThreads) {
  const PlacedUnits one = placed_in(ThemeSpace(assets(), vectors(), SurveyKind::kEnps, 1), texts());
  const PlacedUnits three = placed_in(ThemeSpace(assets(), vectors(), SurveyKind::kEnps, 3), texts());
  EXPECT_EQ(one.vectors, three.vectors);
}

}  // namespace
}  // namespace koe::stages
