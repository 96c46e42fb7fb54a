// What is a theme called, where does it belong, and who speaks for it? Labels, placement and exemplars of fitted themes.
#pragma once
#include <optional>
#include <vector>

#include "models/cluster/theme_model.h"
#include "pipeline/stages/assets.h"
#include "pipeline/stages/theme/theme_space.h"
#include "pipeline/stages/theme/unit_set.h"
#include "pipeline/store/segment_store.h"
#include "pipeline/store/theme_store.h"

namespace koe::stages {

/// The stored label terms, and of each the first that reads like it: the same display in the same language.
struct LabelTermTable {
  std::vector<store::StoredLabelTerm> terms;
  std::vector<std::uint32_t> reads_like;
};

/// The table of `terms` (SegmentStore::label_terms). Cost: O(terms).
[[nodiscard]] LabelTermTable make_label_term_table(std::vector<store::StoredLabelTerm> terms);

/// Fills terms, phase, family and exemplars of every theme, and the labels of themes that have none yet: a name, once
/// given, stays, so that a reader finds it again next quarter.
/// A theme whose texts mostly speak of a known theme bears its name, with its own words in brackets, and its placement.
/// In: `units` as `placed` in `space` (rows in the same order); `theme_of`, each unit's position in `themes` or nothing.
/// Terms that fewer than `fewest_people` people of a theme use are neither terms nor part of a name: k for employees.
/// eNPS themes get no placement: the customer's course is not theirs.
/// `label_terms`, what the numbers in `units` stand for.
/// Cost: O(units x label terms + themes x terms). Checked in tests/unit/stages/theme_naming_test.cpp.
void describe_themes(std::vector<store::StoredTheme>& themes, const UnitSet& units,
                     const ThemeSpace& space,
                     const PlacedUnits& placed, const std::vector<models::cluster::Assignment>& theme_of,
                     const LabelTermTable& label_terms, std::size_t fewest_people, const Assets& assets,
                     unsigned threads);

}  // namespace koe::stages
