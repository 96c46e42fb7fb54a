#include "pipeline/stages/rank/read_state.h"

#include "pipeline/store/account_store.h"

namespace koe::stages {

StoredData read_state(store::Database& database) {
  StoredData data;
  data.responses = store::ResponseStore(database).read_all();
  data.accounts = store::AccountStore(database).read_all();
  data.segments = store::SegmentStore(database).segments();
  const store::ThemeStore themes(database);
  data.unit_themes = themes.unit_themes();
  data.codes = themes.response_codes();
  data.fixes = store::FixStore(database).read_all();
  for (SurveyKind survey : {SurveyKind::kNps, SurveyKind::kEnps})
    for (store::StoredTheme& theme : themes.themes(survey)) data.themes.emplace(theme.theme_no, std::move(theme));
  return data;
}

}  // namespace koe::stages
