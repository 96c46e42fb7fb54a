#include "pipeline/stages/theme/edit_replay.h"

#include <algorithm>

namespace koe::stages {
namespace {

using models::neighbors::UnitVectors;
using store::StoredTheme;

/// Direction of each theme that an edit made: of the texts that define a part, of the examples of a taught one.
UnitVectors directions_of(const EditPlan& plan, const FoundThemes& found, std::span<const StoredTheme> made) {
  std::map<std::int64_t, std::size_t> row_of;
  for (std::size_t m = 0; m < made.size(); ++m) row_of[made[m].theme_no] = m;
  std::map<std::string_view, std::size_t> unit_of;
  for (std::size_t i = 0; i < found.units.size(); ++i) unit_of[found.units[i].key] = i;

  UnitVectors directions(made.size(), found.vectors.dimensions());
  for (std::size_t t = 0; t < found.taught.themes.size(); ++t) {
    const auto row = row_of.find(found.taught.themes[t]);
    if (row == row_of.end()) continue;  // examples of a found theme
    const auto centre = found.taught.centres.row(t);
    directions.set_direction(row->second, std::vector<double>(centre.begin(), centre.end()));
  }
  for (const auto& [split_no, its_parts] : plan.parts)
    for (const store::ThemePart& part : its_parts) {
      const auto row = row_of.find(part.theme_no);
      if (row == row_of.end()) continue;  // of the other survey kind
      std::vector<double> sum(found.vectors.dimensions(), 0.0);
      for (const std::string& key : part.unit_keys) {
        const auto unit = unit_of.find(key);
        if (unit == unit_of.end()) continue;  // nobody says it any more
        const auto values = found.vectors.row(unit->second);
        for (std::size_t j = 0; j < values.size(); ++j)
          sum[j] += found.units[unit->second].weight * static_cast<double>(values[j]);
      }
      directions.set_direction(row->second, sum);
    }
  return directions;
}

std::vector<std::int64_t> numbers_of(const std::vector<StoredTheme>& themes) {
  std::vector<std::int64_t> numbers;
  for (const StoredTheme& theme : themes) numbers.push_back(theme.theme_no);
  return numbers;
}

std::map<std::int64_t, std::uint32_t> positions_of(const std::vector<StoredTheme>& themes) {
  std::map<std::int64_t, std::uint32_t> position_of;
  for (std::uint32_t t = 0; t < themes.size(); ++t) position_of[themes[t].theme_no] = t;
  return position_of;
}

/// A part belongs to the group of the theme it was split from. A part's number is higher than that theme's, so that a part
/// of a part finds its own theme's group already set.
void set_parents(std::vector<StoredTheme>& themes, const EditPlan& plan) {
  const std::map<std::int64_t, std::uint32_t> position_of = positions_of(themes);
  for (const auto& [split_no, its_parts] : plan.parts) {
    const auto split = position_of.find(split_no);
    if (split == position_of.end()) continue;  // of the other survey kind
    for (const store::ThemePart& part : its_parts)
      themes[position_of.at(part.theme_no)].parent_no = themes[split->second].parent_no;
  }
}

}  // namespace

void give_names(std::vector<StoredTheme>& themes, const EditPlan& plan) {
  for (StoredTheme& theme : themes) {
    const auto name = plan.names.find(theme.theme_no);
    theme.given_ja = name == plan.names.end() ? "" : name->second.ja;
    theme.given_en = name == plan.names.end() ? "" : name->second.en;
  }
}

std::vector<StoredTheme> shown_themes(const EditPlan& plan, const std::vector<StoredTheme>& found,
                                      std::span<const StoredTheme> made) {
  std::vector<StoredTheme> themes = found;
  themes.insert(themes.end(), made.begin(), made.end());
  give_names(themes, plan);
  set_parents(themes, plan);
  return themes;
}

ShownThemes replay_edits(const EditPlan& plan, const FoundThemes& found, std::span<const StoredTheme> made) {
  ShownThemes shown;
  shown.themes = shown_themes(plan, found.themes, made);
  UnitVectors directions = found.centroids;
  if (!made.empty()) directions.append(directions_of(plan, found, made));
  const std::map<std::int64_t, std::uint32_t> position_of = positions_of(shown.themes);

  const std::vector<std::int64_t> found_numbers = numbers_of(found.themes);
  for (std::size_t i = 0; i < found.units.size(); ++i) {
    const auto& assigned = found.theme_of[i];
    store::UnitTheme place{.theme_no = std::nullopt, .similarity = double{assigned.similarity}};
    if (assigned.theme) place.theme_no = found.themes[*assigned.theme].theme_no;
    const Likeness likeness = [&](std::int64_t theme_no) {
      const auto position = position_of.find(theme_no);
      if (position == position_of.end()) return 0.0;
      return models::neighbors::cosine(models::neighbors::dot(found.vectors, i, directions, position->second));
    };
    place = edited_place(plan, found.units[i].key, place, found.taught.theme_of[i], found_numbers, found.floor, likeness);
    models::cluster::Assignment assignment{.similarity = static_cast<float>(place.similarity)};
    if (place.theme_no && position_of.contains(*place.theme_no)) assignment.theme = position_of.at(*place.theme_no);
    shown.theme_of.push_back(assignment);
    shown.placed.push_back(place);
  }
  return shown;
}

}  // namespace koe::stages
