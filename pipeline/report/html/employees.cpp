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
  if (theme.mostly) row.set("mostly", page.say("employees.mostly_" + std::string(name_of(*theme.mostly))));
  row.set("is_bounded", theme.mostly.has_value());
  return row;
}

constexpr std::size_t kShownPairs = 6;

std::string label_of(const Page& page, const std::string& ja, const std::string& en, const std::string& id) {
  const std::string& own = page.is_japanese() ? ja : en;
  const std::string& other = page.is_japanese() ? en : ja;
  if (!own.empty()) return own;
  return other.empty() ? id : other;
}

std::string lag_text(const Page& page, const BridgeResult& row) {
  if (!row.lag || !row.q_value) return page.say("figure.unknown");
  if (*row.q_value >= kSignificance) return page.say("bridge.unclear", {probability_relation(*row.q_value)});
  const std::string quarters = std::to_string(*row.lag < 0 ? -*row.lag : *row.lag);
  const std::string q = probability_relation(*row.q_value);
  return page.say(*row.lag > 0 ? "bridge.employees_first" : *row.lag < 0 ? "bridge.customers_first" : "bridge.together",
                  {quarters, q});
}

/// The nearest pairs that choose each other.
void set_bridge(View& view, const Page& page) {
  std::vector<View> pairs;
  if (page.run.bridge) {
    for (const BridgeResult& row : page.run.bridge->rows) {
      if (!row.mutual || pairs.size() == kShownPairs) continue;
      View pair;
      pair.set("employees", label_of(page, row.enps_label_ja, row.enps_label_en, row.enps_theme));
      pair.set("customers", label_of(page, row.nps_label_ja, row.nps_label_en, row.nps_theme));
      pair.set("similarity", plain_number(row.similarity, 2)).set("lag", lag_text(page, row));
      pairs.push_back(std::move(pair));
    }
  }
  const std::string why = page.run.bridge ? page.run.bridge->lag_reason : "";
  view.set("has_bridge_note", !why.empty());
  view.set("bridge_note", why.empty() ? "" : page.say("bridge." + why));
  view.set("has_bridge", !pairs.empty()).set("bridge", std::move(pairs));
}

}  // namespace

std::optional<View> employees_section(const Page& page) {
  if (!has_survey(page.run, SurveyKind::kEnps)) return std::nullopt;
  View view;
  const CoverageResult* coverage = coverage_of(page.run, SurveyKind::kEnps);
  std::vector<View> themes;
  bool has_bounds = false;
  for (const ThemeResult* theme : themes_of(page.run, SurveyKind::kEnps)) {
    themes.push_back(employee_theme(page, *theme));
    has_bounds = has_bounds || theme->mostly;
  }
  view.set("has_bounds", has_bounds).set("bounded", page.say("employees.bounded"));
  set_latest_score(view, page, SurveyKind::kEnps);
  set_scores(view, page, SurveyKind::kEnps);
  view.set("who_answered", coverage == nullptr ? ""
                                               : page.say("headline.who", {count(coverage->responses),
                                                                           count(coverage->with_content)}));
  set_bridge(view, page);
  const std::int64_t n_hidden = coverage == nullptr ? 0 : coverage->themes_hidden;
  view.set("hidden", n_hidden > 0 ? page.say("employees.hidden", {count(n_hidden)}) : "");
  view.set("has_themes", !themes.empty())
      .set("themes", std::move(themes))
      .set("has_rows", page.run.enps_rows);
  return view;
}

}  // namespace koe::report
