// By what are themes ordered? One criterion for each --rank-by, computed on resampled accounts.
#pragma once
#include <vector>

#include "models/stats/ranking.h"
#include "pipeline/domain/run_config.h"
#include "pipeline/stages/rank/revenue_figures.h"
#include "pipeline/stages/rank/survey_view.h"

namespace koe::stages {

/// Ranks `themes` by config.rank_by with bootstrap intervals over the view's clusters; one entry a theme, in order.
/// arr without known ARR, eNPS ranked by arr or reach of accounts, and net where of some theme only a bound is public, fall
/// back to nps: the manifest says by what. A theme with a bound is ranked by the bound (ThemeView::mostly).
/// Checked in tests/unit/stages/theme_figures_test.cpp.
[[nodiscard]] std::vector<models::stats::ThemeRank> rank_themes(const SurveyView& view,
                                                                const std::vector<const ThemeView*>& themes,
                                                                const RevenueFigures& revenue, const RunConfig& config);

}  // namespace koe::stages
