#include "models/stats/felt_level.h"

#include <Eigen/Dense>
#include <algorithm>
#include <cassert>

namespace koe::models::stats {
namespace {

double mean_of(std::span<const double> values) {
  double sum = 0;
  for (const double value : values) sum += value;
  return values.empty() ? 0 : sum / static_cast<double>(values.size());
}

/// Count, mean and squares around the mean of one customer's residuals.
struct Group {
  double n = 0, mean = 0, squares = 0, expected = 0;
  void add(double residual, double expected_score) {
    ++n;
    const double off = residual - mean;
    mean += off / n;
    squares += off * (residual - mean);
    expected += (expected_score - expected) / n;
  }
};

struct Variances {
  double between = 0, within = 0;
};

/// Analysis of variance with groups of unequal sizes.
Variances variances_of(std::span<const Group> groups) {
  double n = 0, sum = 0, square_sizes = 0, within = 0, filled = 0;
  for (const Group& group : groups) {
    n += group.n;
    sum += group.n * group.mean;
    square_sizes += group.n * group.n;
    within += group.squares;
    filled += group.n > 0 ? 1 : 0;
  }
  if (filled < 2) return {.within = n > 1 ? within / (n - 1) : 0};
  double between = 0;
  for (const Group& group : groups) between += group.n * (group.mean - sum / n) * (group.mean - sum / n);
  if (n <= filled) return {.within = between / (n - 1)};
  Variances out{.within = within / (n - filled)};
  const double typical_size = (n - square_sizes / n) / (filled - 1);
  out.between = std::max(0.0, (between / (filled - 1) - out.within) / typical_size);
  return out;
}

}  // namespace

std::vector<double> expected_scores(std::span<const double> score, std::span<const std::vector<std::uint32_t>> marks,
                                    std::size_t mark_count, double penalty) {
  assert(score.size() == marks.size() && penalty > 0);
  const double mean = mean_of(score);
  const auto k = static_cast<Eigen::Index>(mark_count);
  const double n = static_cast<double>(score.size());
  // Normal equations of centred marks: counts of pairs, less the product of their counts over n.
  Eigen::MatrixXd pairs = Eigen::MatrixXd::Zero(k, k);
  Eigen::VectorXd counts = Eigen::VectorXd::Zero(k), sums = Eigen::VectorXd::Zero(k);
  for (std::size_t i = 0; i < score.size(); ++i)
    for (const std::uint32_t a : marks[i]) {
      counts[a] += 1;
      sums[a] += score[i] - mean;
      for (const std::uint32_t b : marks[i]) pairs(a, b) += 1;
    }
  if (n == 0 || k == 0) return std::vector<double>(score.size(), mean);
  pairs -= counts * counts.transpose() / n;
  pairs.diagonal().array() += penalty;
  const Eigen::VectorXd effect = pairs.ldlt().solve(sums);
  const double without = mean - effect.dot(counts) / n;
  std::vector<double> expected(score.size(), without);
  for (std::size_t i = 0; i < score.size(); ++i)
    for (const std::uint32_t mark : marks[i]) expected[i] += effect[mark];
  return expected;
}

std::vector<std::optional<double>> felt_levels(std::span<const double> score, std::span<const double> expected,
                                               std::span<const std::uint32_t> customer, std::size_t customers,
                                               double momentary) {
  assert(score.size() == expected.size() && score.size() == customer.size());
  std::vector<Group> groups(customers);
  for (std::size_t i = 0; i < score.size(); ++i) groups[customer[i]].add(score[i] - expected[i], expected[i]);
  const Variances variance = variances_of(groups);
  std::vector<std::optional<double>> felt(customers);
  for (std::size_t c = 0; c < customers; ++c) {
    const Group& group = groups[c];
    if (group.n == 0) continue;
    const double whole = variance.between + variance.within / group.n;
    const double stays = variance.between + (1 - momentary) * variance.within / group.n;
    felt[c] = group.expected + (whole > 0 ? stays / whole : 1) * group.mean;
  }
  return felt;
}

}  // namespace koe::models::stats
