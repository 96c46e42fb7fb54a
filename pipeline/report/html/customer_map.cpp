#include <algorithm>
#include <array>

#include "pipeline/report/html/sections.h"
#include "pipeline/report/human_numbers.h"

namespace koe::report {
namespace {

constexpr std::array kPhases = {Phase::kOnboarding, Phase::kAdoption, Phase::kExpansionRenewal,
                                Phase::kProductFeedback};
constexpr std::array kFamilies = {Family::kEngagement, Family::kPerformance, Family::kExpansion};
constexpr std::size_t kNamedThemes = 3;
constexpr double kShades = 4;  // heat-1 .. heat-4 in report.css

using Themes = std::vector<const ThemeResult*>;

/// Net impacts add up without counting a comment twice; where one is missing, the plain ones are used for
/// all.
bool has_net_impacts(const Themes& themes) {
  return std::ranges::all_of(themes,
                             [](const ThemeResult* theme) { return theme->net_impact || !theme->impact; });
}

double cost_of(const ThemeResult& theme, bool is_net) {
  const std::optional<Estimate>& impact = is_net ? theme.net_impact : theme.impact;
  return impact ? std::min(0.0, impact->value) : 0.0;
}

struct Cell {
  double cost = 0;
  Themes themes;  ///< with a cost, in rank order
};

Cell cell_of(const Themes& themes, Phase phase, Family family, bool is_net) {
  Cell cell;
  for (const ThemeResult* theme : themes) {
    if (theme->phase != phase || theme->family != family || cost_of(*theme, is_net) == 0) continue;
    cell.cost += cost_of(*theme, is_net);
    cell.themes.push_back(theme);
  }
  return cell;
}

View cell_view(const Page& page, const Cell& cell, double largest_cost) {
  View view;
  const bool has_cost = !cell.themes.empty();
  const int shade =
      has_cost ? std::clamp(static_cast<int>(kShades * cell.cost / largest_cost + 0.999), 1, 4) : 0;
  view.set("shade", std::to_string(shade)).set("has_cost", has_cost).set("cost", signed_number(cell.cost, 1));
  std::vector<View> named;
  for (const ThemeResult* theme : cell.themes) {
    if (named.size() == kNamedThemes) break;
    named.push_back(View().set("label", theme_label(page, *theme)).set("is_uncertain", theme->uncertain));
  }
  const std::size_t n_more = cell.themes.size() - named.size();
  view.set("named", std::move(named));
  view.set("more", n_more > 0 ? page.say("map.more", {std::to_string(n_more)}) : "");
  return view;
}

}  // namespace

std::optional<View> map_section(const Page& page) {
  const Themes themes = themes_of(page.run, SurveyKind::kNps);
  const bool is_net = has_net_impacts(themes);
  double largest_cost = 0;
  for (const Phase phase : kPhases) {
    for (const Family family : kFamilies)
      largest_cost = std::min(largest_cost, cell_of(themes, phase, family, is_net).cost);
  }
  if (largest_cost == 0) return std::nullopt;
  std::vector<View> families;
  for (const Family family : kFamilies) {
    const std::string hint = page.say("family." + std::string(name_of(family)) + "_hint");
    families.push_back(View().set("family_name", page.family(family)).set("hint", hint));
  }
  std::vector<View> phases;
  for (const Phase phase : kPhases) {
    View row;
    row.set("phase_name", page.phase(phase));
    std::vector<View> cells;
    for (const Family family : kFamilies) {
      View cell = cell_view(page, cell_of(themes, phase, family, is_net), largest_cost);
      cells.push_back(std::move(cell.set("family_name", page.family(family))));
    }
    phases.push_back(std::move(row.set("cells", std::move(cells))));
  }
  const auto n_unplaced = std::ranges::count_if(themes, [](const ThemeResult* theme) {
    return theme->phase == Phase::kNone || theme->family == Family::kNone;
  });
  View view;
  view.set("families", std::move(families)).set("phases", std::move(phases));
  view.set("measure", page.say(is_net ? "map.net" : "map.gross"));
  view.set("unplaced", n_unplaced > 0 ? page.say("map.unplaced", {count(n_unplaced)}) : "");
  return view;
}

}  // namespace koe::report
