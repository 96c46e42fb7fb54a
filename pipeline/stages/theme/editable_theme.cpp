#include "pipeline/stages/theme/editable_theme.h"

namespace koe::stages {

bool is_undone(const store::StoredTheme& theme, const EditPlan& plan) {
  if (theme.origin == store::ThemeOrigin::kPart) return !plan.has_part(theme.theme_no);
  return theme.origin == store::ThemeOrigin::kTaught && !plan.taught.contains(theme.theme_no);
}

Result<store::StoredTheme, Issue> editable_theme(store::Database& database, const std::string& theme_id,
                                                 store::EditKind kind, const EditPlan& plan) {
  const auto refusal = [&](IssueCode code) {
    return Failure<Issue>(Issue{.code = code, .severity = Severity::kRefused, .args = {theme_id}});
  };
  const auto number = store::theme_no_of(theme_id);
  auto theme = number ? store::ThemeStore(database).theme(*number) : std::nullopt;
  if (!theme) return refusal(IssueCode::kThemeUnknown);
  if (theme->origin == store::ThemeOrigin::kCoded) return refusal(IssueCode::kThemeCoded);
  if (theme->origin == store::ThemeOrigin::kGroup && kind != store::EditKind::kRename)
    return refusal(IssueCode::kThemeIsGroup);
  if (theme->retired || is_undone(*theme, plan)) return refusal(IssueCode::kThemeRetired);
  return std::move(*theme);
}

}  // namespace koe::stages
