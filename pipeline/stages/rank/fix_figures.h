// Did the fix work? Each registered fix against the answers since, and against the themes that nobody touched.
#pragma once
#include <vector>

#include "pipeline/domain/run_result.h"
#include "pipeline/stages/rank/survey_view.h"

namespace koe::stages {

/// One row a fix of a customer theme, in the order of StoredData::fixes. Before: the year up to the fix, or the time since
/// the theme's fix before it; after: until its next one. Untouched: themes without any fix and with enough mentions in
/// that time. Cost: O(fixes x themes x responses). Checked in tests/unit/stages/fix_figures_test.cpp.
[[nodiscard]] std::vector<FixResult> fix_figures(const SurveyView& view, const StoredData& data);

}  // namespace koe::stages
