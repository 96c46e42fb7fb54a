// Where does this result come from? manifest.json: enough to say why two output folders differ, and nothing
// that would make two runs over the same state differ (no time, no duration, no thread count, no path).
#pragma once
#include <span>
#include <string>

#include "pipeline/domain/run_result.h"
#include "pipeline/report/output_folder.h"

namespace koe::report {

/// manifest.json as UTF-8 text, keys in a fixed order, one trailing newline.
/// In: the run; `outputs`, every other file of the folder, listed with length and SHA-256.
/// Cost: one hash over all outputs. Errors: none; invalid UTF-8 in a name becomes U+FFFD.
/// Checked in tests/unit/report/manifest_writer_test.cpp and tests/golden/report_golden_test.cpp.
[[nodiscard]] std::string to_manifest(const RunResult& run, std::span<const OutputFile> outputs);

}  // namespace koe::report
