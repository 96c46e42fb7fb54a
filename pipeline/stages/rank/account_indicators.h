// What speaks for or against a customer's staying, as it could be known on a given day? Indicators chosen by reason,
// each pointing the same way: higher = more likely to leave.
#pragma once
#include <array>
#include <map>
#include <optional>
#include <vector>

#include "pipeline/domain/run_result.h"
#include "pipeline/stages/rank/account_history.h"

namespace koe::stages {

/// How much lower people score who mention a theme: (mean of the others - mean of those) / 2, 0..1 (1 = promoters become
/// detractors), shrunk where few mention it; 0 for a theme that costs nothing. By theme_no.
using ThemeWeights = std::map<std::int64_t, double>;

/// Indicators of one customer on one day. `value` is what the model sees (METHODS.md, Health, says how each is scaled);
/// `figure` what a reader is told about it, absent when there is nothing to tell.
struct Indicators {
  std::array<double, kHealthSigns> value{};               ///< by AccountSign; 0 = typical, or unknown
  std::array<std::optional<double>, kHealthSigns> figure;  ///< by AccountSign
  std::int64_t heaviest_theme = 0;                         ///< of the unresolved ones; 0 = none
  bool answered = false;                                   ///< some answer has a score
};

/// What the survey as a whole looked like on a day: the customers are compared with it.
struct SurveyState {
  Day day{};
  bool with_undated = false;  ///< answers without a date count (only for the present)
  ThemeWeights weights;
};

/// The state of the survey on `day`, from answers before it.
/// Cost: O(responses + mentions). Checked in tests/unit/stages/account_indicators_test.cpp.
[[nodiscard]] SurveyState survey_state(const std::vector<Customer>& customers, Day day, bool with_undated);

/// Indicators of all customers, in their order, from answers before state.day and the accounts' dates.
/// Cost: that of customer_levels. Checked in tests/unit/stages/account_indicators_test.cpp.
[[nodiscard]] std::vector<Indicators> indicators_of(const std::vector<Customer>& customers, const SurveyView& view,
                                                    const SurveyState& state);

}  // namespace koe::stages
