#include "models/stats/multiple_testing.h"

#include <algorithm>
#include <cstddef>
#include <numeric>

namespace koe::models::stats {

std::vector<double> benjamini_hochberg(std::span<const double> p_values) {
  std::vector<std::size_t> order(p_values.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::stable_sort(order, {}, [&](std::size_t i) { return p_values[i]; });
  std::vector<double> adjusted(p_values.size());
  const auto tests = static_cast<double>(p_values.size());
  double smallest = 1;  // from the largest p downwards: an adjusted value never exceeds that of a larger p
  for (std::size_t place = order.size(); place > 0; --place) {
    // tests / place >= 1 is formed first: the product then never falls below p by rounding
    smallest = std::min(smallest, p_values[order[place - 1]] * (tests / static_cast<double>(place)));
    adjusted[order[place - 1]] = smallest;
  }
  return adjusted;
}

}  // namespace koe::models::stats
