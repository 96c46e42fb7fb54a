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
  theme.units = 17;
  theme.cohesion = 0.625;
  theme.typical_floor = 0.375;
  theme.exemplars = {"高すぎる", "too dear"};
  theme.retired = true;
  theme.centroid = {8192, -4096, 12288};
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
  EXPECT_EQ(themes[0].units, 17);
  EXPECT_DOUBLE_EQ(themes[0].cohesion, 0.625);
  EXPECT_DOUBLE_EQ(themes[0].typical_floor, 0.375);
  EXPECT_EQ(themes[0].exemplars, theme.exemplars);
  EXPECT_TRUE(themes[0].retired);
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

TEST(ThemeModels, AreKeptPerSurveyKind) {
  Database database = Database::in_memory();
  ThemeStore store(database);
  EXPECT_FALSE(store.model(SurveyKind::kNps));
  store.save_model(SurveyKind::kNps, {"sha", "", 0.25, {1.0F, 2.0F}, {3.0F, 4.0F}, {}});
  store.save_model(SurveyKind::kNps, {"sha-2", "encoder-1", 0.5, {5.0F, 6.0F}, {7.0F, 8.0F}, {{3, 9}, {1, -2}, {0.5F, 2.0F}, 0.25, {9.0F}, {10.0F}}});
  const auto model = store.model(SurveyKind::kNps);
  ASSERT_TRUE(model);
  EXPECT_EQ(model->embedding, "sha-2");
  EXPECT_EQ(model->encoder, "encoder-1");
  EXPECT_DOUBLE_EQ(model->floor, 0.5);
  EXPECT_EQ(model->mean_ja, (std::vector<float>{5.0F, 6.0F}));
  EXPECT_EQ(model->mean_en, (std::vector<float>{7.0F, 8.0F}));
  EXPECT_EQ(model->contexts.table_rows, (std::vector<std::uint32_t>{3, 9}));
  EXPECT_EQ(model->contexts.values, (std::vector<std::int8_t>{1, -2}));
  EXPECT_EQ(model->contexts.scales, (std::vector<float>{0.5F, 2.0F}));
  EXPECT_DOUBLE_EQ(model->contexts.weight, 0.25);
  EXPECT_EQ(model->contexts.mean_ja, (std::vector<float>{9.0F}));
  EXPECT_EQ(model->contexts.mean_en, (std::vector<float>{10.0F}));
  EXPECT_FALSE(store.model(SurveyKind::kEnps));
}

TEST(Units, RememberTheirThemeAndThatTheyHaveNone) {
  Database database = Database::in_memory();
  ThemeStore store(database);
  const std::int64_t theme_no = store.save(make_theme());
  UnitThemeWriter writer(database);
  writer.add("料金が高い", {theme_no, 0.8}, {theme_no, 0.8});
  writer.add("???", {std::nullopt, 0.1}, {std::nullopt, 0.1});
  const auto units = store.unit_themes();
  ASSERT_EQ(units.size(), 2U);
  EXPECT_EQ(units.at("料金が高い").theme_no, theme_no);
  EXPECT_DOUBLE_EQ(units.at("料金が高い").similarity, 0.8);
  EXPECT_FALSE(units.at("???").theme_no);
}

TEST(Units, ArePlacedAnew) {
  Database database = Database::in_memory();
  ThemeStore store(database);
  const std::int64_t theme_no = store.save(make_theme());
  UnitThemeWriter writer(database);
  writer.add("高い", {theme_no, 0.8}, {theme_no, 0.7});
  writer.add("高い", {std::nullopt, 0.2}, {theme_no, 0.3});
  EXPECT_EQ(store.unit_themes().size(), 1U);
  EXPECT_EQ(store.unit_themes().at("高い").theme_no, theme_no);
  EXPECT_DOUBLE_EQ(store.unit_themes().at("高い").similarity, 0.3);
  EXPECT_FALSE(store.found_unit_themes().at("高い").theme_no);
  EXPECT_DOUBLE_EQ(store.found_unit_themes().at("高い").similarity, 0.2);
}

TEST(Units, OfAThemeThatDoesNotExistAreRefused) {
  Database database = Database::in_memory();
  UnitThemeWriter writer(database);
  EXPECT_ANY_THROW(writer.add("高い", {99, 0.8}, {99, 0.8}));
}

}  // namespace
}  // namespace koe::store
