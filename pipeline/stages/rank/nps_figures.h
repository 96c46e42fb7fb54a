// nps.csv: the score per quarter and group, its change, and what must stay hidden.
#pragma once
#include <cstdint>
#include <vector>

#include "pipeline/domain/run_result.h"
#include "pipeline/stages/rank/survey_view.h"

namespace koe::stages {

/// All NPS rows of one survey kind: everybody first (all quarters together, then each quarter), then per attribute and
/// value. Attributes: account segment, region, phase by tenure, language of the text, and the export's own columns.
/// For eNPS, groups get no all-quarters row, from which a hidden quarter could be subtracted; which of the rows may be
/// shown is decided in employee_release.h. Cost: O(responses x attributes).
/// Checked in tests/unit/stages/nps_figures_test.cpp.
[[nodiscard]] std::vector<NpsResult> nps_figures(const SurveyView& view);

}  // namespace koe::stages
