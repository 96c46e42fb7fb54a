// What does a team weigh, and what does a fix cost it? The files of --weights and --effort into the settings of a run.
#pragma once
#include "pipeline/cli/console.h"
#include "pipeline/cli/flags.h"

namespace koe::cli {

/// The run's settings with the weights and efforts of the files named on the command line.
/// Errors: RunError (exit 2) for a file that cannot be read in full, a criterion that does not exist, weights that are all
/// zero and an effort of zero. Checked in tests/cli/exit_code_test.cpp.
[[nodiscard]] RunConfig with_ranking_files(const CommandLine& line);

/// Says which themes of the effort file the run does not know.
void tell_unknown_efforts(const RunConfig& config, const RunResult& result, const Console& console);

}  // namespace koe::cli
