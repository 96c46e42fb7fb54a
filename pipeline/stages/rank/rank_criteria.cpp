#include "pipeline/stages/rank/rank_criteria.h"

#include <algorithm>
#include <cmath>
#include <map>

#include "models/stats/bounded_impact.h"
#include "models/stats/criteria.h"
#include "models/stats/nps.h"
#include "pipeline/stages/rank/theme_bound.h"

namespace koe::stages {
namespace {

namespace stats = models::stats;

stats::ThemeCriterion nps_criterion(const SurveyView& view, const std::vector<const ThemeView*>& themes) {
  std::vector<std::vector<std::uint32_t>> members;
  std::vector<std::optional<stats::StatedValues>> stated;
  const stats::NpsCounts all = stats::count_nps(view.value);
  for (const ThemeView* theme : themes) {
    members.push_back(theme->members);
    stated.emplace_back();
    if (!theme->mostly) continue;
    const auto mentions = static_cast<std::int64_t>(theme->members.size());
    stated.back() = {stats::middle_of_bound(bound_of(*theme), mentions, all),
                     stats::deviation_under_bound(bound_of(*theme), mentions)};
  }
  return stats::nps_cost_criterion(view.value, members, view.cluster, view.cluster_account.size(), std::move(stated));
}

/// From a joint model's scores each theme's counts follow, so it needs the counts of all of them.
bool are_all_counted(const std::vector<const ThemeView*>& themes) {
  return std::none_of(themes.begin(), themes.end(), [](const ThemeView* theme) { return theme->mostly.has_value(); });
}

stats::ThemeCriterion net_criterion(const SurveyView& view, const std::vector<const ThemeView*>& themes) {
  std::vector<std::vector<std::uint32_t>> members;
  for (const ThemeView* theme : themes) members.push_back(theme->members);
  return stats::net_cost_criterion(view.value, members, view.cluster, view.cluster_account.size());
}

stats::ThemeCriterion arr_criterion(const SurveyView& view, const std::vector<const ThemeView*>& themes,
                                    const RevenueFigures& revenue) {
  std::map<std::string, std::uint32_t> cluster_of;
  for (std::uint32_t c = 0; c < view.cluster_account.size(); ++c)
    if (!view.cluster_account[c].empty()) cluster_of[view.cluster_account[c]] = c;
  std::map<std::int64_t, std::map<std::uint32_t, double>> by_theme;
  for (const AccountLoss& loss : revenue.losses)
    by_theme[loss.theme_no][cluster_of.at(loss.account_id)] += loss.amount;
  std::vector<std::vector<stats::ClusterAmount>> amounts;
  for (const ThemeView* theme : themes) {
    auto& list = amounts.emplace_back();
    for (const auto& [cluster, amount] : by_theme[theme->theme_no]) list.push_back({cluster, amount});
  }
  return stats::amount_criterion(std::move(amounts));
}

/// Reach: how many accounts (or, without accounts, respondents) mention the theme.
stats::ThemeCriterion reach_criterion(const SurveyView& view, const std::vector<const ThemeView*>& themes) {
  std::vector<std::vector<stats::ClusterAmount>> amounts;
  for (const ThemeView* theme : themes) {
    std::vector<std::uint32_t> clusters;
    for (std::uint32_t member : theme->members) clusters.push_back(view.cluster[member]);
    std::sort(clusters.begin(), clusters.end());
    clusters.erase(std::unique(clusters.begin(), clusters.end()), clusters.end());
    auto& list = amounts.emplace_back();
    for (std::uint32_t cluster : clusters) list.push_back({cluster, 1.0});
  }
  return stats::amount_criterion(std::move(amounts));
}

/// Trend: log2 ratio of the theme's mentions per response, latest quarter against the one before, half a mention added
/// to both sides so that a resample without any stays finite.
stats::ThemeCriterion trend_criterion(const SurveyView& view, const std::vector<const ThemeView*>& themes) {
  const std::uint32_t last = static_cast<std::uint32_t>(view.periods.size()) - 1;
  struct Side {
    std::uint32_t cluster;
    bool after;
  };
  const auto sides = [&view, last](const std::vector<std::uint32_t>& rows) {
    std::vector<Side> list;
    for (std::uint32_t row : rows)
      if (const auto period = view.period[view.scored[row]]; period && *period + 1 >= last)
        list.push_back({view.cluster[row], *period == last});
    return list;
  };
  std::vector<std::uint32_t> all(view.value.size());
  for (std::uint32_t row = 0; row < all.size(); ++row) all[row] = row;
  std::vector<std::vector<Side>> by_theme;
  for (const ThemeView* theme : themes) by_theme.push_back(sides(theme->members));
  return [everyone = sides(all), by_theme](std::span<const std::uint32_t> weight, std::span<double> score) {
    const auto log_ratio = [&weight](const std::vector<Side>& list) {
      double before = 0.5, after = 0.5;
      for (const Side& side : list) (side.after ? after : before) += weight[side.cluster];
      return std::log2(after / before);
    };
    const double base = log_ratio(everyone);
    for (std::size_t t = 0; t < by_theme.size(); ++t) score[t] = log_ratio(by_theme[t]) - base;
  };
}

/// A criterion with the scale on which its errors are alike for large and small scores.
struct ScaledCriterion {
  stats::ThemeCriterion criterion;
  stats::ScoreScale scale = stats::ScoreScale::kDifference;
};

/// The criterion asked for; impact in NPS points when the data do not hold what it needs.
ScaledCriterion criterion_for(const SurveyView& view, const std::vector<const ThemeView*>& themes,
                              const RevenueFigures& revenue, RankBy rank_by) {
  switch (rank_by) {
    case RankBy::kArr:
      if (view.survey == SurveyKind::kNps && revenue.known)
        return {arr_criterion(view, themes, revenue), stats::ScoreScale::kAmount};
      break;
    case RankBy::kReach: return {reach_criterion(view, themes), stats::ScoreScale::kAmount};
    case RankBy::kTrend:
      if (view.periods.size() >= 2) return {trend_criterion(view, themes)};
      break;
    case RankBy::kNet:
      if (are_all_counted(themes)) return {net_criterion(view, themes)};
      break;
    case RankBy::kNps:
    case RankBy::kScore: break;
  }
  return {nps_criterion(view, themes)};
}

/// Whether the data hold what the criterion needs.
bool is_available(const SurveyView& view, const std::vector<const ThemeView*>& themes, const RevenueFigures& revenue,
                  RankBy rank_by) {
  if (rank_by == RankBy::kNet) return are_all_counted(themes);
  if (rank_by == RankBy::kArr) return view.survey == SurveyKind::kNps && revenue.known;
  return rank_by != RankBy::kTrend || view.periods.size() >= 2;
}

/// The composite of those criteria that have a weight and the data for it; NPS points when none has.
ScaledCriterion composite_for(const SurveyView& view, const std::vector<const ThemeView*>& themes,
                              const RevenueFigures& revenue, const RunConfig& config) {
  std::vector<stats::WeightedCriterion> parts;
  for (const auto& [rank_by, weight] : config.weights)
    if (weight > 0 && is_available(view, themes, revenue, rank_by))
      parts.push_back({weight, criterion_for(view, themes, revenue, rank_by).criterion});
  if (parts.empty()) return {nps_criterion(view, themes)};
  return {stats::composite_criterion(std::move(parts))};
}

}  // namespace

std::vector<stats::ThemeRank> rank_themes(const SurveyView& view, const std::vector<const ThemeView*>& themes,
                                          const RevenueFigures& revenue, const RunConfig& config) {
  const auto [criterion, scale] = config.rank_by == RankBy::kScore
                                      ? composite_for(view, themes, revenue, config)
                                      : criterion_for(view, themes, revenue, config.rank_by);
  return stats::bootstrap_ranks(
      view.cluster_account.size(), themes.size(), criterion,
      {.draws = config.bootstrap_draws, .seed = config.seed, .scale = scale, .threads = config.threads});
}

}  // namespace koe::stages
