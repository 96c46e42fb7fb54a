// An analyst teaches themes by examples: koe themes teach. A file of marked texts becomes one event a theme in the store.
// The theme stage recognises the themes on every run (theme/taught_places.h).
#pragma once
#include <cstddef>
#include <filesystem>
#include <string>
#include <vector>

#include "pipeline/stages/ingest_stage.h"
#include "pipeline/stages/stage.h"
#include "pipeline/store/theme_edit_store.h"

namespace koe::stages {

/// What became of a file of examples.
struct TeachOutcome {
  FileSummary file;                      ///< counts are examples; duplicates: the same text again
  std::vector<store::ThemeEdit> events;  ///< stored, one a theme, in the order of the file
};

/// Reads `path` and appends its events in one transaction. `theme` is the id of a theme, which is taught further, or a name
/// ("請求 / Billing" in both languages), which makes a theme unless one was taught by that name. A new theme is one of the
/// survey that the row names, else of the response that says the example, else of the only survey there is, else NPS.
/// User data errors are issues: kResponseNotFound, kSegmentNotFound, kSegmentAmbiguous, kExampleContentless,
/// kExampleOfTwoThemes and what editable_theme and objection say reject a row; a theme with fewer different examples than
/// models::cluster::kFewestExamples, earlier ones counted, is warned of (kTooFewExamples) and not taught.
/// In: segments that are up to date (run_stages up to "theme"). Cost: a pass over responses and segments.
/// Checked in tests/cli/theme_teach_test.cpp.
[[nodiscard]] TeachOutcome teach_themes(StageContext& context, const std::filesystem::path& path, const std::string& author,
                                        const std::string& at);

/// How many different texts the theme of a teach event shows beside the event's examples. In: themes that are up to date.
[[nodiscard]] std::size_t count_gathered(store::Database& database, const store::ThemeEdit& event);

}  // namespace koe::stages
