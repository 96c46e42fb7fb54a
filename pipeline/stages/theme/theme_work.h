// One survey kind's themes while the theme stage works on them: found anew, or kept and extended, and numbered.
#pragma once
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "models/cluster/theme_model.h"
#include "pipeline/stages/stage.h"
#include "pipeline/stages/theme/theme_groups.h"
#include "pipeline/stages/theme/theme_naming.h"
#include "pipeline/stages/theme/theme_space.h"
#include "pipeline/stages/theme/unit_set.h"
#include "pipeline/store/lineage_store.h"
#include "pipeline/store/theme_store.h"

namespace koe::stages {

/// What is known of a survey kind before its themes are worked on.
struct ThemeHistory {
  store::UnitThemes known;  ///< unit_key -> theme found by earlier runs, both survey kinds
  std::string latest_period;                         ///< of the data; "" unknown
};

/// Something that happened to a theme in this run; themes are named by position until they have numbers.
struct ThemeChange {
  store::LineageEvent event;            ///< theme_no and other_no where they are known
  std::optional<std::uint32_t> theme;   ///< position of the theme, else event.theme_no
  std::optional<std::uint32_t> other;   ///< position of the other theme, else event.other_no
};

/// The state. Shapes: u units, t themes.
struct ThemeWork {
  SurveyKind survey = SurveyKind::kNps;
  const ThemeHistory& history;
  const LabelTermTable& label_terms;
  UnitSet units;                                     ///< u
  const TextVectors& vectors;
  ThemeSpace space;
  PlacedUnits placed;                                ///< u
  CorpusFrame frame;
  models::cluster::ThemeModel model;                 ///< t
  std::vector<store::StoredTheme> themes;            ///< t, in the model's order; theme_no 0 = new
  std::vector<models::cluster::Assignment> theme_of; ///< u, positions in `themes`
  std::vector<store::StoredTheme> groups;            ///< stored before this run
  ThemeGroups new_groups;                            ///< of a new fit; empty when the old themes were kept
  std::vector<std::optional<std::int64_t>> continued_groups;  ///< one a new group: the number it goes on under
  std::vector<ThemeChange> changes;
};

/// Fits everything anew. Numbers and names of `earlier` themes are handed on to those that continue them; the others retire
/// and stay in `earlier`'s rows in the store. Cost: that of fit_themes. Checked in tests/unit/stages/runner_test.cpp.
void fit_anew(ThemeWork& work, const RawVectors& raw, std::vector<store::StoredTheme> earlier, const StageContext& context);

/// Keeps `stored` and `themes` (none retired), places the new texts, opens themes for what no old one covers.
/// Checked as fit_anew.
void keep_and_extend(ThemeWork& work, const RawVectors& raw, const store::StoredThemeModel& stored,
                     std::vector<store::StoredTheme> themes, const StageContext& context);

/// Stores themes and groups, numbering new ones, and appends what happened to the lineage.
void number_themes(ThemeWork& work, store::Database& database);

/// Themes of one survey kind and origin.
[[nodiscard]] std::vector<store::StoredTheme> themes_from(const store::ThemeStore& store, SurveyKind survey,
                                                          store::ThemeOrigin origin);

}  // namespace koe::stages
