// What do the readers of a run get? The whole output folder (CONTRACT.md) from one RunResult.
//
// Invariant of this layer: it computes no statistic and reads no clock, environment or thread count, so the
// bytes of every file depend on the RunResult alone.
#pragma once
#include <filesystem>
#include <vector>

#include "pipeline/domain/run_result.h"
#include "pipeline/report/output_folder.h"

namespace koe::report {

/// Every file of the output folder as values, manifest.json last because it carries the hashes of the others.
/// In: a finished run; employee rows in it are left out unless `run.enps_rows`.
/// Cost: linear in the size of the run; all files are in memory at once. Errors: none.
/// Checked in tests/unit/report/report_test.cpp and tests/golden/report_golden_test.cpp.
[[nodiscard]] std::vector<OutputFile> render_report(const RunResult& run);

/// render_report, then write_files: the one call the `report` stage makes. `dir` is created if it is not
/// there. Errors: RunError{kOutputUnwritable, exit 6}; the earlier files of `dir` are then still complete.
void write_report(const RunResult& run, const std::filesystem::path& dir);

}  // namespace koe::report
