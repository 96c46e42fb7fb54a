#include "models/stats/proportion.h"

#include <algorithm>
#include <cassert>
#include <cmath>

#include "models/stats/distributions.h"

namespace koe::models::stats {
namespace {

Estimate within_unit(double value, double low, double high) {
  return {value, std::min(value, std::max(0.0, low)), std::max(value, std::min(1.0, high))};
}

}  // namespace

std::optional<Estimate> agresti_coull_share(std::int64_t successes, std::int64_t trials, double level) {
  assert(0 <= successes && successes <= trials);
  if (trials == 0) return std::nullopt;
  const double z = normal_quantile((1 + level) / 2);
  const auto n = static_cast<double>(trials);
  const double adjusted_n = n + z * z;
  const double centre = (static_cast<double>(successes) + z * z / 2) / adjusted_n;
  const double half_width = z * std::sqrt(centre * (1 - centre) / adjusted_n);
  return within_unit(static_cast<double>(successes) / n, centre - half_width, centre + half_width);
}

std::optional<Estimate> wilson_share(std::int64_t successes, std::int64_t trials, double level) {
  assert(0 <= successes && successes <= trials);
  if (trials == 0) return std::nullopt;
  const double z = normal_quantile((1 + level) / 2);
  const auto n = static_cast<double>(trials);
  const double share = static_cast<double>(successes) / n;
  const double centre = (share + z * z / (2 * n)) / (1 + z * z / n);
  const double half_width = z / (1 + z * z / n) * std::sqrt(share * (1 - share) / n + z * z / (4 * n * n));
  return within_unit(share, centre - half_width, centre + half_width);
}

BetaBelief updated(const BetaBelief& prior, std::int64_t successes, std::int64_t failures) {
  assert(successes >= 0 && failures >= 0);
  return {prior.alpha + static_cast<double>(successes), prior.beta + static_cast<double>(failures)};
}

Estimate summary(const BetaBelief& belief, double level) {
  assert(belief.alpha > 0 && belief.beta > 0);
  const double mean = belief.alpha / (belief.alpha + belief.beta);
  return within_unit(mean, beta_quantile((1 - level) / 2, belief.alpha, belief.beta),
                     beta_quantile((1 + level) / 2, belief.alpha, belief.beta));
}

}  // namespace koe::models::stats
