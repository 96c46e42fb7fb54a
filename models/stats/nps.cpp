#include "models/stats/nps.h"

#include <algorithm>
#include <cassert>
#include <cmath>

#include "models/stats/distributions.h"

namespace koe::models::stats {
namespace {

constexpr double kPointsPerShare = 100;
// Rocks (2016): three pseudo-responses, a quarter of them promoters, a quarter detractors.
constexpr double kPseudoResponses = 3;
constexpr double kPseudoPromoters = kPseudoResponses / 4;
constexpr double kPseudoDetractors = kPseudoResponses / 4;
// Agresti and Min (2005) add two pseudo-pairs to the table of pairs, half of one to each of its four cells;
// of our differences one half is +1, one half -1 and one 0.
constexpr double kPseudoPairs = 2;
constexpr double kPseudoDiscordantPairs = 1;

/// Adjusted score and its standard error, as shares, of p*n promoters and d*n detractors among n.
struct AdjustedWald {
  double centre = 0;
  double standard_error = 0;
};

AdjustedWald adjusted_wald(double promoters, double detractors, double n) {
  const double total = n + kPseudoResponses;
  const double p = (promoters + kPseudoPromoters) / total;
  const double d = (detractors + kPseudoDetractors) / total;
  return {p - d, std::sqrt((p + d - (p - d) * (p - d)) / total)};
}

/// An interval around `adjusted` that stays within +-limit and is widened, where needed, to hold `value`:
/// after one promoter alone the shrunken interval would end at 98, and no reader should find a score outside
/// its own interval.
Estimate interval_holding(double value, double adjusted, double half_width, double limit) {
  return {value, std::min(value, std::max(-limit, adjusted - half_width)),
          std::max(value, std::min(limit, adjusted + half_width))};
}

double quantile_of_level(double level) {
  assert(level > 0 && level < 1);
  return normal_quantile((1 + level) / 2);
}

NpsEstimate make_estimate(double score, const AdjustedWald& wald, double effective_n, double level) {
  NpsEstimate out;
  out.value = kPointsPerShare * score;
  out.adjusted = kPointsPerShare * wald.centre;
  out.standard_error = kPointsPerShare * wald.standard_error;
  out.effective_n = effective_n;
  const Estimate interval = interval_holding(out.value, out.adjusted,
                                             quantile_of_level(level) * out.standard_error, kPointsPerShare);
  out.low = interval.low;
  out.high = interval.high;
  return out;
}

NpsChange make_change(double value, double adjusted, double standard_error, double level) {
  NpsChange out;
  out.value = value;
  out.adjusted = adjusted;
  out.standard_error = standard_error;
  out.z = adjusted / standard_error;
  out.p_value = two_sided_p(out.z);
  const Estimate interval =
      interval_holding(value, adjusted, quantile_of_level(level) * standard_error, 2 * kPointsPerShare);
  out.low = interval.low;
  out.high = interval.high;
  return out;
}

}  // namespace

NpsCounts count_nps(std::span<const std::int8_t> value) {
  NpsCounts counts;
  for (const std::int8_t v : value) {
    assert(v >= -1 && v <= 1);
    ++(v > 0 ? counts.promoters : v < 0 ? counts.detractors : counts.passives);
  }
  return counts;
}

std::optional<double> net_promoter_score(const NpsCounts& counts) {
  const std::int64_t n = counts.total();
  if (n == 0) return std::nullopt;
  return kPointsPerShare * static_cast<double>(counts.promoters - counts.detractors) / static_cast<double>(n);
}

std::optional<NpsEstimate> nps_estimate(const NpsCounts& counts, const NpsOptions& options) {
  assert(counts.promoters >= 0 && counts.passives >= 0 && counts.detractors >= 0);
  if (counts.total() == 0) return std::nullopt;
  const auto n = static_cast<double>(counts.total());
  const double score = static_cast<double>(counts.promoters - counts.detractors) / n;
  AdjustedWald wald =
      adjusted_wald(static_cast<double>(counts.promoters), static_cast<double>(counts.detractors), n);
  if (options.population) {
    const double observed_share =
        std::min(1.0, n / static_cast<double>(std::max<std::int64_t>(1, *options.population)));
    wald.centre = observed_share * score + (1 - observed_share) * wald.centre;
    wald.standard_error *= std::sqrt(1 - observed_share);
  }
  return make_estimate(score, wald, n, options.level);
}

std::optional<NpsEstimate> weighted_nps_estimate(std::span<const std::int8_t> value,
                                                 std::span<const double> weight, double level) {
  assert(value.size() == weight.size());
  // Scaled by the largest weight first: squares of money amounts then neither overflow nor vanish.
  const double largest = weight.empty() ? 0 : *std::ranges::max_element(weight);
  if (!(largest > 0)) return std::nullopt;
  double sum = 0;
  double sum_of_squares = 0;
  double promoters = 0;
  double detractors = 0;
  for (std::size_t i = 0; i < value.size(); ++i) {
    assert(weight[i] >= 0);
    const double w = weight[i] / largest;
    sum += w;
    sum_of_squares += w * w;
    if (value[i] > 0) promoters += w;
    if (value[i] < 0) detractors += w;
  }
  const double effective_n = sum * sum / sum_of_squares;
  const double p = promoters / sum;
  const double d = detractors / sum;
  return make_estimate(p - d, adjusted_wald(p * effective_n, d * effective_n, effective_n), effective_n,
                       level);
}

std::optional<NpsChange> nps_change(const NpsCounts& before, const NpsCounts& after,
                                    const NpsOptions& options) {
  const auto first = nps_estimate(before, options);
  const auto second = nps_estimate(after, options);
  if (!first || !second) return std::nullopt;
  const double standard_error = std::hypot(first->standard_error, second->standard_error);
  if (!(standard_error > 0)) return std::nullopt;
  return make_change(second->value - first->value, second->adjusted - first->adjusted, standard_error,
                     options.level);
}

std::optional<NpsChange> paired_nps_change(std::span<const std::int8_t> before,
                                           std::span<const std::int8_t> after, double level) {
  assert(before.size() == after.size());
  if (before.empty()) return std::nullopt;
  std::int64_t sum = 0;
  std::int64_t sum_of_squares = 0;
  for (std::size_t i = 0; i < before.size(); ++i) {
    const int difference = after[i] - before[i];
    sum += difference;
    sum_of_squares += difference * difference;
  }
  const auto n = static_cast<double>(before.size());
  const double total = n + kPseudoPairs;
  const double mean = static_cast<double>(sum) / total;
  const double mean_of_squares = (static_cast<double>(sum_of_squares) + kPseudoDiscordantPairs) / total;
  return make_change(kPointsPerShare * static_cast<double>(sum) / n, kPointsPerShare * mean,
                     kPointsPerShare * std::sqrt((mean_of_squares - mean * mean) / total), level);
}

}  // namespace koe::models::stats
