// Which theme does an analyst mean, and may it be edited?
#pragma once
#include <string>

#include "pipeline/domain/issue.h"
#include "pipeline/domain/result.h"
#include "pipeline/stages/theme/theme_edits.h"
#include "pipeline/store/database.h"
#include "pipeline/store/theme_store.h"

namespace koe::stages {

/// The theme called `theme_id` ("T0007"), if an edit of `kind` may speak of it under `plan`.
/// Errors, all of severity kRefused: kThemeUnknown, kThemeCoded, kThemeIsGroup (only a rename may), kThemeRetired.
/// Checked in tests/cli/theme_edit_test.cpp.
[[nodiscard]] Result<store::StoredTheme, Issue> editable_theme(store::Database& database, const std::string& theme_id,
                                                               store::EditKind kind, const EditPlan& plan);

/// Whether an edit made the theme and was taken back: the theme keeps its number and has no texts.
[[nodiscard]] bool is_undone(const store::StoredTheme& theme, const EditPlan& plan);

}  // namespace koe::stages
