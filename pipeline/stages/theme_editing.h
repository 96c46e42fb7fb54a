// An analyst edits themes: koe themes rename, merge, split, pin, forbid, undo. A request in the words of the command line
// becomes an event in the store, or an error that says what to write instead. The theme stage replays events
// (theme/theme_edits.h says what they mean).
#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "pipeline/stages/stage.h"
#include "pipeline/store/theme_edit_store.h"

namespace koe::stages {

/// What was asked for; fields that its kind does not use are empty.
struct EditRequest {
  store::EditKind kind = store::EditKind::kRename;
  std::string theme_id;                ///< "T0007"
  std::string into_id;                 ///< merge
  std::string label_ja, label_en;      ///< rename: one of them at least
  std::string response;                ///< pin, forbid: "R-17", or "R-17:2" for its third segment
  std::vector<std::string> responses;  ///< split: what these say in the theme is one part, the rest the other
  std::size_t parts = 2;               ///< split without `responses`: into so many
  std::int64_t event_no = 0;           ///< undo; 0 = the latest edit in force
  std::string author;
  std::string at;  ///< ISO UTC
};

/// What was stored.
struct EditOutcome {
  store::ThemeEdit edit;
  std::int64_t segments = 0;  ///< pin, forbid: how many segments say this very text, and go with it
};

/// Checks `request` against the store and appends its event; everything or nothing. A split needs `context`'s models and
/// themes that are up to date (run_stages up to "theme"), and makes a theme of each part.
/// Errors: RunError with exit code 2 whose issue names what is wrong and the remedy.
/// Cost: a pass over responses and segments; a split also embeds the theme's texts.
/// Checked in tests/cli/theme_edit_test.cpp.
EditOutcome edit_themes(StageContext& context, const EditRequest& request);

}  // namespace koe::stages
