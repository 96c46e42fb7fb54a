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

double equal_shares_mid_p(std::int64_t first_successes, std::int64_t first_trials,
                          std::int64_t second_successes, std::int64_t second_trials) {
  assert(0 <= first_successes && first_successes <= first_trials);
  assert(0 <= second_successes && second_successes <= second_trials);
  // Log chance of x successes on the first side, up to a constant: C(first_trials, x) C(second_trials,
  // successes - x).
  const auto log_choose = [](std::int64_t n, std::int64_t k) {
    return -std::log(static_cast<double>(n + 1)) -
           log_beta(static_cast<double>(n - k + 1), static_cast<double>(k + 1));
  };
  const std::int64_t successes = first_successes + second_successes;
  const std::int64_t lowest = std::max<std::int64_t>(0, successes - second_trials);
  const std::int64_t highest = std::min(first_trials, successes);
  const auto log_chance = [&](std::int64_t x) {
    return log_choose(first_trials, x) + log_choose(second_trials, successes - x);
  };
  const double observed = log_chance(first_successes);
  double below = 0;  // chances relative to the observed one
  double above = 0;
  for (std::int64_t x = lowest; x <= highest; ++x) {
    if (x != first_successes) (x < first_successes ? below : above) += std::exp(log_chance(x) - observed);
  }
  return std::min(1.0, 2 * (std::min(below, above) + 0.5) / (below + above + 1));
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
