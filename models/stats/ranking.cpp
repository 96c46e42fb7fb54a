#include "models/stats/ranking.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <numeric>
#include <utility>

#include "models/parallel.h"
#include "models/stats/rng.h"

namespace koe::models::stats {
namespace {

constexpr double kPointsPerShare = 100;
// Draws that share one scratch buffer; results do not depend on it.
constexpr std::size_t kDrawsPerChunk = 25;
// True scores are never taken for exactly equal: with t^2 this small against the noise the draws already mix
// at random.
constexpr double kSmallestVarianceRatio = 1e-6;
constexpr int kBisections = 100;

/// What one cluster's responses add up to for one theme.
struct ClusterMentions {
  std::uint32_t cluster = 0;
  double n = 0;
  double sum = 0;
};

/// Everything the leave-out impact needs, summed by cluster.
struct ClusteredSurvey {
  std::vector<double> n;
  std::vector<double> sum;
  std::vector<std::vector<ClusterMentions>> themes;
};

ClusteredSurvey sum_by_cluster(std::span<const std::int8_t> value,
                               std::span<const std::vector<std::uint32_t>> members,
                               std::span<const std::uint32_t> cluster, std::size_t n_clusters) {
  const auto cluster_of = [&](std::size_t i) {
    return cluster.empty() ? static_cast<std::uint32_t>(i) : cluster[i];
  };
  ClusteredSurvey out{std::vector<double>(n_clusters), std::vector<double>(n_clusters), {}};
  for (std::size_t i = 0; i < value.size(); ++i) {
    assert(cluster_of(i) < n_clusters);
    out.n[cluster_of(i)] += 1;
    out.sum[cluster_of(i)] += value[i];
  }
  for (const std::vector<std::uint32_t>& responses : members) {
    std::vector<std::uint32_t> order = responses;
    std::ranges::stable_sort(order, {}, cluster_of);
    std::vector<ClusterMentions>& theme = out.themes.emplace_back();
    for (const std::uint32_t i : order) {
      if (theme.empty() || theme.back().cluster != cluster_of(i)) theme.push_back({cluster_of(i), 0, 0});
      theme.back().n += 1;
      theme.back().sum += value[i];
    }
  }
  return out;
}

/// Puts the stated values in place of the mentions' own, above and below the mean in turns; an odd last one is the mean.
void state_values(std::vector<ClusterMentions>& theme, const StatedValues& stated) {
  double all = 0;
  for (const ClusterMentions& m : theme) all += m.n;
  const double paired = all - std::fmod(all, 2);
  double given = 0;
  for (ClusterMentions& m : theme) {
    m.sum = 0;
    for (double i = 0; i < m.n; ++i, ++given)
      m.sum += stated.mean + (given >= paired ? 0 : std::fmod(given, 2) == 0 ? stated.deviation : -stated.deviation);
  }
}

/// Themes from the highest score to the lowest, ties in theme order.
void order_by_score(std::span<const double> score, std::span<std::uint32_t> order) {
  std::iota(order.begin(), order.end(), 0U);
  std::ranges::sort(order, [&](std::uint32_t a, std::uint32_t b) {
    return score[a] != score[b] ? score[a] > score[b] : a < b;
  });
}

/// A theme's score, the mean and the variance of its resamples.
struct ScoreMoments {
  double score = 0;
  double resample_mean = 0;
  double variance = 0;
};

/// Normal distribution of true scores over the themes.
struct TrueScores {
  double mean = 0;
  double variance = 0;
};

/// Mean of the scores weighted by 1 / (variance of true scores + own variance), and their weighted squared
/// distance.
std::pair<double, double> weighted_spread(std::span<const ScoreMoments> moments, double variance) {
  double weights = 0;
  double sum = 0;
  for (const ScoreMoments& m : moments) {
    weights += 1 / (variance + m.variance);
    sum += m.score / (variance + m.variance);
  }
  const double mean = sum / weights;
  double spread = 0;
  for (const ScoreMoments& m : moments)
    spread += (m.score - mean) * (m.score - mean) / (variance + m.variance);
  return {mean, spread};
}

/// Paule-Mandel: the variance at which the weighted spread equals its degrees of freedom, found by bisection.
TrueScores fit_true_scores(std::span<const ScoreMoments> moments) {
  double noise = 0;
  double mean = 0;
  for (const ScoreMoments& m : moments) {
    noise += m.variance;
    mean += m.score;
  }
  const auto k = static_cast<double>(moments.size());
  noise /= k;
  mean /= k;
  double total = 0;
  for (const ScoreMoments& m : moments) total += (m.score - mean) * (m.score - mean);
  // The spread falls as the variance grows and is below k - 1 once the variance exceeds total / (k - 1).
  double low = std::max(noise * kSmallestVarianceRatio, total * kSmallestVarianceRatio / k);
  double high = std::max(low, total / std::max(1.0, k - 1));
  if (!(high > 0)) return {mean, 0};  // all scores equal and without noise
  for (int i = 0; i < kBisections; ++i) {
    const double middle = low + (high - low) / 2;
    (weighted_spread(moments, middle).second > k - 1 ? low : high) = middle;
  }
  return {weighted_spread(moments, high).first, high};
}

/// Places [first, last], 0-based, and their chance.
struct Places {
  std::size_t first = 0;
  std::size_t last = 0;
};

/// The run of places around the most probable one whose chance comes nearest to `level`; `draws_at` counts
/// draws a place.
Places places_nearest(std::span<const std::uint32_t> draws_at, double level) {
  const double draws = std::accumulate(draws_at.begin(), draws_at.end(), 0.0);
  const auto mode = static_cast<std::size_t>(std::ranges::max_element(draws_at) - draws_at.begin());
  Places run{mode, mode};
  double chance = draws_at[mode] / draws;
  Places best = run;
  double best_distance = std::abs(chance - level);
  while (chance < level && (run.first > 0 || run.last + 1 < draws_at.size())) {
    const bool can_rise = run.first > 0;
    const bool can_fall = run.last + 1 < draws_at.size();
    const bool rise = can_rise && (!can_fall || draws_at[run.first - 1] >= draws_at[run.last + 1]);
    chance += draws_at[rise ? --run.first : ++run.last] / draws;
    if (std::abs(chance - level) < best_distance) {
      best_distance = std::abs(chance - level);
      best = run;
    }
  }
  return best;
}

}  // namespace

ThemeCriterion nps_cost_criterion(std::span<const std::int8_t> value,
                                  std::span<const std::vector<std::uint32_t>> members,
                                  std::span<const std::uint32_t> cluster, std::size_t n_clusters,
                                  std::vector<std::optional<StatedValues>> stated) {
  assert(cluster.empty() ? n_clusters >= value.size() : cluster.size() == value.size());
  assert(stated.empty() || stated.size() == members.size());
  stated.resize(members.size());
  ClusteredSurvey survey = sum_by_cluster(value, members, cluster, n_clusters);
  for (std::size_t theme = 0; theme < stated.size(); ++theme)
    if (stated[theme]) state_values(survey.themes[theme], *stated[theme]);
  const double overall = std::accumulate(survey.sum.begin(), survey.sum.end(), 0.0) /
                         std::max(1.0, std::accumulate(survey.n.begin(), survey.n.end(), 0.0));
  return [survey = std::move(survey), stated = std::move(stated), overall](
             std::span<const std::uint32_t> cluster_weight, std::span<double> score) {
    assert(cluster_weight.size() == survey.n.size() && score.size() == survey.themes.size());
    double n = 0;
    double sum = 0;
    for (std::size_t c = 0; c < cluster_weight.size(); ++c) {
      n += cluster_weight[c] * survey.n[c];
      sum += cluster_weight[c] * survey.sum[c];
    }
    for (std::size_t theme = 0; theme < score.size(); ++theme) {
      double mentions = 0;
      double mentions_sum = 0;
      for (const ClusterMentions& m : survey.themes[theme]) {
        mentions += cluster_weight[m.cluster] * m.n;
        mentions_sum += cluster_weight[m.cluster] * m.sum;
      }
      const double rest = n - mentions;
      if (!(mentions > 0 && rest > 0)) {
        score[theme] = 0;
      } else if (stated[theme]) {
        score[theme] = kPointsPerShare * (mentions * overall - mentions_sum) / rest;
      } else {
        score[theme] = kPointsPerShare * ((sum - mentions_sum) / rest - sum / n);
      }
    }
  };
}

ThemeCriterion amount_criterion(std::vector<std::vector<ClusterAmount>> amounts) {
  return
      [amounts = std::move(amounts)](std::span<const std::uint32_t> cluster_weight, std::span<double> score) {
        assert(score.size() == amounts.size());
        for (std::size_t theme = 0; theme < amounts.size(); ++theme) {
          score[theme] = 0;
          for (const ClusterAmount& part : amounts[theme])
            score[theme] += cluster_weight[part.cluster] * part.amount;
        }
      };
}

std::vector<ThemeRank> bootstrap_ranks(std::size_t clusters, std::size_t themes,
                                       const ThemeCriterion& criterion, const RankOptions& options) {
  assert(options.draws >= 1 && options.level > 0 && options.level < 1);
  std::vector<ThemeRank> out(themes);
  if (themes == 0) return out;

  std::vector<double> score(themes);
  criterion(std::vector<std::uint32_t>(clusters, 1), score);
  std::vector<std::uint32_t> order(themes);
  order_by_score(score, order);
  for (std::uint32_t place = 0; place < themes; ++place) {
    out[order[place]].rank = place + 1;
    out[order[place]].score = score[order[place]];
  }

  const auto on_scale = [&](double x) {
    return options.scale == ScoreScale::kAmount ? std::copysign(std::sqrt(std::abs(x)), x) : x;
  };
  std::vector<double> resampled(options.draws * themes);  // draws x themes
  parallel_chunks(options.draws, kDrawsPerChunk, options.threads, [&](std::size_t begin, std::size_t end) {
    std::vector<std::uint32_t> weight(clusters);
    for (std::size_t draw = begin; draw < end; ++draw) {
      Rng rng(options.seed, draw);
      resample_counts(rng, weight);
      const std::span<double> row = std::span(resampled).subspan(draw * themes, themes);
      criterion(weight, row);
      std::ranges::transform(row, row.begin(), on_scale);
    }
  });

  std::vector<ScoreMoments> moments(themes);
  for (std::size_t theme = 0; theme < themes; ++theme) {
    ScoreMoments& m = moments[theme];
    m.score = on_scale(score[theme]);
    for (std::size_t draw = 0; draw < options.draws; ++draw)
      m.resample_mean += resampled[draw * themes + theme];
    m.resample_mean /= options.draws;
    for (std::size_t draw = 0; draw < options.draws; ++draw) {
      const double deviation = resampled[draw * themes + theme] - m.resample_mean;
      m.variance += deviation * deviation;
    }
    m.variance /= options.draws;
  }

  const TrueScores truth = fit_true_scores(moments);
  std::vector<std::uint32_t> draws_at(themes * themes);  // themes x places
  for (std::size_t draw = 0; draw < options.draws; ++draw) {
    const std::span<double> row = std::span(resampled).subspan(draw * themes, themes);
    for (std::size_t theme = 0; theme < themes; ++theme) {
      const ScoreMoments& m = moments[theme];
      const double kept = m.variance > 0 ? truth.variance / (truth.variance + m.variance) : 1;
      row[theme] =
          truth.mean + kept * (m.score - truth.mean) + std::sqrt(kept) * (row[theme] - m.resample_mean);
    }
    order_by_score(row, order);
    for (std::size_t place = 0; place < themes; ++place) ++draws_at[order[place] * themes + place];
  }
  for (std::size_t theme = 0; theme < themes; ++theme) {
    const auto places = std::span<const std::uint32_t>(draws_at).subspan(theme * themes, themes);
    const Places run = places_nearest(places, options.level);
    out[theme].low = std::min(out[theme].rank, static_cast<std::uint32_t>(run.first + 1));
    out[theme].high = std::max(out[theme].rank, static_cast<std::uint32_t>(run.last + 1));
    const auto top = places.first(std::min<std::size_t>(options.top, themes));
    out[theme].p_top = std::accumulate(top.begin(), top.end(), 0.0) / options.draws;
  }
  return out;
}

}  // namespace koe::models::stats
