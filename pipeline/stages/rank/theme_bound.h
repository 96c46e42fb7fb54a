// What is said of the answers behind an employees' theme whose counts are not: the bound, as the statistics read it.
#pragma once
#include "models/anonymity/published_count.h"
#include "models/stats/bounded_impact.h"
#include "pipeline/stages/rank/survey_view.h"

namespace koe::stages {

/// Precondition: theme.mostly has a value. Cost: O(1). Checked in tests/unit/stages/theme_figures_test.cpp.
[[nodiscard]] inline models::stats::ValueBound bound_of(const ThemeView& theme) {
  return {.value = static_cast<std::int8_t>(static_cast<int>(*theme.mostly) - 1),
          .least = models::anonymity::fewest_of_most(static_cast<std::int64_t>(theme.members.size()))};
}

}  // namespace koe::stages
