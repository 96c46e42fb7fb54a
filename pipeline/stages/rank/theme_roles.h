// What else do the scores say of a theme? A second opinion on its net impact, how much it matters against how
// much it is talked about, and whether it is a must-be or a delight.
#pragma once
#include <vector>

#include "pipeline/domain/run_result.h"
#include "pipeline/stages/rank/survey_view.h"

namespace koe::stages {

/// Sets relative_weight and success_gap of `rows`, and for customers ordinal_impact, opinions_differ,
/// penalty, reward, contrast and quality; `themes` in the order of `rows`. Left absent: the second opinion
/// when a band of the score does not occur, weights and gap when the score does not vary, an effect of fewer
/// than five complaints or praises. Employees get no penalty and reward: a handful of complaints is too small
/// a cell to publish; and no second opinion: it says more of single answers than the counts that are published
/// (their weights and gaps follow from these counts and who mentioned what). Cost: O(scores x themes^2 + themes^3). Checked in
/// tests/unit/stages/theme_roles_test.cpp.
void add_theme_roles(const std::vector<ThemeResult*>& rows, const SurveyView& view,
                     const std::vector<const ThemeView*>& themes);

}  // namespace koe::stages
