// What would the score be if money voted? Every account counts with its ARR instead of its number of answers.
#pragma once
#include <cstdint>
#include <string_view>
#include <vector>

#include "pipeline/domain/run_result.h"
#include "pipeline/stages/rank/survey_view.h"

namespace koe::stages {

/// Sets weighted_nps and effective_n of a customer row, or weighted_reason. An account's ARR is split evenly
/// over its answers in `rows` (indices into view.scored), so that it counts once; answers whose account has
/// no ARR are left out. "no_arr": none has any; "mixed_currencies": the accounts name more than one;
/// "negative_arr": one is below zero, and a negative weight has no meaning. Employees get neither. Cost:
/// O(rows log rows). Checked in tests/unit/stages/nps_figures_test.cpp.
void add_weighted_score(NpsResult& result, const SurveyView& view, const std::vector<std::uint32_t>& rows);

/// Whether the accounts' ARR is in more than one currency, so that amounts must not be added up.
/// Checked in tests/unit/stages/nps_figures_test.cpp.
[[nodiscard]] bool has_mixed_currencies(const std::vector<Account>& accounts);

}  // namespace koe::stages
