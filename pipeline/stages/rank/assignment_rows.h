// assignments.csv: which segment went where; in a survey coded by an analyst, which response got which code.
#pragma once
#include <vector>

#include "pipeline/domain/run_result.h"
#include "pipeline/stages/rank/survey_view.h"
#include "pipeline/store/text_door.h"

namespace koe::stages {

/// Rows of the released segments in their order. In a coded survey a response has one row a code, over its whole text, or
/// one unassigned row. Checked in tests/unit/stages/assignment_rows_test.cpp.
[[nodiscard]] std::vector<AssignmentResult> assignment_rows(const std::vector<store::ReleasedSegment>& released,
                                                            const StoredData& data);

}  // namespace koe::stages
