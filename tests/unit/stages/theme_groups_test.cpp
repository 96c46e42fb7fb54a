#include "pipeline/stages/theme/theme_groups.h"

#include <gtest/gtest.h>

namespace koe::stages {
namespace {

ThemeGroups groups(const std::vector<std::uint32_t>& group_of) {
  models::cluster::ThemeModel model;
  for (std::uint32_t group : group_of) model.themes.push_back({.group = group});
  return groups_of(model);
}

TEST(ThemeGroups, HoldTwoThemesOrMore) {
  const ThemeGroups found = groups({30, 31, 30, 32, 31});
  EXPECT_EQ(found.count, 2U);
  using Group = std::optional<std::uint32_t>;
  EXPECT_EQ(found.of_theme, (std::vector<Group>{0, 1, 0, std::nullopt, 1})) << "32 holds one theme and says nothing";
}

TEST(ThemeGroups, SayNothingWhenEverythingIsOne) {
  EXPECT_EQ(groups({7, 7, 7}).count, 0U);
  EXPECT_EQ(groups({7, 7, 7}).of_theme, std::vector<std::optional<std::uint32_t>>(3));
  EXPECT_EQ(groups({}).count, 0U);
}

}  // namespace
}  // namespace koe::stages
