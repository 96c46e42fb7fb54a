#include "models/stats/revenue.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <functional>
#include <numeric>

#include "models/stats/distributions.h"

namespace koe::models::stats {
namespace {

constexpr double kHundredths = 100;

double mean_of(const BetaBelief& belief) { return belief.alpha / (belief.alpha + belief.beta); }

double variance_of(const BetaBelief& belief) {
  const double mean = mean_of(belief);
  return mean * (1 - mean) / (belief.alpha + belief.beta + 1);
}

std::size_t index_of(AccountBand band) { return static_cast<std::size_t>(band); }

/// Money exposed to each band's churn chance, and the expected loss in whole hundredths.
struct Exposure {
  std::array<double, kAccountBands> by_band{};
  std::int64_t expected_hundredths = 0;
};

/// Splits whole hundredths in proportion to the weights: everybody gets the whole part of the due, the rest
/// goes one by one to the largest fractions, ties to the earlier part.
std::vector<std::int64_t> deal_out(std::int64_t hundredths, std::span<const ThemePart> parts) {
  double weights = 0;
  for (const ThemePart& part : parts) weights += part.weight;
  std::vector<std::int64_t> share(parts.size());
  std::vector<double> fraction(parts.size());
  std::int64_t rest = hundredths;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    const double due = static_cast<double>(hundredths) * (parts[i].weight / weights);
    share[i] = std::min(rest, static_cast<std::int64_t>(due));
    fraction[i] = due - std::floor(due);
    rest -= share[i];
  }
  std::vector<std::size_t> order(parts.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::stable_sort(order, std::greater<>(), [&](std::size_t i) { return fraction[i]; });
  for (std::size_t i = 0; rest > 0; i = (i + 1) % order.size(), --rest) ++share[order[i]];
  return share;
}

/// A sum of Beta variables with known weights, as the scaled Beta variable of equal mean and variance.
Estimate summarise(const Exposure& exposure, const ChurnBeliefs& beliefs, double level) {
  const double scale = std::accumulate(exposure.by_band.begin(), exposure.by_band.end(), 0.0);
  const double value = static_cast<double>(exposure.expected_hundredths) / kHundredths;
  if (!(scale > 0)) return {value, value, value};
  double mean = 0;
  double variance = 0;
  for (std::size_t band = 0; band < kAccountBands; ++band) {
    const double weight = exposure.by_band[band] / scale;
    mean += weight * mean_of(beliefs[band]);
    variance += weight * weight * variance_of(beliefs[band]);
  }
  const double worth = mean * (1 - mean) / variance - 1;
  const double low = scale * beta_quantile((1 - level) / 2, mean * worth, (1 - mean) * worth);
  const double high = scale * beta_quantile((1 + level) / 2, mean * worth, (1 - mean) * worth);
  return {value, std::min(value, low), std::max(value, high)};
}

}  // namespace

ChurnBeliefs churn_beliefs(const std::array<double, kAccountBands>& stated_mean, double stated_worth,
                           const std::array<ChurnCounts, kAccountBands>& observed) {
  ChurnBeliefs out;
  for (std::size_t band = 0; band < kAccountBands; ++band) {
    assert(stated_mean[band] > 0 && stated_mean[band] < 1 && stated_worth > 0);
    const BetaBelief stated{stated_worth * stated_mean[band], stated_worth * (1 - stated_mean[band])};
    out[band] = updated(stated, observed[band].churned, observed[band].kept);
  }
  return out;
}

RevenueAtRisk revenue_at_risk(std::span<const RevenueAccount> accounts, std::size_t n_themes,
                              const ChurnBeliefs& beliefs, double level) {
  std::vector<Exposure> themes(n_themes);
  Exposure unattributed;
  Exposure total;
  for (const RevenueAccount& account : accounts) {
    assert(account.arr >= 0 && std::isfinite(account.arr));
    const std::size_t band = index_of(account.band);
    const std::int64_t expected = std::llround(account.arr * mean_of(beliefs[band]) * kHundredths);
    total.by_band[band] += account.arr;
    total.expected_hundredths += expected;
    if (account.parts.empty()) {
      unattributed.by_band[band] += account.arr;
      unattributed.expected_hundredths += expected;
      continue;
    }
    double weights = 0;
    for (const ThemePart& part : account.parts) weights += part.weight;
    const std::vector<std::int64_t> dealt = deal_out(expected, account.parts);
    for (std::size_t i = 0; i < account.parts.size(); ++i) {
      assert(account.parts[i].theme < n_themes && account.parts[i].weight > 0);
      Exposure& theme = themes[account.parts[i].theme];
      theme.by_band[band] += account.arr * (account.parts[i].weight / weights);
      theme.expected_hundredths += dealt[i];
    }
  }
  RevenueAtRisk out;
  for (const Exposure& theme : themes) out.themes.push_back(summarise(theme, beliefs, level));
  out.unattributed = summarise(unattributed, beliefs, level);
  out.total = summarise(total, beliefs, level);
  return out;
}

std::vector<AccountThemeRisk> account_theme_risks(std::span<const RevenueAccount> accounts,
                                                  const ChurnBeliefs& beliefs) {
  std::vector<AccountThemeRisk> out;
  for (std::size_t i = 0; i < accounts.size(); ++i) {
    double weights = 0;
    for (const ThemePart& part : accounts[i].parts) weights += part.weight;
    const double expected = accounts[i].arr * mean_of(beliefs[index_of(accounts[i].band)]);
    for (const ThemePart& part : accounts[i].parts) {
      out.push_back({static_cast<std::uint32_t>(i), part.theme, expected * (part.weight / weights)});
    }
  }
  return out;
}

}  // namespace koe::models::stats
