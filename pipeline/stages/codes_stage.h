// An analyst's own coding instead of found themes: koe themes import.
#pragma once
#include <filesystem>

#include "pipeline/stages/ingest_stage.h"

namespace koe::stages {

/// Reads a codes file into the store in one transaction, replacing the earlier coding of the survey kinds it speaks of.
/// A code seen before keeps its theme number. `summary.stored` counts (response, code) pairs; a response id that the store
/// does not know is a warning (kUnknownResponse). Checked in tests/unit/stages/codes_stage_test.cpp.
[[nodiscard]] FileSummary import_codes(store::Database& database, const std::filesystem::path& path);

}  // namespace koe::stages
