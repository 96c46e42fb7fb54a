#include "pipeline/stages/rank/theme_figures.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <set>

#include "models/stats/bounded_impact.h"
#include "models/stats/impact.h"
#include "models/stats/multiple_testing.h"
#include "models/stats/proportion.h"
#include "models/stats/nps.h"
#include "models/stats/trend.h"
#include "pipeline/stages/rank/rank_criteria.h"
#include "pipeline/stages/rank/theme_bound.h"
#include "pipeline/stages/rank/theme_roles.h"

namespace koe::stages {
namespace {

namespace stats = models::stats;

constexpr std::int64_t kSureResponses = 10;  ///< below, a theme is shown as uncertain (STATISTICS: minimum n)
constexpr std::int64_t kSureRespondents = 5;
constexpr std::int64_t kSureAccounts = 3;

Estimate plain(const stats::Estimate& estimate) { return {estimate.value, estimate.low, estimate.high}; }

std::vector<std::uint32_t> responses_of(const ThemeView& theme) {
  std::vector<std::uint32_t> responses;
  for (const Mention& mention : theme.mentions) responses.push_back(mention.response);
  return responses;
}

/// Responses with content per quarter, and of those the ones that mention the theme.
std::vector<std::int64_t> content_per_period(const SurveyView& view) {
  std::vector<std::int64_t> counts(view.periods.size(), 0);
  for (std::size_t i = 0; i < view.responses.size(); ++i)
    if (view.has_content[i] && view.period[i]) ++counts[*view.period[i]];
  return counts;
}

std::vector<std::int64_t> mentions_per_period(const SurveyView& view, const ThemeView& theme) {
  std::vector<std::int64_t> counts(view.periods.size(), 0);
  for (const Mention& mention : theme.mentions)
    if (const auto period = view.period[mention.response]) ++counts[*period];
  return counts;
}

/// Whether quarterly figures of the theme may be shown: always for customers, for employees only without small cells.
bool may_show_course(const SurveyView& view, const std::vector<std::int64_t>& mentions, std::int64_t k) {
  return view.survey == SurveyKind::kNps ||
         std::all_of(mentions.begin(), mentions.end(), [k](std::int64_t count) { return count >= k; });
}

void describe(ThemeResult& row, const store::StoredTheme& theme) {
  row.theme_id = store::theme_id(theme.theme_no);
  if (theme.parent_no) row.parent_id = store::theme_id(*theme.parent_no);
  row.label_ja = theme.shown_ja();
  row.label_en = theme.shown_en();
  row.terms_ja = theme.terms_ja;
  row.terms_en = theme.terms_en;
  row.phase = theme.phase;
  row.family = theme.family;
  row.phase_reason = theme.phase_reason;
  row.family_reason = theme.family_reason;
}

void count_mentions(ThemeResult& row, const SurveyView& view, const ThemeView& theme) {
  const std::vector<std::uint32_t> responses = responses_of(theme);
  row.responses = static_cast<std::int64_t>(responses.size());
  row.respondents = count_people(view, responses);
  std::set<std::string> accounts;
  std::int64_t segments = 0, tone = 0;
  for (const Mention& mention : theme.mentions) {
    const std::string& account_id = view.responses[mention.response]->account_id;
    if (!account_id.empty()) accounts.insert(account_id);
    segments += mention.segments;
    tone += mention.tone;
  }
  row.accounts = static_cast<std::int64_t>(accounts.size());
  row.polarity = static_cast<double>(tone) / static_cast<double>(segments);
  if (const auto share = stats::agresti_coull_share(row.responses, view.coverage.with_content)) row.share = plain(*share);
}

void measure_impact(ThemeResult& row, const SurveyView& view, const ThemeView& theme) {
  std::vector<std::uint8_t> mentions(view.value.size(), 0);
  for (std::uint32_t member : theme.members) mentions[member] = 1;
  if (theme.mostly) {
    row.mostly = theme.mostly;
    if (const auto impact = stats::bounded_impact(stats::count_nps(view.value), mentions, view.cluster, bound_of(theme)))
      row.impact = plain(*impact);
    return;
  }
  const auto impact = stats::leave_out_impact(view.value, mentions, view.cluster);
  if (!impact) return;
  row.impact = plain(impact->impact);
  row.nps = impact->nps_with;
}

bool is_uncertain(const ThemeResult& row, const SurveyView& view) {
  if (row.responses < kSureResponses || row.respondents < kSureRespondents || !row.impact) return true;
  const bool has_accounts =
      std::any_of(view.cluster_account.begin(), view.cluster_account.end(), [](const auto& id) { return !id.empty(); });
  if (has_accounts && row.accounts < kSureAccounts) return true;
  return row.impact->low <= 0 && row.impact->high >= 0;
}

void add_courses(std::vector<ThemeResult>& rows, const SurveyView& view, const std::vector<const ThemeView*>& themes,
                 std::int64_t k) {
  const std::vector<std::int64_t> content = content_per_period(view);
  const std::size_t periods = view.periods.size();
  std::vector<stats::PeriodMentions> latest(rows.size());
  std::vector<bool> shown(rows.size());
  for (std::size_t t = 0; t < rows.size(); ++t) {
    const std::vector<std::int64_t> mentions = mentions_per_period(view, *themes[t]);
    shown[t] = may_show_course(view, mentions, k);
    if (periods >= 2) latest[t] = {mentions[periods - 2], mentions[periods - 1]};
    if (!shown[t]) continue;
    for (std::size_t p = 0; p < periods; ++p) {
      ThemePeriod course{.period = to_string(view.periods[p]), .responses = mentions[p], .responses_content = content[p]};
      if (const auto share = stats::agresti_coull_share(mentions[p], content[p])) course.share = plain(*share);
      rows[t].course.push_back(std::move(course));
    }
  }
  if (periods < 2) return;
  const auto trends = stats::share_trends(latest, content[periods - 2], content[periods - 1]);
  std::vector<double> p_values;
  std::vector<std::size_t> tested;
  for (std::size_t t = 0; t < rows.size(); ++t) {
    if (!trends[t] || !shown[t]) continue;
    rows[t].trend = Estimate{trends[t]->value, trends[t]->low, trends[t]->high};
    p_values.push_back(trends[t]->p_value);
    tested.push_back(t);
  }
  const std::vector<double> q_values = stats::benjamini_hochberg(p_values);
  for (std::size_t i = 0; i < tested.size(); ++i) rows[tested[i]].trend_q = q_values[i];
}

void add_net_impacts(const std::vector<ThemeResult*>& rows, const SurveyView& view,
                     const std::vector<const ThemeView*>& themes) {
  std::vector<std::vector<std::uint32_t>> members;
  for (const ThemeView* theme : themes) members.push_back(theme->members);
  const auto impacts = stats::net_impacts(view.value, members, view.cluster);
  for (std::size_t t = 0; t < rows.size(); ++t)
    if (impacts[t]) rows[t]->net_impact = plain(impacts[t]->impact);
}

/// The joint models see the themes whose counts are public alone: from their coefficients each theme's counts follow.
void add_joint_figures(std::vector<ThemeResult>& rows, const SurveyView& view,
                       const std::vector<const ThemeView*>& themes) {
  std::vector<ThemeResult*> counted_rows;
  std::vector<const ThemeView*> counted;
  for (std::size_t t = 0; t < rows.size(); ++t) {
    if (themes[t]->mostly) continue;
    counted_rows.push_back(&rows[t]);
    counted.push_back(themes[t]);
  }
  add_net_impacts(counted_rows, view, counted);
  add_theme_roles(counted_rows, view, counted);
}

void add_count_ranks(std::vector<ThemeResult>& rows) {
  std::vector<std::size_t> order(rows.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(),
                   [&rows](std::size_t a, std::size_t b) { return rows[a].responses > rows[b].responses; });
  for (std::size_t place = 0; place < order.size(); ++place) rows[order[place]].count_rank = static_cast<int>(place) + 1;
}

}  // namespace

std::vector<ThemeResult> theme_figures(const SurveyView& view, const StoredData& data, const RevenueFigures& revenue,
                                       const RunConfig& config, CoverageResult& coverage) {
  std::vector<ThemeResult> rows;
  std::vector<const ThemeView*> themes;
  for (const ThemeView& theme : view.themes) {
    if (view.survey == SurveyKind::kEnps && count_people(view, responses_of(theme)) < config.anonymity_k) {
      ++coverage.themes_hidden;
      continue;
    }
    ThemeResult row;
    row.survey = view.survey;
    describe(row, data.themes.at(theme.theme_no));
    count_mentions(row, view, theme);
    measure_impact(row, view, theme);
    row.uncertain = is_uncertain(row, view);
    if (const auto money = revenue.by_theme.find(theme.theme_no); revenue.known && money != revenue.by_theme.end())
      row.arr_at_risk = money->second;
    rows.push_back(std::move(row));
    themes.push_back(&theme);
  }
  add_courses(rows, view, themes, config.anonymity_k);
  add_joint_figures(rows, view, themes);
  add_count_ranks(rows);
  const std::vector<stats::ThemeRank> ranks = rank_themes(view, themes, revenue, config);
  for (std::size_t t = 0; t < rows.size(); ++t) {
    rows[t].rank = static_cast<int>(ranks[t].rank);
    rows[t].rank_low = static_cast<int>(ranks[t].low);
    rows[t].rank_high = static_cast<int>(ranks[t].high);
    rows[t].p_top5 = ranks[t].p_top;
    rows[t].rank_score = ranks[t].score;
    const auto effort = config.effort.find(rows[t].theme_id);
    if (effort == config.effort.end()) continue;
    rows[t].effort = effort->second;
    rows[t].value_per_effort = ranks[t].score / effort->second;
  }
  std::sort(rows.begin(), rows.end(), [](const auto& a, const auto& b) { return a.rank < b.rank; });
  return rows;
}

}  // namespace koe::stages
