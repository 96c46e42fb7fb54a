#include "pipeline/stages/theme/theme_groups.h"

#include <map>

namespace koe::stages {

ThemeGroups groups_of(const models::cluster::ThemeModel& model) {
  std::map<std::uint32_t, std::size_t> themes_in;
  for (const auto& theme : model.themes) ++themes_in[theme.group];
  ThemeGroups groups;
  groups.of_theme.resize(model.themes.size());
  if (themes_in.size() < 2) return groups;
  std::map<std::uint32_t, std::uint32_t> number_of;
  for (std::size_t t = 0; t < model.themes.size(); ++t) {
    const std::uint32_t group = model.themes[t].group;
    if (themes_in[group] < 2) continue;
    groups.of_theme[t] = number_of.emplace(group, static_cast<std::uint32_t>(number_of.size())).first->second;
  }
  groups.count = number_of.size();
  return groups;
}

}  // namespace koe::stages
