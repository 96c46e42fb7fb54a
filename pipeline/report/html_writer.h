// report.html: what a product manager, a CS lead or HR reads. One file, no network, no script, both languages
// in it.
#pragma once
#include <string>

#include "pipeline/domain/run_result.h"

namespace koe::report {

/// The whole report as one HTML document.
/// In: a finished run. Out: UTF-8; the document once in Japanese and once in English, a switch without script
/// between them, `run.language` shown first. A content security policy allows this document's own style sheet
/// and nothing else. Every value that is not markup of our own passes escape_html (visible_text.h) at the
/// last step. Employee words never appear: quotes and terms of eNPS themes are ignored even when the run
/// holds them. Cost: linear in themes, periods and rows. Errors: none. Checked in
/// tests/unit/report/html_writer_test.cpp and tests/golden/report_golden_test.cpp.
[[nodiscard]] std::string render_html(const RunResult& run);

}  // namespace koe::report
