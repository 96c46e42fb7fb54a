// Why did the score change? drivers.csv: other customers, more or less of a theme, better or worse news of
// it.
#pragma once
#include "pipeline/domain/run_config.h"
#include "pipeline/domain/run_result.h"
#include "pipeline/stages/rank/survey_view.h"

namespace koe::stages {

/// Decomposes the change of the customers' score between the latest two quarters. The mix is that of the
/// first attribute of segment, plan, region, phase and language for which most answers of both quarters have
/// a value and which has at least two; without one nothing is known of the mix and its part is 0. Totals are
/// rounded to the printed digits so that they sum to the printed change. Reasons for none: "one_quarter",
/// "too_few" (fewer than ten scores in one of the two). Cost: config.bootstrap_draws x (mentions + themes^3).
/// Checked in tests/unit/stages/change_drivers_test.cpp.
[[nodiscard]] ChangeDrivers change_drivers(const SurveyView& view, const StoredData& data,
                                           const RunConfig& config);

}  // namespace koe::stages
