// Money and accounts: what is at risk, through which theme, and where each account stands.
#pragma once
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "pipeline/domain/run_result.h"
#include "pipeline/stages/rank/survey_view.h"

namespace koe::stages {

/// One account's expected loss through one theme, unrounded, for resampling.
struct AccountLoss {
  std::string account_id;
  std::int64_t theme_no = 0;
  double amount = 0;
};

/// ARR at risk of the customer survey and the accounts behind it.
struct RevenueFigures {
  bool known = false;                         ///< some answering account has ARR
  std::map<std::int64_t, Estimate> by_theme;  ///< theme_no -> money, 95 %
  double total_arr = 0;                       ///< of the accounts that answered
  double total_at_risk = 0;                   ///< sums to the themes plus what no theme explains
  std::vector<AccountLoss> losses;
  std::vector<AccountResult> accounts;        ///< rows of accounts.csv, by account_id; health_figures.h adds the rest
};

/// Splits each answering account's ARR x P(churn | its people's mean score) over the themes it complains about.
/// P(churn) starts from stated yearly chances (METHODS.md, Revenue) and is updated by the accounts' own churn dates when
/// the accounts file has any. `data` gives accounts that never answered their row too. Cost: O(responses x themes).
/// Checked in tests/unit/stages/revenue_figures_test.cpp.
[[nodiscard]] RevenueFigures revenue_figures(const SurveyView& view, const StoredData& data);

}  // namespace koe::stages
