#include "models/stats/decomposition.h"

#include <Eigen/Dense>
#include <algorithm>
#include <cassert>
#include <cmath>
#include <map>
#include <numeric>

#include "models/parallel.h"
#include "models/stats/rng.h"

namespace koe::models::stats {
namespace {

using Eigen::Index;
using Eigen::MatrixXd;
using Eigen::VectorXd;

constexpr double kPointsPerShare = 100;
constexpr double kLargestPart = 200;
// As the joint model of impact.cpp, so that severity speaks of the same effects as the net impact.
constexpr double kJointPenalty = 1;
// Draws that share one scratch buffer; results do not depend on it.
constexpr std::size_t kDrawsPerChunk = 25;

/// One period with its themes listed by response: a response mentions two or three of many, so sums over what
/// it mentions are far cheaper than over a row of a matrix.
struct SparsePeriod {
  std::span<const std::int8_t> value;
  std::span<const std::uint32_t> segment;
  std::size_t themes = 0;
  std::vector<std::vector<std::uint32_t>> mentioned;  ///< themes of each response

  explicit SparsePeriod(const PeriodResponses& period)
      : value(period.value),
        segment(period.segment),
        themes(period.members.size()),
        mentioned(period.value.size()) {
    assert(value.size() == segment.size());
    for (std::uint32_t theme = 0; theme < themes; ++theme) {
      for (const std::uint32_t i : period.members[theme]) mentioned[i].push_back(theme);
    }
  }
};

/// How often each response counts: 1, or its unit's number in a resample.
using Counts = std::vector<double>;

/// Responses a segment, and the mean value, of one period.
struct Level {
  double n = 0;
  double mean = 0;
  std::vector<double> share;
};

std::optional<Level> level_of(const SparsePeriod& period, const Counts& counts, std::uint32_t segments) {
  Level out{0, 0, std::vector<double>(segments)};
  for (std::size_t i = 0; i < period.value.size(); ++i) {
    assert(period.segment[i] < segments);
    out.n += counts[i];
    out.mean += counts[i] * period.value[i];
    out.share[period.segment[i]] += counts[i];
  }
  if (!(out.n > 0)) return std::nullopt;
  out.mean /= out.n;
  for (double& share : out.share) share /= out.n;
  return out;
}

/// The joint model of one period as if its segments had the standard shares: weighted mean value = base + sum
/// over themes of prevalence x effect, exactly.
struct StandardisedPeriod {
  double base = 0;
  VectorXd prevalence;
  VectorXd effect;
};

StandardisedPeriod standardise(const SparsePeriod& period, const Counts& counts,
                               std::span<const double> own_share, std::span<const double> standard_share) {
  const auto k = static_cast<Index>(period.themes);
  double weights = 0;
  double sum = 0;
  VectorXd mentions = VectorXd::Zero(k);
  VectorXd sums = VectorXd::Zero(k);
  MatrixXd together = MatrixXd::Zero(k, k);
  for (std::size_t i = 0; i < period.value.size(); ++i) {
    const std::uint32_t segment = period.segment[i];
    if (!(counts[i] > 0) || !(standard_share[segment] > 0)) continue;
    const double weight = counts[i] * standard_share[segment] / own_share[segment];
    weights += weight;
    sum += weight * period.value[i];
    for (const std::uint32_t a : period.mentioned[i]) {
      mentions[a] += weight;
      sums[a] += weight * period.value[i];
      for (const std::uint32_t b : period.mentioned[i]) together(a, b) += weight;
    }
  }
  StandardisedPeriod out;
  out.prevalence = mentions / weights;
  MatrixXd gram = together - mentions * out.prevalence.transpose();
  gram.diagonal().array() += kJointPenalty;
  out.effect = gram.llt().solve(sums - mentions * (sum / weights));
  out.base = sum / weights - out.prevalence.dot(out.effect);
  return out;
}

std::optional<NpsDecomposition> decompose(const SparsePeriod& before, const SparsePeriod& after,
                                          const Counts& counts_before, const Counts& counts_after,
                                          std::uint32_t segments) {
  const auto first_level = level_of(before, counts_before, segments);
  const auto second_level = level_of(after, counts_after, segments);
  if (!first_level || !second_level) return std::nullopt;
  NpsDecomposition out;
  out.change = kPointsPerShare * (second_level->mean - first_level->mean);
  out.prevalence.assign(before.themes, 0);
  out.severity.assign(before.themes, 0);

  // Standard shares: the mean of both periods over the segments that both have. A segment that only one
  // period has cannot have become better or worse, so all it does is mix.
  std::vector<double> standard(segments);
  bool comparable = false;
  for (std::uint32_t s = 0; s < segments; ++s) {
    if (first_level->share[s] > 0 && second_level->share[s] > 0) {
      standard[s] = (first_level->share[s] + second_level->share[s]) / 2;
      comparable = true;
    }
  }
  if (!comparable) {
    out.mix = out.change;
    return out;
  }
  const StandardisedPeriod first = standardise(before, counts_before, first_level->share, standard);
  const StandardisedPeriod second = standardise(after, counts_after, second_level->share, standard);
  out.base = kPointsPerShare * (second.base - first.base);
  out.mix = out.change - out.base;
  for (std::size_t theme = 0; theme < before.themes; ++theme) {
    const auto t = static_cast<Index>(theme);
    out.prevalence[theme] = kPointsPerShare * (second.prevalence[t] - first.prevalence[t]) *
                            (first.effect[t] + second.effect[t]) / 2;
    out.severity[theme] = kPointsPerShare * (second.effect[t] - first.effect[t]) *
                          (first.prevalence[t] + second.prevalence[t]) / 2;
    out.mix -= out.prevalence[theme] + out.severity[theme];
  }
  return out;
}

/// All parts in one row: change, mix, base, then prevalence, severity and their sum of every theme.
std::vector<double> row_of(const NpsDecomposition& parts) {
  std::vector<double> row = {parts.change, parts.mix, parts.base};
  row.insert(row.end(), parts.prevalence.begin(), parts.prevalence.end());
  row.insert(row.end(), parts.severity.begin(), parts.severity.end());
  for (std::size_t t = 0; t < parts.prevalence.size(); ++t)
    row.push_back(parts.prevalence[t] + parts.severity[t]);
  return row;
}

/// The units of both periods by dense number, and each response's unit.
struct Units {
  std::vector<std::uint32_t> before, after;
  std::size_t count = 0;

  Units(std::span<const std::uint32_t> cluster_before, std::span<const std::uint32_t> cluster_after) {
    std::map<std::uint32_t, std::uint32_t> number;
    const auto add = [&number](std::span<const std::uint32_t> cluster, std::vector<std::uint32_t>& out) {
      for (const std::uint32_t c : cluster)
        out.push_back(number.emplace(c, static_cast<std::uint32_t>(number.size())).first->second);
    };
    add(cluster_before, before);
    add(cluster_after, after);
    count = number.size();
  }
};

Counts counts_of(std::span<const std::uint32_t> unit, std::span<const std::uint32_t> drawn) {
  Counts counts;
  counts.reserve(unit.size());
  for (const std::uint32_t u : unit) counts.push_back(drawn[u]);
  return counts;
}

/// Value at share `p` of sorted numbers, between neighbours in proportion.
double percentile(const std::vector<double>& sorted, double p) {
  const double at = p * static_cast<double>(sorted.size() - 1);
  const auto below = static_cast<std::size_t>(at);
  const std::size_t above = std::min(below + 1, sorted.size() - 1);
  return sorted[below] + (at - static_cast<double>(below)) * (sorted[above] - sorted[below]);
}

/// One interval a column of `draws` around `values`; unknown ones are the whole range.
std::vector<Estimate> intervals_of(const std::vector<double>& values,
                                   const std::vector<std::vector<double>>& draws, std::size_t wanted,
                                   double level) {
  std::vector<Estimate> out;
  for (std::size_t part = 0; part < values.size(); ++part) {
    if (draws.size() < 2 || 2 * draws.size() < wanted) {
      out.push_back({values[part], std::min(values[part], -kLargestPart), std::max(values[part], kLargestPart)});
      continue;
    }
    std::vector<double> column;
    for (const std::vector<double>& row : draws) column.push_back(row[part]);
    std::ranges::sort(column);
    out.push_back({values[part], std::min(values[part], percentile(column, (1 - level) / 2)),
                   std::max(values[part], percentile(column, (1 + level) / 2))});
  }
  return out;
}

}  // namespace

std::optional<NpsDecomposition> decompose_nps_change(const PeriodResponses& before,
                                                     const PeriodResponses& after, std::uint32_t segments) {
  assert(before.members.size() == after.members.size());
  return decompose(SparsePeriod(before), SparsePeriod(after), Counts(before.value.size(), 1),
                   Counts(after.value.size(), 1), segments);
}

std::optional<ExplainedNpsChange> explain_nps_change(const PeriodResponses& before,
                                                     const PeriodResponses& after, std::uint32_t segments,
                                                     std::span<const std::uint32_t> cluster_before,
                                                     std::span<const std::uint32_t> cluster_after,
                                                     const DecompositionOptions& options) {
  assert(cluster_before.size() == before.value.size() && cluster_after.size() == after.value.size());
  assert(options.draws >= 1 && options.level > 0 && options.level < 1);
  const auto parts = decompose_nps_change(before, after, segments);
  if (!parts) return std::nullopt;
  const SparsePeriod first(before);
  const SparsePeriod second(after);
  const Units units(cluster_before, cluster_after);

  std::vector<std::vector<double>> draws(options.draws);  // an empty row: a period without responses
  parallel_chunks(options.draws, kDrawsPerChunk, options.threads, [&](std::size_t begin, std::size_t end) {
    std::vector<std::uint32_t> drawn(units.count);
    for (std::size_t draw = begin; draw < end; ++draw) {
      Rng rng(options.seed, draw);
      resample_counts(rng, drawn);
      const auto resampled =
          decompose(first, second, counts_of(units.before, drawn), counts_of(units.after, drawn), segments);
      if (resampled) draws[draw] = row_of(*resampled);
    }
  });
  std::erase_if(draws, [](const std::vector<double>& row) { return row.empty(); });
  if (units.count < 2) draws.clear();  // nothing is known of how units differ

  const std::vector<Estimate> all = intervals_of(row_of(*parts), draws, options.draws, options.level);
  const auto themes = static_cast<std::ptrdiff_t>(before.members.size());
  const auto part = all.begin() + 3;
  return ExplainedNpsChange{.change = all[0],
                            .mix = all[1],
                            .base = all[2],
                            .prevalence = {part, part + themes},
                            .severity = {part + themes, part + 2 * themes},
                            .theme = {part + 2 * themes, part + 3 * themes}};
}

std::vector<double> rounded_to_sum(std::span<const double> parts, double unit) {
  assert(unit > 0);
  std::vector<double> units;
  double sum = 0;
  double rounded_sum = 0;
  for (const double part : parts) {
    units.push_back(std::floor(part / unit));
    sum += part;
    rounded_sum += units.back();
  }
  // Each part was rounded down, so fewer units than parts are missing; the largest remainders get them.
  std::vector<std::size_t> order(parts.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::stable_sort(order, std::greater{}, [&](std::size_t i) { return parts[i] / unit - units[i]; });
  const double missing = std::round(sum / unit) - rounded_sum;
  for (std::size_t place = 0; place < order.size() && static_cast<double>(place) < missing; ++place)
    units[order[place]] += 1;
  for (double& figure : units) figure *= unit;
  return units;
}

}  // namespace koe::models::stats
