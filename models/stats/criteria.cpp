#include "models/stats/criteria.h"

#include <Eigen/Dense>
#include <algorithm>
#include <cassert>
#include <numeric>
#include <utility>

#include "models/stats/impact.h"

namespace koe::models::stats {
namespace {

using Eigen::Index;
using Eigen::MatrixXd;
using Eigen::VectorXd;

constexpr double kPointsPerShare = 100;

/// Who says what, response by response.
struct Mentions {
  std::vector<std::int8_t> value;
  std::vector<std::uint32_t> cluster;
  std::vector<std::vector<Index>> themes;  ///< of each response
  Index n_themes = 0;
};

Mentions mentions_of(std::span<const std::int8_t> value, std::span<const std::vector<std::uint32_t>> members,
                     std::span<const std::uint32_t> cluster) {
  Mentions out{{value.begin(), value.end()}, {cluster.begin(), cluster.end()}, {}, static_cast<Index>(members.size())};
  if (cluster.empty()) {
    out.cluster.resize(value.size());
    std::iota(out.cluster.begin(), out.cluster.end(), 0U);
  }
  out.themes.resize(value.size());
  for (std::size_t theme = 0; theme < members.size(); ++theme)
    for (const std::uint32_t response : members[theme]) out.themes[response].push_back(static_cast<Index>(theme));
  return out;
}

void score_net_costs(const Mentions& mentions, std::span<const std::uint32_t> cluster_weight, std::span<double> score) {
  MatrixXd gram = MatrixXd::Zero(mentions.n_themes, mentions.n_themes);
  VectorXd counts = VectorXd::Zero(mentions.n_themes);
  VectorXd products = VectorXd::Zero(mentions.n_themes);
  double n = 0;
  double sum = 0;
  for (std::size_t i = 0; i < mentions.value.size(); ++i) {
    const double weight = cluster_weight[mentions.cluster[i]];
    if (weight == 0) continue;
    n += weight;
    sum += weight * mentions.value[i];
    for (const Index theme : mentions.themes[i]) {
      counts[theme] += weight;
      products[theme] += weight * mentions.value[i];
      for (const Index other : mentions.themes[i]) gram(theme, other) += weight;
    }
  }
  std::ranges::fill(score, 0.0);
  if (n == 0) return;
  gram -= counts * counts.transpose() / n;
  gram.diagonal().array() += kJointPenalty;
  const VectorXd effect = gram.llt().solve(products - counts * (sum / n));
  for (Index theme = 0; theme < mentions.n_themes; ++theme)
    score[static_cast<std::size_t>(theme)] = -kPointsPerShare * effect[theme] * counts[theme] / n;
}

/// Adds `weight` times each score's percentile among the scores to `total`.
void add_percentiles(std::span<const double> score, double weight, std::span<double> total) {
  const std::size_t k = score.size();
  std::vector<std::size_t> order(k);
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::stable_sort(order, {}, [&](std::size_t i) { return score[i]; });
  for (std::size_t begin = 0; begin < k;) {
    std::size_t end = begin + 1;
    while (end < k && score[order[end]] == score[order[begin]]) ++end;
    const double middle = static_cast<double>(begin + end - 1) / 2;  // ties share their places
    const double percentile = k > 1 ? middle / static_cast<double>(k - 1) : 0.5;
    for (std::size_t i = begin; i < end; ++i) total[order[i]] += weight * percentile;
    begin = end;
  }
}

}  // namespace

ThemeCriterion net_cost_criterion(std::span<const std::int8_t> value,
                                  std::span<const std::vector<std::uint32_t>> members,
                                  std::span<const std::uint32_t> cluster, std::size_t n_clusters) {
  assert(cluster.empty() ? n_clusters >= value.size() : cluster.size() == value.size());
  return [mentions = mentions_of(value, members, cluster)](std::span<const std::uint32_t> cluster_weight,
                                                           std::span<double> score) {
    score_net_costs(mentions, cluster_weight, score);
  };
}

ThemeCriterion composite_criterion(std::vector<WeightedCriterion> parts) {
  assert(!parts.empty());
  double sum = 0;
  for (const WeightedCriterion& part : parts) sum += part.weight;
  for (WeightedCriterion& part : parts) part.weight /= sum;
  return [parts = std::move(parts)](std::span<const std::uint32_t> cluster_weight, std::span<double> score) {
    std::vector<double> one(score.size());
    std::ranges::fill(score, 0.0);
    for (const WeightedCriterion& part : parts) {
      part.criterion(cluster_weight, one);
      add_percentiles(one, part.weight, score);
    }
  };
}

}  // namespace koe::models::stats
