#include "models/cluster/theme_extension.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "tests/unit/models/cluster/planted_vectors.h"

namespace koe::models::cluster {
namespace {

using testing::plant;
using testing::Planted;

std::vector<double> ones(std::size_t n) { return std::vector<double>(n, 1.0); }

const Planted& twelve_groups() {
  static const Planted planted = plant({60, 50, 45, 40, 35, 30, 28, 25, 22, 20, 15, 12}, 64, 0.9, 7);
  return planted;
}

/// The model of these twelve, fitted once for all tests.
const ThemeModel& twelve_themes() {
  static const ThemeModel model =
      fit_themes(twelve_groups().units, ones(twelve_groups().units.rows()), {}, 0, 2).model;
  return model;
}

TEST(ExtendThemes, KeepsOldThemesAndOpensOneForWhatIsNew) {
  const ThemeModel& model = twelve_themes();
  Planted later = plant({30, 30, 30}, 64, 0.9, 20);     // three of the old groups, new texts
  const Planted fresh = plant({25}, 64, 0.9, 21, 500);  // a group never seen
  later.units.append(fresh.units);
  const ThemeExtension extension = extend_themes(model, later.units, ones(later.units.rows()), {}, 2);
  ASSERT_EQ(extension.opened.size(), 1U);
  EXPECT_EQ(extension.opened[0].id, model.next_id);
  EXPECT_GT(extension.opened[0].units, 25U / 2) << "opened from most of the new group";
  EXPECT_GE(extension.opened[0].cohesion - extension.opened[0].old_similarity, ExtendOptions{}.min_gain);
  EXPECT_TRUE(std::equal(model.themes.begin(), model.themes.end(), extension.model.themes.begin()));
  const auto assignments = assign(extension.model, fresh.units, 1);
  for (const Assignment& assignment : assignments) EXPECT_EQ(assignment.theme, model.themes.size());
}

TEST(ExtendThemes, OpensNothingForMoreOfTheSame) {
  const ThemeModel& model = twelve_themes();
  const Planted later = plant({60, 50, 45, 40, 35, 30, 28, 25, 22, 20, 15, 12}, 64, 0.9, 30);
  const ThemeExtension extension = extend_themes(model, later.units, ones(later.units.rows()), {}, 2);
  EXPECT_TRUE(extension.opened.empty());
  EXPECT_EQ(extension.model, model);
}

TEST(ExtendThemes, StartsFromNothing) {
  const ThemeModel empty = fit_themes(neighbors::UnitVectors(0, 64), {}, {}, 0, 1).model;
  const ThemeExtension extension =
      extend_themes(empty, twelve_groups().units, ones(twelve_groups().units.rows()), {}, 2);
  EXPECT_GE(extension.opened.size(), 8U);
  std::set<std::uint32_t> ids;
  for (const Theme& theme : extension.model.themes) {
    EXPECT_TRUE(ids.insert(theme.id).second);
    EXPECT_TRUE(ids.insert(theme.group).second);
  }
}

}  // namespace
}  // namespace koe::models::cluster
