// In which order, and is it needed at all? Runs the stages over what the store holds.
#pragma once
#include <string_view>
#include <vector>

#include "pipeline/stages/stage.h"

namespace koe::stages {

/// Runs every stage of kStages up to `last` that is not up to date, each in its own transaction, and fills `context.result`.
/// Out: one summary a stage, skipped ones included. Errors: whatever a stage throws; its transaction is rolled back, the
/// earlier stages' work stays. Checked in tests/unit/stages/runner_test.cpp.
std::vector<StageSummary> run_stages(StageContext& context, std::string_view last = "rank");

}  // namespace koe::stages
