#include "models/stats/lead_lag.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <numeric>
#include <vector>

#include "models/stats/rng.h"

namespace koe::models::stats {
namespace {

constexpr std::size_t kFewestPairs = 3;
constexpr std::size_t kMostStepsForAllOrders = 6;  // 720 orders
constexpr std::uint32_t kRandomOrders = 2000;
constexpr double kNegligible = 1e-12;

std::optional<double> correlation(std::span<const double> x, std::span<const double> y) {
  const auto n = static_cast<double>(x.size());
  const double mean_x = std::accumulate(x.begin(), x.end(), 0.0) / n;
  const double mean_y = std::accumulate(y.begin(), y.end(), 0.0) / n;
  double xx = 0, yy = 0, xy = 0;
  for (std::size_t i = 0; i < x.size(); ++i) {
    xx += (x[i] - mean_x) * (x[i] - mean_x);
    yy += (y[i] - mean_y) * (y[i] - mean_y);
    xy += (x[i] - mean_x) * (y[i] - mean_y);
  }
  if (xx <= kNegligible || yy <= kNegligible) return std::nullopt;
  return std::clamp(xy / std::sqrt(xx * yy), -1.0, 1.0);
}

/// The best lag; nearer ones win ties, so that three pairs do not beat four by rounding.
std::optional<LeadLag> best_lag(std::span<const double> first, std::span<const double> second) {
  std::optional<LeadLag> best;
  for (const int lag : {0, 1, -1, 2, -2}) {
    static_assert(kLargestLag == 2);
    const auto shift = static_cast<std::size_t>(std::abs(lag));
    if (first.size() < shift + kFewestPairs) continue;
    const std::size_t pairs = first.size() - shift;
    const auto r = lag >= 0 ? correlation(first.first(pairs), second.last(pairs))
                            : correlation(first.last(pairs), second.first(pairs));
    if (r && (!best || *r > best->correlation + kNegligible)) best = LeadLag{lag, *r, 1};
  }
  return best;
}

}  // namespace

std::optional<LeadLag> lead_lag(std::span<const double> first, std::span<const double> second,
                                std::uint64_t seed) {
  assert(first.size() == second.size());
  if (first.size() < kFewestSteps || !correlation(first, second)) return std::nullopt;
  std::optional<LeadLag> best = best_lag(first, second);
  if (!best) return std::nullopt;
  double orders = 0;
  double as_high = 0;
  std::vector<std::size_t> order(second.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  const auto count_order = [&] {
    std::vector<double> shuffled;
    for (const std::size_t i : order) shuffled.push_back(second[i]);
    const auto chance = best_lag(first, shuffled);
    ++orders;
    if (chance && chance->correlation >= best->correlation - kNegligible) ++as_high;
  };
  if (second.size() <= kMostStepsForAllOrders) {
    do count_order();
    while (std::ranges::next_permutation(order).found);
    best->p_value = as_high / orders;
    return best;
  }
  Rng rng(seed);
  for (std::uint32_t draw = 0; draw < kRandomOrders; ++draw) {
    for (std::size_t i = order.size() - 1; i > 0; --i)
      std::swap(order[i], order[rng.index(static_cast<std::uint32_t>(i + 1))]);
    count_order();
  }
  best->p_value = (as_high + 1) / (orders + 1);
  return best;
}

}  // namespace koe::models::stats
