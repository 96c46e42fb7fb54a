#include <algorithm>

#include "pipeline/report/html/sections.h"
#include "pipeline/report/human_numbers.h"
#include "pipeline/report/svg_chart.h"

namespace koe::report {
namespace {

View figure(const Page& page, std::string_view key, std::string value) {
  return View().set("name", page.say(key)).set("value", std::move(value));
}

std::string mentions(const Page& page, const ThemeResult& theme) {
  const std::string responses = count(theme.responses);
  const std::string people = count(theme.respondents);
  if (theme.accounts == 0) return page.say("card.mentions_people", {responses, people});
  return page.say("card.mentions_accounts", {responses, people, count(theme.accounts)});
}

std::string quality_text(const Page& page, const ThemeResult& theme) {
  const std::string name = page.say("quality." + std::string(name_of(theme.quality)));
  if (!theme.penalty && !theme.reward) return name;
  const auto effect = [&](const std::optional<Estimate>& estimate) {
    return estimate ? signed_number(estimate->value, 0) : page.say("figure.unknown");
  };
  return page.say("card.quality_text", {name, effect(theme.penalty), effect(theme.reward)});
}

std::vector<View> figures_of(const Page& page, const ThemeResult& theme) {
  std::vector<View> figures;
  figures.push_back(figure(page, "card.impact", signed_estimate(page, theme.impact)));
  if (theme.net_impact)
    figures.push_back(figure(page, "card.net_impact", signed_estimate(page, theme.net_impact)));
  if (theme.ordinal_impact)
    figures.push_back(figure(page, "card.second_opinion",
                             page.say(theme.opinions_differ ? "card.opinion_differs" : "card.opinion_agrees",
                                      {signed_number(*theme.ordinal_impact, 1)})));
  if (theme.success_gap)
    figures.push_back(figure(page, "card.success_gap",
                             page.say(*theme.success_gap > 0 ? "card.gap_quiet" : "card.gap_loud",
                                      {percent(*theme.relative_weight, 0),
                                       percent(*theme.relative_weight - *theme.success_gap, 0)})));
  if (theme.quality != ThemeQuality::kNone)
    figures.push_back(figure(page, "card.quality", quality_text(page, theme)));
  if (theme.nps) figures.push_back(figure(page, "card.nps", plain_number(*theme.nps, 0)));
  figures.push_back(figure(page, "card.share", share_estimate(page, theme.share)));
  figures.push_back(figure(page, "card.mentions", mentions(page, theme)));
  if (theme.arr_at_risk) figures.push_back(figure(page, "card.arr", money_estimate(page, theme.arr_at_risk)));
  if (theme.p_top5) figures.push_back(figure(page, "card.top5", percent(*theme.p_top5, 0)));
  return figures;
}

/// "「初期設定」" and the like: what the phase or family was decided by.
std::string reason(const Page& page, const std::string& name, const std::string& why) {
  return why.empty() ? name : page.say("card.because", {name, why});
}

std::string joined(const Page& page, const std::vector<std::string>& terms) {
  std::string all;
  for (const std::string& term : terms) all += (all.empty() ? "" : page.say("list.comma")) + term;
  return all;
}

/// Quotes of the page's language first; the order within a language is the run's.
std::vector<View> quotes_of(const Page& page, const ThemeResult& theme) {
  std::vector<const Quote*> quotes;
  for (const Quote& quote : theme.quotes) quotes.push_back(&quote);
  std::ranges::stable_partition(quotes, [&](const Quote* quote) { return quote->language == page.language; });
  std::vector<View> views;
  for (const Quote* quote : quotes) {
    View view;
    view.set("text", quote->text)
        .set("language", quote->language == Language::kOther ? "und" : name_of(quote->language).data());
    view.set("score", quote->score ? page.say("quote.score", {std::to_string(*quote->score)}) : "");
    view.set("period", quote->period.empty() ? "" : page.period(quote->period));
    views.push_back(std::move(view));
  }
  return views;
}

/// "New since 2026 Q3: 12 texts that no earlier theme covers"; empty for a theme of the first fit.
std::string emergence_of(const Page& page, const ThemeResult& theme) {
  if (!theme.emergence) return "";
  const Emergence& emergence = *theme.emergence;
  const std::string& closest = page.language == Language::kJapanese ? emergence.closest_ja : emergence.closest_en;
  const std::string period = emergence.period.empty() ? page.say("figure.unknown") : page.period(emergence.period);
  return page.say(closest.empty() ? "card.opened" : "card.opened_beside", {period, count(emergence.texts), closest});
}

/// The group that the theme belongs to, by name; empty when it stands alone.
std::string group_of(const Page& page, const ThemeResult& theme) {
  for (const ThemeResult& group : page.run.groups)
    if (group.theme_id == theme.parent_id) return page.language == Language::kJapanese ? group.label_ja : group.label_en;
  return "";
}

Scale course_scale(const std::vector<const ThemeResult*>& themes, std::size_t n_top) {
  double high = 0;
  for (std::size_t i = 0; i < n_top; ++i) {
    for (const ThemePeriod& period : themes[i]->course) {
      if (period.share) high = std::max(high, period.share->high);
    }
  }
  return share_scale(high);
}

void set_course(View& view, const Page& page, const ThemeResult& theme, const Scale& scale) {
  std::vector<CoursePoint> points;
  std::vector<View> rows;
  for (const ThemePeriod& period : theme.course) {
    points.push_back({period.period, period.share, period.share ? percent(period.share->value, 1) : ""});
    View row;
    row.set("period", page.period(period.period)).set("share", share_estimate(page, period.share));
    row.set("responses", count(period.responses)).set("of", count(period.responses_content));
    rows.push_back(std::move(row));
  }
  view.set("has_course", points.size() > 1).set("course", std::move(rows));
  const std::string label = theme_label(page, theme);
  const Caption caption{page.say("card.course_title", {label}), page.say("card.course_description")};
  if (points.size() > 1) view.set_svg("course_svg", small_course_chart(points, scale, caption));
}

View card(const Page& page, const ThemeResult& theme, const Scale& scale) {
  View view;
  set_labels(view, page, theme);
  set_trend(view, page, theme);
  set_course(view, page, theme, scale);
  view.set("rank", std::to_string(theme.rank)).set("theme_id", theme.theme_id);
  view.set("is_uncertain", theme.uncertain).set("since", since_when(page, theme));
  view.set("opened", emergence_of(page, theme)).set("group", group_of(page, theme));
  view.set("figures", figures_of(page, theme));
  std::vector<View> quotes = quotes_of(page, theme);
  view.set("has_quotes", !quotes.empty()).set("quotes", std::move(quotes));
  view.set("terms_ja", joined(page, theme.terms_ja)).set("terms_en", joined(page, theme.terms_en));
  view.set("has_terms", !theme.terms_ja.empty() || !theme.terms_en.empty());
  view.set("phase", reason(page, page.phase(theme.phase), theme.phase_reason));
  view.set("family", reason(page, page.family(theme.family), theme.family_reason));
  return view;
}

}  // namespace

std::optional<View> cards_section(const Page& page) {
  const std::vector<const ThemeResult*> themes = themes_of(page.run, SurveyKind::kNps);
  if (themes.empty()) return std::nullopt;
  const std::size_t n_top = std::min(themes.size(), kTopThemes);
  const Scale scale = course_scale(themes, n_top);
  std::vector<View> cards;
  for (std::size_t i = 0; i < n_top; ++i) cards.push_back(card(page, *themes[i], scale));
  return View().set("cards", std::move(cards));
}

}  // namespace koe::report
