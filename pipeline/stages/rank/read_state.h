// Everything that figures are made of, read from the store at once.
#pragma once
#include "pipeline/stages/rank/survey_view.h"
#include "pipeline/store/database.h"

namespace koe::stages {

/// Reads the whole state. Cost: all responses and segments in memory. Checked in tests/unit/stages/runner_test.cpp.
[[nodiscard]] StoredData read_state(store::Database& database);

}  // namespace koe::stages
