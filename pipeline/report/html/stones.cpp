#include <algorithm>
#include <cstdlib>

#include "pipeline/report/html/sections.h"
#include "pipeline/report/human_numbers.h"
#include "pipeline/report/svg_chart.h"

namespace koe::report {
namespace {

constexpr int kNotablePlaces = 5;      // a count rank this far off is pointed out
constexpr double kClearTone = 0.25;    // of -1..1; between the two the tone is mixed
constexpr std::size_t kOpenRows = 30;  // a longer table of the rest starts folded

/// One axis for all intervals of the top themes, so that their bars compare.
Scale common_scale(const std::vector<const ThemeResult*>& themes, std::size_t n_top) {
  double low = 0;
  double high = 0;
  for (std::size_t i = 0; i < n_top; ++i) {
    if (!themes[i]->impact) continue;
    low = std::min(low, themes[i]->impact->low);
    high = std::max(high, themes[i]->impact->high);
  }
  return point_scale(low, high);
}

Tone tone_of(const ThemeResult& theme) {
  if (theme.uncertain) return Tone::kUncertain;
  return theme.impact->value < 0 ? Tone::kCost : Tone::kGain;
}

std::string tone_name(const Page& page, double polarity) {
  if (polarity <= -kClearTone) return page.say("tone.negative");
  return page.say(polarity >= kClearTone ? "tone.positive" : "tone.mixed");
}

void set_count_rank(View& view, const Page& page, const ThemeResult& theme) {
  const bool has_count_rank = theme.count_rank > 0;
  const int places = std::abs(theme.count_rank - theme.rank);
  view.set("has_count_rank", has_count_rank);
  view.set("count_place", has_count_rank ? page.say("rank.place", {std::to_string(theme.count_rank)}) : "");
  view.set("count_rank", has_count_rank ? std::to_string(theme.count_rank) : page.say("figure.unknown"));
  view.set("is_notable", has_count_rank && places >= kNotablePlaces);
}

/// What rows of the table and the large stones have in common.
View theme_row(const Page& page, const ThemeResult& theme) {
  View row;
  set_labels(row, page, theme);
  set_trend(row, page, theme);
  set_count_rank(row, page, theme);
  set_rank(row, page, theme);
  row.set("is_uncertain", theme.uncertain);
  row.set("impact", theme.impact ? signed_number(theme.impact->value, 1) : page.say("figure.unknown"));
  row.set("impact_interval", theme.impact ? signed_interval(*theme.impact, 1) : "");
  row.set("responses", count(theme.responses)).set("who", who_says_it(page, theme));
  row.set("arr", theme.arr_at_risk ? money(theme.arr_at_risk->value) : "");
  return row;
}

View stone(const Page& page, const ThemeResult& theme, const Scale& scale) {
  View view = theme_row(page, theme);
  view.set("phase", theme.phase == Phase::kNone ? "" : page.phase(theme.phase));
  view.set("family", theme.family == Family::kNone ? "" : page.family(theme.family));
  view.set("tone", theme.polarity ? tone_name(page, *theme.polarity) : "");
  view.set("has_bar", theme.impact.has_value());
  if (theme.impact) {
    const Caption caption{page.say("stone.bar_title", {theme_label(page, theme)}),
                          signed_estimate(page, theme.impact)};
    view.set_svg("bar_svg", impact_bar(scale, *theme.impact, tone_of(theme), caption));
  }
  return view;
}

}  // namespace

std::optional<View> stones_section(const Page& page) {
  if (!has_survey(page.run, SurveyKind::kNps)) return std::nullopt;
  View view;
  const std::vector<const ThemeResult*> themes = themes_of(page.run, SurveyKind::kNps);
  const std::size_t n_top = std::min(themes.size(), kTopThemes);
  const Scale scale = common_scale(themes, n_top);
  std::vector<View> top;
  std::vector<View> rest;
  for (std::size_t i = 0; i < themes.size(); ++i) {
    if (i < n_top) {
      top.push_back(stone(page, *themes[i], scale));
    } else {
      rest.push_back(theme_row(page, *themes[i]));
    }
  }
  view.set("n_rest", count(static_cast<std::int64_t>(rest.size())));
  view.set("has_top", !top.empty())
      .set("has_rest", !rest.empty())
      .set("is_rest_open", rest.size() <= kOpenRows);
  view.set_svg("axis_svg", axis(scale)).set("top", std::move(top)).set("rest", std::move(rest));
  view.set("is_by_arr", page.run.rank_by == "arr");
  view.set("has_arr_total", page.run.total_arr_at_risk.has_value());
  if (page.run.total_arr_at_risk) {
    const std::string total = page.run.total_arr ? money(*page.run.total_arr) : page.say("figure.unknown");
    view.set("arr_total", page.say("stones.arr_total", {money(*page.run.total_arr_at_risk), total}));
  }
  return view;
}

}  // namespace koe::report
