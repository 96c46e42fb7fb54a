// lineage.csv: where each theme comes from, what became of it, and whether it grows.
#pragma once
#include <map>
#include <vector>

#include "pipeline/domain/run_result.h"
#include "pipeline/store/lineage_store.h"
#include "pipeline/store/theme_edit_store.h"
#include "pipeline/store/theme_store.h"

namespace koe::stages {

/// What the rows are made from.
struct LineageSources {
  const std::map<std::int64_t, store::StoredTheme>& themes;   ///< by number, both survey kinds
  const std::vector<store::LineageEvent>& events;             ///< what koe did
  const std::vector<store::ThemeEdit>& edits;                 ///< what the analyst did: those in force, in order
};

/// Rows by survey kind and theme; of one theme: what koe did, then the analyst, each in its order, then its course:
/// silent quarters that ended ("revived"), and in the latest quarter "growing" or "fading" where the trend is real at a
/// false-discovery rate of 5 %, or "silent".
/// In: `shown`, the themes with their figures. Employees' themes have rows only when they are shown, without counts.
/// Checked in tests/unit/stages/lineage_rows_test.cpp.
[[nodiscard]] std::vector<LineageResult> lineage_rows(const LineageSources& sources, const std::vector<ThemeResult>& shown);

/// Gives each theme that was opened by new texts the evidence for it; customers' themes only.
void add_emergence(std::vector<ThemeResult>& themes, const LineageSources& sources);

}  // namespace koe::stages
