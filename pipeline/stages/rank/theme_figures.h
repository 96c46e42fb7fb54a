// themes.csv: what each theme costs, how sure that is, and where it stands.
#pragma once
#include <vector>

#include "pipeline/domain/run_config.h"
#include "pipeline/domain/run_result.h"
#include "pipeline/stages/rank/revenue_figures.h"
#include "pipeline/stages/rank/survey_view.h"

namespace koe::stages {

/// One row a theme, rank 1 first. For eNPS, themes of fewer than `config.anonymity_k` people get no row at all (counted in
/// `coverage.themes_hidden`), and the others no quarter-by-quarter figures unless every quarter has as many.
/// A theme of which only a bound is public (ThemeView::mostly) gets no figure that depends on its members' scores.
/// Cost: dominated by the bootstrap (draws x clusters). Checked in tests/unit/stages/theme_figures_test.cpp.
[[nodiscard]] std::vector<ThemeResult> theme_figures(const SurveyView& view, const StoredData& data,
                                                     const RevenueFigures& revenue, const RunConfig& config,
                                                     CoverageResult& coverage);

}  // namespace koe::stages
