#include "pipeline/report/html/sections.h"
#include "pipeline/report/human_numbers.h"
#include "pipeline/report/svg_chart.h"

namespace koe::report {
namespace {

constexpr std::size_t kBiggestStones = 3;

/// Is the change more than chance? By the test's p; without one, by the interval.
bool is_real(const NpsResult& row) {
  if (row.p_value) return *row.p_value < kSignificance;
  return row.change->low > 0 || row.change->high < 0;
}

void set_change(View& view, const Page& page, const NpsResult& now, const NpsResult* before) {
  view.set("has_change", now.change.has_value()).set("is_fall", false).set("is_rise", false);
  if (!now.change) {
    view.set("verdict", page.say(before == nullptr ? "verdict.first" : "verdict.unknown"));
    return;
  }
  const bool is_fall = now.change->value < 0;
  const bool is_sure = is_real(now);
  const std::string p =
      now.p_value ? probability_relation(*now.p_value) : "=\u00A0" + page.say("figure.unknown");
  view.set("is_fall", is_sure && is_fall).set("is_rise", is_sure && !is_fall);
  const std::string since = before == nullptr ? page.say("change.before") : page.period(before->period);
  view.set("change_text", page.say("change.text", {signed_number(now.change->value, 1),
                                                   signed_interval(*now.change, 1), since, p}));
  view.set("verdict", page.say(!is_sure ? "verdict.chance" : is_fall ? "verdict.fall" : "verdict.rise"));
  view.set("method_text", now.change_method.empty()
                              ? ""
                              : page.say("change." + now.change_method, {optional_count(page, now.people_in_both)}));
  view.set("verdict_meaning", page.say(!is_sure  ? "verdict.chance_meaning"
                                       : is_fall ? "verdict.fall_meaning"
                                                 : "verdict.rise_meaning"));
}

void set_split(View& view, const Page& page, const NpsResult& row) {
  const bool has_split = row.n && *row.n > 0 && row.promoters && row.passives && row.detractors;
  view.set("has_split", has_split);
  if (!has_split) return;
  const auto n = static_cast<double>(*row.n);
  const double promoters = static_cast<double>(*row.promoters) / n;
  const double passives = static_cast<double>(*row.passives) / n;
  const double detractors = static_cast<double>(*row.detractors) / n;
  view.set("promoters", percent(promoters, 0)).set("n_promoters", count(*row.promoters));
  view.set("passives", percent(passives, 0)).set("n_passives", count(*row.passives));
  view.set("detractors", percent(detractors, 0)).set("n_detractors", count(*row.detractors));
  const Caption caption{
      page.say("split.title"),
      page.say("split.description", {percent(promoters, 0), percent(passives, 0), percent(detractors, 0)})};
  view.set_svg("split_svg", split_bar(promoters, passives, detractors, caption));
}

View biggest_stone(const Page& page, const ThemeResult& theme) {
  View stone;
  set_labels(stone, page, theme);
  set_rank(stone, page, theme);
  stone.set("impact", signed_estimate(page, theme.impact)).set("is_uncertain", theme.uncertain);
  stone.set("who", who_says_it(page, theme));
  stone.set("since", since_when(page, theme));
  stone.set("where", theme.phase == Phase::kNone ? "" : page.say("stone.where", {page.phase(theme.phase)}));
  return stone;
}

}  // namespace

void set_latest_score(View& view, const Page& page, SurveyKind survey) {
  const std::vector<const NpsResult*> quarters = quarters_of(page.run, survey);
  const NpsResult* now = quarters.empty() ? nullptr : quarters.back();
  view.set("has_score", now != nullptr && now->nps.has_value() && !now->suppressed);
  view.set("is_suppressed", now != nullptr && now->suppressed);
  if (now == nullptr || !now->nps || now->suppressed) return;
  view.set("period", page.period(now->period)).set("score", plain_number(now->nps->value, 0));
  view.set("interval", plain_interval(*now->nps, 0)).set("n", optional_count(page, now->n));
  view.set("weighted_text", now->weighted_nps ? page.say("score.weighted", {plain_estimate(page, now->weighted_nps),
                                                                           plain_number(*now->effective_n, 0)})
                                              : "");
  view.set("rate_text", now->response_rate ? page.say("score.rate", {percent(*now->response_rate, 0),
                                                                     optional_count(page, now->invited)})
                                           : "");
  view.set("has_weighted", now->weighted_nps.has_value()).set("has_rate", now->response_rate.has_value());
  set_split(view, page, *now);
  set_change(view, page, *now, quarters.size() > 1 ? quarters[quarters.size() - 2] : nullptr);
}

std::optional<View> headline_section(const Page& page) {
  const bool is_customer_run = has_survey(page.run, SurveyKind::kNps);
  if (!is_customer_run && has_survey(page.run, SurveyKind::kEnps)) return std::nullopt;
  View view;
  set_latest_score(view, page, SurveyKind::kNps);
  const CoverageResult* coverage = coverage_of(page.run, SurveyKind::kNps);
  view.set("who_answered", coverage == nullptr ? ""
                                               : page.say("headline.who", {count(coverage->responses),
                                                                           count(coverage->with_content)}));
  std::vector<View> stones;
  for (const ThemeResult* theme : themes_of(page.run, SurveyKind::kNps)) {
    if (stones.size() < kBiggestStones && (!theme->impact || theme->impact->value < 0)) {
      stones.push_back(biggest_stone(page, *theme));
    }
  }
  view.set("has_stones", !stones.empty()).set("biggest", std::move(stones));
  return view;
}

}  // namespace koe::report
