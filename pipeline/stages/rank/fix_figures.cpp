#include "pipeline/stages/rank/fix_figures.h"

#include <algorithm>
#include <numbers>
#include <set>

#include "models/stats/impact.h"
#include "models/stats/intervention.h"
#include "pipeline/stages/rank/calendar.h"

namespace koe::stages {
namespace {

namespace stats = models::stats;

constexpr std::int64_t kDaysBefore = 365;
constexpr std::int64_t kFewestMentions = 5;  ///< in the whole time, for a theme to tell how themes move by themselves

/// Responses around a fix, as flat arrays over `rows`.
struct Window {
  std::vector<std::uint32_t> rows;      ///< responses with content in that time, ascending
  std::vector<std::uint8_t> is_after;
  std::vector<std::uint32_t> cluster;   ///< account, else respondent, else the response itself
};

/// First day of the time before, the fix, and the first day after the time after, if it has ended.
struct Span {
  Day begin{}, fixed{};
  std::optional<Day> end;
};

Span span_of(const store::StoredFix& fix, Day fixed, const std::vector<store::StoredFix>& fixes) {
  Span span{.begin = fixed - std::chrono::days(kDaysBefore), .fixed = fixed, .end = std::nullopt};
  for (const store::StoredFix& other : fixes) {
    const auto day = day_of(other.fixed_on);
    if (other.theme_no != fix.theme_no || !day) continue;
    if (*day < fixed) span.begin = std::max(span.begin, *day);
    if (*day > fixed && (!span.end || *day < *span.end)) span.end = day;
  }
  return span;
}

Window window_of(const SurveyView& view, const Span& span) {
  Window window;
  std::map<std::string, std::uint32_t> cluster_of;
  for (std::uint32_t i = 0; i < view.responses.size(); ++i) {
    const store::StoredResponse& response = *view.responses[i];
    const auto day = day_of(response.responded_at);
    if (!view.has_content[i] || !day || *day < span.begin || (span.end && *day >= *span.end)) continue;
    const std::string key = !response.account_id.empty()      ? "a" + response.account_id
                            : !response.respondent_id.empty() ? "r" + response.respondent_id
                                                              : "s" + std::to_string(response.response_no);
    window.rows.push_back(i);
    window.is_after.push_back(*day >= span.fixed ? 1 : 0);
    window.cluster.push_back(cluster_of.emplace(key, static_cast<std::uint32_t>(cluster_of.size())).first->second);
  }
  return window;
}

/// Which rows of the window mention the theme.
std::vector<std::uint8_t> mentions_of(const Window& window, const ThemeView& theme) {
  std::vector<std::uint8_t> mentions(window.rows.size(), 0);
  for (const Mention& mention : theme.mentions) {
    const auto row = std::lower_bound(window.rows.begin(), window.rows.end(), mention.response);
    if (row != window.rows.end() && *row == mention.response)
      mentions[static_cast<std::size_t>(row - window.rows.begin())] = 1;
  }
  return mentions;
}

/// Leave-out impact of the theme in one half of the window.
std::optional<stats::LeaveOutImpact> impact_in(const SurveyView& view, const Window& window,
                                               const std::vector<std::uint8_t>& mentions, bool after) {
  std::vector<std::int8_t> value;
  std::vector<std::uint8_t> mention;
  std::vector<std::uint32_t> cluster;
  for (std::size_t i = 0; i < window.rows.size(); ++i) {
    const auto& score = view.responses[window.rows[i]]->score;
    if ((window.is_after[i] != 0) != after || !score) continue;
    value.push_back(static_cast<std::int8_t>(nps_value(*score)));
    mention.push_back(mentions[i]);
    cluster.push_back(window.cluster[i]);
  }
  return stats::leave_out_impact(value, mention, cluster);
}

std::optional<stats::GroupChange> impact_change(const std::optional<stats::LeaveOutImpact>& before,
                                                const std::optional<stats::LeaveOutImpact>& after) {
  if (!before || !after) return std::nullopt;
  const double variance =
      before->standard_error * before->standard_error + after->standard_error * after->standard_error;
  if (!(variance > 0)) return std::nullopt;
  return stats::GroupChange{after->impact.value - before->impact.value, variance};
}

/// Changes of the themes that nobody touched.
struct Untouched {
  std::vector<stats::GroupChange> shares, impacts;
};

Untouched untouched_changes(const SurveyView& view, const Window& window, const std::set<std::int64_t>& fixed) {
  Untouched untouched;
  for (const ThemeView& theme : view.themes) {
    if (fixed.contains(theme.theme_no)) continue;
    const std::vector<std::uint8_t> mentions = mentions_of(window, theme);
    if (std::count(mentions.begin(), mentions.end(), 1) < kFewestMentions) continue;
    if (const auto change = stats::log_share_change(mentions, window.is_after, window.cluster))
      untouched.shares.push_back(*change);
    if (const auto change = impact_change(impact_in(view, window, mentions, false), impact_in(view, window, mentions, true)))
      untouched.impacts.push_back(*change);
  }
  return untouched;
}

void count_sides(FixResult& row, const Window& window, const std::vector<std::uint8_t>& mentions) {
  for (std::size_t i = 0; i < window.rows.size(); ++i) {
    const bool after = window.is_after[i] != 0;
    ++(after ? row.responses_after : row.responses_before);
    (after ? row.mentions_after : row.mentions_before) += mentions[i];
  }
}

void test_share(FixResult& row, const Window& window, const std::vector<std::uint8_t>& mentions,
                const Untouched& untouched) {
  const auto change = stats::log_share_change(mentions, window.is_after, window.cluster);
  if (!change) return;
  row.untouched = static_cast<std::int64_t>(untouched.shares.size());
  row.verdict = FixVerdict::kNoComparison;
  const auto found = stats::difference_in_differences(*change, untouched.shares);
  if (!found) return;
  const double doublings = 1 / std::numbers::ln2;  // from natural logarithms
  row.change = Estimate{found->effect.value * doublings, found->effect.low * doublings, found->effect.high * doublings};
  row.change_p = found->p_value;
  row.verdict = row.change->high < 0  ? FixVerdict::kFewer
                : row.change->low > 0 ? FixVerdict::kMore
                                      : FixVerdict::kOpen;
}

void test_impact(FixResult& row, const SurveyView& view, const Window& window, const std::vector<std::uint8_t>& mentions,
                 const Untouched& untouched) {
  const auto before = impact_in(view, window, mentions, false);
  const auto after = impact_in(view, window, mentions, true);
  if (before) row.impact_before = before->impact.value;
  if (after) row.impact_after = after->impact.value;
  const auto change = impact_change(before, after);
  if (!change) return;
  const auto found = stats::difference_in_differences(*change, untouched.impacts);
  if (!found) return;
  row.impact_change = Estimate{found->effect.value, found->effect.low, found->effect.high};
  row.impact_p = found->p_value;
}

}  // namespace

std::vector<FixResult> fix_figures(const SurveyView& view, const StoredData& data) {
  std::set<std::int64_t> fixed;
  for (const store::StoredFix& fix : data.fixes) fixed.insert(fix.theme_no);
  std::vector<FixResult> rows;
  for (const store::StoredFix& fix : data.fixes) {
    const auto known = data.themes.find(fix.theme_no);
    const auto day = day_of(fix.fixed_on);
    if (known == data.themes.end() || known->second.survey != view.survey || !day) continue;
    FixResult row{.theme_id = store::theme_id(fix.theme_no),
                  .label_ja = known->second.shown_ja(),
                  .label_en = known->second.shown_en(),
                  .fixed_on = fix.fixed_on,
                  .note = fix.note};
    const Window window = window_of(view, span_of(fix, *day, data.fixes));
    const auto theme = std::find_if(view.themes.begin(), view.themes.end(),
                                    [&](const ThemeView& candidate) { return candidate.theme_no == fix.theme_no; });
    const std::vector<std::uint8_t> mentions =
        theme == view.themes.end() ? std::vector<std::uint8_t>(window.rows.size(), 0) : mentions_of(window, *theme);
    const Untouched untouched = untouched_changes(view, window, fixed);
    count_sides(row, window, mentions);
    test_share(row, window, mentions, untouched);
    test_impact(row, view, window, mentions, untouched);
    rows.push_back(std::move(row));
  }
  return rows;
}

}  // namespace koe::stages
