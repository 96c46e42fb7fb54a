// groups.csv: the level above the themes, in figures that count a response once however many of the themes it mentions.
#pragma once
#include <vector>

#include "pipeline/domain/run_config.h"
#include "pipeline/domain/run_result.h"
#include "pipeline/stages/rank/survey_view.h"

namespace koe::stages {

/// One row a group that `themes` (the survey's rows as shown) name as their parent, by impact like them. A group is called
/// by its analyst's name, else after its two lowest-numbered themes, the largest when they were found. No rank and no
/// money: both belong to the themes, and the money adds up over them. eNPS groups have names only: a group's figure minus
/// its themes' would say what a hidden theme hides.
/// Cost: as theme_figures without the bootstrap. Checked in tests/unit/stages/group_figures_test.cpp.
[[nodiscard]] std::vector<ThemeResult> group_figures(const SurveyView& view, const StoredData& data,
                                                     const std::vector<ThemeResult>& themes, const RunConfig& config);

}  // namespace koe::stages
