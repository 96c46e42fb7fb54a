#include "pipeline/report/html/page.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "pipeline/report/catalog.h"
#include "pipeline/report/human_numbers.h"

namespace koe::report {
namespace {

constexpr std::array<std::string_view, 6> kKnownAttributes = {"segment",  "region",     "phase",
                                                              "language", "department", "plan"};

/// "value (low … high)".
std::string with_interval(const std::string& value, const std::string& interval) {
  return fmt::format("{} ({})", value, interval);
}

}  // namespace

std::string Page::say(std::string_view key) const { return std::string(text(key, language)); }

std::string Page::say(std::string_view key, std::initializer_list<std::string> args) const {
  return format(key, language, std::span(args.begin(), args.size()));
}

std::string Page::period(std::string_view period) const { return period_name(period, language); }

std::string Page::phase(Phase phase) const {
  return phase == Phase::kNone ? say("phase.none") : say(fmt::format("phase.{}", name_of(phase)));
}

std::string Page::family(Family family) const {
  return family == Family::kNone ? say("family.none") : say(fmt::format("family.{}", name_of(family)));
}

std::string Page::attribute_name(std::string_view by) const {
  const bool is_known = std::ranges::find(kKnownAttributes, by) != kKnownAttributes.end();
  return is_known ? say(fmt::format("by.{}", by)) : std::string(by);
}

std::string Page::attribute_value(std::string_view by, std::string_view value) const {
  if (value.empty()) return say("by.no_value");
  if (by == "language" && (value == "ja" || value == "en" || value == "other")) {
    return say(fmt::format("language.{}", value));
  }
  if (by != "phase") return std::string(value);
  for (const Phase known :
       {Phase::kOnboarding, Phase::kAdoption, Phase::kExpansionRenewal, Phase::kProductFeedback}) {
    if (value == name_of(known)) return phase(known);
  }
  return std::string(value);
}

std::vector<const ThemeResult*> themes_of(const RunResult& run, SurveyKind survey) {
  std::vector<const ThemeResult*> themes;
  for (const ThemeResult& theme : run.themes) {
    if (theme.survey == survey) themes.push_back(&theme);
  }
  return themes;
}

std::vector<const NpsResult*> quarters_of(const RunResult& run, SurveyKind survey) {
  std::vector<const NpsResult*> rows;
  for (const NpsResult& row : run.nps) {
    if (row.survey == survey && row.by.empty() && !row.period.empty()) rows.push_back(&row);
  }
  return rows;
}

bool has_survey(const RunResult& run, SurveyKind survey) {
  return coverage_of(run, survey) != nullptr || !quarters_of(run, survey).empty() ||
         !themes_of(run, survey).empty();
}

const CoverageResult* coverage_of(const RunResult& run, SurveyKind survey) {
  const auto found = std::ranges::find(run.coverage, survey, &CoverageResult::survey);
  return found == run.coverage.end() ? nullptr : &*found;
}

std::string theme_label(const Page& page, const ThemeResult& theme) {
  const std::string& own = page.is_japanese() ? theme.label_ja : theme.label_en;
  const std::string& other = page.is_japanese() ? theme.label_en : theme.label_ja;
  if (!own.empty()) return own;
  return other.empty() ? theme.theme_id : other;
}

void set_labels(View& view, const Page& page, const ThemeResult& theme) {
  const std::string label = theme_label(page, theme);
  const std::string& other = page.is_japanese() ? theme.label_en : theme.label_ja;
  view.set("label", label);
  view.set("other_label", other == label ? "" : other);
  view.set("other_language", page.is_japanese() ? "en" : "ja");
}

std::string signed_estimate(const Page& page, const std::optional<Estimate>& estimate) {
  if (!estimate) return page.say("figure.unknown");
  return with_interval(signed_number(estimate->value, 1), signed_interval(*estimate, 1));
}

std::string plain_estimate(const Page& page, const std::optional<Estimate>& estimate) {
  if (!estimate) return page.say("figure.unknown");
  return with_interval(plain_number(estimate->value, 1), plain_interval(*estimate, 1));
}

std::string share_estimate(const Page& page, const std::optional<Estimate>& share) {
  if (!share) return page.say("figure.unknown");
  const Estimate points{100 * share->value, 100 * share->low, 100 * share->high};
  return with_interval(percent(share->value, 1), plain_interval(points, 1));
}

std::string money_estimate(const Page& page, const std::optional<Estimate>& estimate) {
  if (!estimate) return page.say("figure.unknown");
  return with_interval(money(estimate->value), money_interval(*estimate));
}

std::string optional_count(const Page& page, std::optional<std::int64_t> value) {
  return value ? count(*value) : page.say("figure.unknown");
}

void set_rank(View& view, const Page& page, const ThemeResult& theme) {
  view.set("rank", std::to_string(theme.rank)).set("rank_range", "").set("rank_short", "");
  if (!theme.rank_low || !theme.rank_high) return;
  const std::string low = std::to_string(*theme.rank_low);
  const std::string high = std::to_string(*theme.rank_high);
  const bool is_one = low == high;
  view.set("rank_range", is_one ? page.say("rank.always", {low}) : page.say("rank.range", {low, high}));
  view.set("rank_short", is_one ? low : page.say("rank.short", {low, high}));
}

void set_trend(View& view, const Page& page, const ThemeResult& theme) {
  view.set("is_trend_real", false);
  if (!theme.trend) {
    view.set("trend_arrow", "").set("trend_text", page.say("trend.none"));
    return;
  }
  const bool is_real = theme.trend_q && *theme.trend_q < kSignificance;
  const bool is_up = theme.trend->value > 0;
  const std::string times = ratio(theme.trend->value);
  const std::string q =
      theme.trend_q ? probability_relation(*theme.trend_q) : "=\u00A0" + page.say("figure.unknown");
  view.set("is_trend_real", is_real);
  view.set("trend_arrow", !is_real ? "→" : is_up ? "↑" : "↓");
  view.set("trend_text", page.say(!is_real ? "trend.flat" : is_up ? "trend.up" : "trend.down", {times, q}));
}

std::string who_says_it(const Page& page, const ThemeResult& theme) {
  const std::string responses = count(theme.responses);
  const std::string who = theme.accounts > 0
                              ? page.say("stone.who_accounts", {responses, count(theme.accounts)})
                              : page.say("stone.who", {responses});
  return theme.share ? who + page.say("stone.share", {percent(theme.share->value, 1)}) : who;
}

std::string since_when(const Page& page, const ThemeResult& theme) {
  const auto first =
      std::ranges::find_if(theme.course, [](const ThemePeriod& period) { return period.responses > 0; });
  if (first == theme.course.end()) return "";
  const bool is_from_the_start = !page.run.periods.empty() && first->period == page.run.periods.front();
  return page.say(is_from_the_start ? "since.start" : "since.period", {page.period(first->period)});
}

}  // namespace koe::report
