// Whom to call first, and whom to offer a theme's fix? The rows of contacts.csv and beta.csv. Customers only: employees'
// answers never come here.
#pragma once
#include <vector>

#include "pipeline/domain/run_result.h"
#include "pipeline/stages/rank/account_history.h"
#include "pipeline/stages/rank/health_figures.h"

namespace koe::stages {

/// Customers that are still there and have a detractor (latest answer 0-6, within a year) or twice the usual chance to
/// leave; ordered by revenue x chance to leave x recency. Recency halves every 90 days since the last answer: a call
/// about a fresh answer is still a reply. An unknown or negative revenue counts as the median of the known ones.
/// Cost: O(responses). Checked in tests/unit/stages/contact_figures_test.cpp.
[[nodiscard]] std::vector<ContactResult> contact_figures(const std::vector<Customer>& customers,
                                                         const SurveyView& view, const HealthFigures& health);

/// For each of the first ten customer themes, at most twenty accounts whose latest word on it (within a year) complains or
/// asks, ordered by revenue x chance to leave x the theme's part in the account's complaints x recency.
/// In: `themes` ranked, as of theme_figures. Cost: O(themes x responses).
/// Checked in tests/unit/stages/contact_figures_test.cpp.
[[nodiscard]] std::vector<BetaResult> beta_figures(const std::vector<Customer>& customers, const SurveyView& view,
                                                   const HealthFigures& health,
                                                   const std::vector<ThemeResult>& themes);

}  // namespace koe::stages
