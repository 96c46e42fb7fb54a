#include "pipeline/report/html/sections.h"
#include "pipeline/report/human_numbers.h"

namespace koe::report {
namespace {

/// Numbers and the theme's name; neither quotes nor terms, whatever the run holds.
View employee_theme(const Page& page, const ThemeResult& theme) {
  View row;
  set_labels(row, page, theme);
  set_trend(row, page, theme);
  set_rank(row, page, theme);
  row.set("is_uncertain", theme.uncertain).set("impact", signed_estimate(page, theme.impact));
  row.set("share", theme.share ? percent(theme.share->value, 0) : page.say("figure.unknown"));
  row.set("respondents", count(theme.respondents));
  return row;
}

}  // namespace

std::optional<View> employees_section(const Page& page) {
  if (!has_survey(page.run, SurveyKind::kEnps)) return std::nullopt;
  View view;
  const CoverageResult* coverage = coverage_of(page.run, SurveyKind::kEnps);
  std::vector<View> themes;
  for (const ThemeResult* theme : themes_of(page.run, SurveyKind::kEnps))
    themes.push_back(employee_theme(page, *theme));
  set_latest_score(view, page, SurveyKind::kEnps);
  set_scores(view, page, SurveyKind::kEnps);
  view.set("who_answered", coverage == nullptr ? ""
                                               : page.say("headline.who", {count(coverage->responses),
                                                                           count(coverage->with_content)}));
  const std::int64_t n_hidden = coverage == nullptr ? 0 : coverage->themes_hidden;
  view.set("hidden", n_hidden > 0 ? page.say("employees.hidden", {count(n_hidden)}) : "");
  view.set("has_themes", !themes.empty())
      .set("themes", std::move(themes))
      .set("has_rows", page.run.enps_rows);
  return view;
}

}  // namespace koe::report
