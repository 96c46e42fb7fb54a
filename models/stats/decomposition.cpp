#include "models/stats/decomposition.h"

#include <Eigen/Dense>
#include <algorithm>
#include <cassert>
#include <cmath>
#include <map>
#include <numeric>
#include <set>

#include "models/parallel.h"
#include "models/stats/distributions.h"
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
constexpr double kPseudoResponses = 3;
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
  StandardisedPeriod first = standardise(before, counts_before, first_level->share, standard);
  StandardisedPeriod second = standardise(after, counts_after, second_level->share, standard);
  // A theme that a period does not have cannot have been milder there: its whole part is prevalence.
  for (Index t = 0; t < first.effect.size(); ++t) {
    if (first.prevalence[t] == 0) first.effect[t] = second.effect[t];
    if (second.prevalence[t] == 0) second.effect[t] = first.effect[t];
  }
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

/// What the resamples cannot know of one theme: ten mentions that happen to agree would look certain. As in
/// impact.cpp, three pseudo-responses that score like everybody join those who mention it in each period.
struct ThemeDoubt {
  double total = 0;  ///< variance to add, in squared points
  double prevalence = 0;
  double severity = 0;
  double units = 0;  ///< that mention the theme in either period
};

ThemeDoubt doubt_of(const PeriodResponses& before, const PeriodResponses& after, const Units& units,
                    std::size_t theme, double variance) {
  ThemeDoubt out;
  std::set<std::uint32_t> mentioning;
  double share[2] = {0, 0};
  double effect_variance = 0;
  for (const bool is_after : {false, true}) {
    const PeriodResponses& period = is_after ? after : before;
    for (const std::uint32_t i : period.members[theme])
      mentioning.insert((is_after ? units.after : units.before)[i]);
    const auto mentions = static_cast<double>(period.members[theme].size());
    if (mentions == 0) continue;
    const double extra = kPseudoResponses * variance / (mentions * (mentions + kPseudoResponses));
    share[is_after ? 1 : 0] = mentions / static_cast<double>(period.value.size());
    effect_variance += extra;
    out.total += share[is_after ? 1 : 0] * share[is_after ? 1 : 0] * extra;
  }
  const double mean_share = (share[0] + share[1]) / 2;
  const double half_change = (share[1] - share[0]) / 2;
  out.severity = mean_share * mean_share * effect_variance;
  out.prevalence = half_change * half_change * effect_variance;
  out.units = static_cast<double>(mentioning.size());
  return out;
}

/// Variance of one response of both periods together, with the pseudo-responses of nps.cpp: never 0.
double smoothed_variance(const PeriodResponses& before, const PeriodResponses& after) {
  double n = kPseudoResponses;
  double sum = 0;
  double squares = kPseudoResponses / 2;
  for (const PeriodResponses* period : {&before, &after}) {
    for (const std::int8_t v : period->value) {
      n += 1;
      sum += v;
      squares += v * v;
    }
  }
  return squares / n - sum / n * (sum / n);
}

/// `value` +- t x the root of the variance of column `part` of `draws` and of `extra` squared points.
Estimate interval_of(double value, const std::vector<std::vector<double>>& draws, std::size_t part,
                     double extra, double degrees_of_freedom, double level) {
  if (draws.empty()) return {value, std::min(value, -kLargestPart), std::max(value, kLargestPart)};
  const auto n = static_cast<double>(draws.size());
  double mean = 0;
  for (const std::vector<double>& row : draws) mean += row[part] / n;
  double variance = 0;
  for (const std::vector<double>& row : draws) variance += (row[part] - mean) * (row[part] - mean) / n;
  const double half_width =
      student_t_quantile((1 + level) / 2, degrees_of_freedom) * std::sqrt(variance + extra);
  return {value, value - half_width, value + half_width};
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
  if (units.count < 2 || 2 * draws.size() < options.draws) draws.clear();  // they say nothing

  const std::size_t k = before.members.size();
  const std::vector<double> values = row_of(*parts);
  const double units_less_one = std::max(1.0, static_cast<double>(units.count) - 1);
  const auto whole = [&](std::size_t part) {
    return interval_of(values[part], draws, part, 0, units_less_one, options.level);
  };
  ExplainedNpsChange out{
      .change = whole(0), .mix = whole(1), .base = whole(2), .prevalence = {}, .severity = {}, .theme = {}};
  const double variance = kPointsPerShare * kPointsPerShare * smoothed_variance(before, after);
  for (std::size_t theme = 0; theme < k; ++theme) {
    const ThemeDoubt doubt = doubt_of(before, after, units, theme, variance);
    const auto interval = [&](std::size_t part, double extra) {
      return interval_of(values[part], draws, part, extra, doubt.units + kPseudoResponses - 1, options.level);
    };
    out.prevalence.push_back(interval(3 + theme, doubt.prevalence));
    out.severity.push_back(interval(3 + k + theme, doubt.severity));
    out.theme.push_back(interval(3 + 2 * k + theme, doubt.total));
  }
  return out;
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
