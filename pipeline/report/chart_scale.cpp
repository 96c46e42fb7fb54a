#include "pipeline/report/chart_scale.h"

#include <algorithm>
#include <cmath>

#include "pipeline/report/human_numbers.h"

namespace koe::report {
namespace {

constexpr double kWantedSteps = 5;

/// The smallest of 1, 2, 5 times a power of ten that needs at most kWantedSteps steps for `range`.
double round_step(double range) {
  const double power = std::pow(10.0, std::floor(std::log10(range / kWantedSteps)));
  for (const double factor : {1.0, 2.0, 5.0}) {
    if (range / (factor * power) <= kWantedSteps) return factor * power;
  }
  return 10.0 * power;
}

template <typename Label>
Scale scale_with_steps(double low, double high, double step, Label label) {
  const auto first = static_cast<int>(std::floor(low / step));
  const auto last = std::max(first + 1, static_cast<int>(std::ceil(high / step)));
  Scale scale{first * step, last * step, {}};
  for (int i = first; i <= last; ++i) scale.ticks.push_back({i * step, label(i * step)});
  return scale;
}

}  // namespace

double Scale::percent(double value) const {
  return std::clamp(100.0 * (value - low) / (high - low), 0.0, 100.0);
}

Scale point_scale(double low, double high) {
  constexpr double kSmallestRange = 1;  // NPS points; finer axes would only enlarge noise
  low = std::min(low, 0.0);
  high = std::max(high, 0.0);
  const double range = std::max(high - low, kSmallestRange);
  const double step = round_step(range);
  const int decimals = step < 1 ? 1 : 0;
  return scale_with_steps(low, high, step,
                          [decimals](double value) { return plain_number(value, decimals); });
}

Scale share_scale(double high) {
  constexpr double kSmallestRange = 0.01;
  const double range = std::clamp(high, kSmallestRange, 1.0);
  const double step = round_step(range);
  const int decimals = step < 0.01 ? 1 : 0;
  return scale_with_steps(0, range, step, [decimals](double value) { return percent(value, decimals); });
}

}  // namespace koe::report
