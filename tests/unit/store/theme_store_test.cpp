#include "pipeline/store/theme_store.h"

#include <gtest/gtest.h>

namespace koe::store {
namespace {

StoredTheme make_theme() {
  StoredTheme theme;
  theme.label_ja = "料金が高い";
  theme.label_en = "price too high";
  theme.terms_ja = {"料金", "高い"};
  theme.terms_en = {"price"};
  theme.phase = Phase::kExpansionRenewal;
  theme.family = Family::kPerformance;
  theme.phase_reason = "料金";
  theme.family_reason = "高い";
  theme.born_in = "2026Q1";
  theme.centroid = {0.5F, -0.25F, 0.75F};
  return theme;
}

TEST(Themes, AreReadBackFieldByField) {
  Database database = Database::in_memory();
  ThemeStore store(database);
  StoredTheme theme = make_theme();
  theme.theme_no = store.save(theme);
  const auto themes = store.themes(SurveyKind::kNps);
  ASSERT_EQ(themes.size(), 1U);
  EXPECT_EQ(themes[0].label_ja, theme.label_ja);
  EXPECT_EQ(themes[0].terms_ja, theme.terms_ja);
  EXPECT_EQ(themes[0].phase, Phase::kExpansionRenewal);
  EXPECT_EQ(themes[0].family, Family::kPerformance);
  EXPECT_EQ(themes[0].centroid, theme.centroid);
  EXPECT_TRUE(store.themes(SurveyKind::kEnps).empty());
}

TEST(Themes, KeepTheirNumberWhenTheyChange) {
  Database database = Database::in_memory();
  ThemeStore store(database);
  StoredTheme theme = make_theme();
  theme.theme_no = store.save(theme);
  theme.label_en = "pricing";
  EXPECT_EQ(store.save(theme), theme.theme_no);
  EXPECT_EQ(store.themes(SurveyKind::kNps)[0].label_en, "pricing");
}

TEST(Themes, AreNamedByTheirNumber) {
  EXPECT_EQ(theme_id(7), "T0007");
  EXPECT_EQ(theme_id(12345), "T12345");
}

TEST(Units, RememberTheirThemeAndThatTheyHaveNone) {
  Database database = Database::in_memory();
  ThemeStore store(database);
  const std::int64_t theme_no = store.save(make_theme());
  store.save_unit("料金が高い", {theme_no, 0.8});
  store.save_unit("???", {std::nullopt, 0.1});
  const auto units = store.unit_themes();
  ASSERT_EQ(units.size(), 2U);
  EXPECT_EQ(units.at("料金が高い").theme_no, theme_no);
  EXPECT_DOUBLE_EQ(units.at("料金が高い").similarity, 0.8);
  EXPECT_FALSE(units.at("???").theme_no);
}

}  // namespace
}  // namespace koe::store
