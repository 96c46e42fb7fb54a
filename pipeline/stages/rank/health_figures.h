// Who may leave, and can that be believed? The health score of every customer, learned from the accounts' own churn where
// it is known and validated on accounts that the fit has not seen.
#pragma once
#include <optional>
#include <vector>

#include "pipeline/domain/run_config.h"
#include "pipeline/domain/run_result.h"
#include "pipeline/stages/rank/account_history.h"
#include "pipeline/stages/rank/account_indicators.h"

namespace koe::stages {

/// One customer's standing. For those who have left it is what was said of them before, by a fit without them.
struct CustomerHealth {
  std::optional<Estimate> leaving;     ///< chance to leave, 0..1, 95 %; absent when nothing is known
  std::vector<AccountReason> reasons;  ///< strongest first
};

/// Health of all customers, in their order.
struct HealthFigures {
  HealthResult model;
  std::vector<CustomerHealth> customers;
};

/// Without known churn: a stated formula. With it: the same formula as a belief, updated by which accounts left after a
/// reference date, from what was known before that date (no answer after it, no account that had left by then); with
/// enough of both kinds, validated by cross-validation over accounts. METHODS.md, Health, has formula and reasons.
/// Cost: O(responses + accounts x folds). Checked in tests/unit/stages/health_figures_test.cpp.
[[nodiscard]] HealthFigures health_figures(const std::vector<Customer>& customers, const SurveyView& view,
                                           const RunConfig& config);

/// Writes health, churn_risk and reasons into the rows of accounts.csv that `customers` know.
void set_health(std::vector<AccountResult>& rows, const std::vector<Customer>& customers, const HealthFigures& figures);

}  // namespace koe::stages
