// Did the score change, and how do we know? The test depends on whether the same people answered twice.
#pragma once
#include <cstdint>
#include <vector>

#include "pipeline/domain/run_result.h"
#include "pipeline/stages/rank/survey_view.h"

namespace koe::stages {

/// Sets change, p_value, change_method and people_in_both of `result` from the rows (indices into
/// view.scored) of a quarter and of the one before. Customers with a respondent id are recognised again,
/// answers without one are strangers to all others; the sampled units are the view's clusters. Employees are
/// never recognised: who answers in both quarters is nobody's business, so their test is always the
/// independent one, which is careful where the same people answered. Nothing is set when a side is empty.
/// Cost: O(rows log rows). Checked in tests/unit/stages/nps_figures_test.cpp.
void add_score_change(NpsResult& result, const SurveyView& view, const std::vector<std::uint32_t>& before,
                      const std::vector<std::uint32_t>& after);

}  // namespace koe::stages
