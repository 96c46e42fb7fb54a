// What do readers see after the analyst's edits? The found themes and the texts' vectors, with the edits replayed over them.
#pragma once
#include <span>
#include <vector>

#include "models/cluster/theme_model.h"
#include "pipeline/stages/theme/taught_places.h"
#include "pipeline/stages/theme/theme_edits.h"
#include "pipeline/stages/theme/unit_set.h"

namespace koe::stages {

/// One survey kind as koe found it. Shapes: u units, t found themes.
struct FoundThemes {
  const std::vector<store::StoredTheme>& themes;                ///< t, stored (theme_no set)
  const models::neighbors::UnitVectors& centroids;              ///< t
  const UnitSet& units;                                         ///< u
  const models::neighbors::UnitVectors& vectors;                ///< u
  const std::vector<models::cluster::Assignment>& theme_of;     ///< u, positions in `themes`
  double floor = 0;                                             ///< least cosine of an assigned text
  const TaughtPlaces& taught;                                   ///< u, what examples claim
};

/// The same survey kind as it is shown.
struct ShownThemes {
  std::vector<store::StoredTheme> themes;             ///< the found ones in their order, then those that edits made
  std::vector<models::cluster::Assignment> theme_of;  ///< u, positions in `themes`; empty also for a theme of the other kind
  std::vector<store::UnitTheme> placed;               ///< u
};

/// Gives the analyst's names to `themes`, and takes them from those that have none (any more).
void give_names(std::vector<store::StoredTheme>& themes, const EditPlan& plan);

/// The themes that are shown under `plan`, in the order of ShownThemes: `found` and those that edits `made`, with the
/// analyst's names and, for parts, the group of the theme that they were split from.
[[nodiscard]] std::vector<store::StoredTheme> shown_themes(const EditPlan& plan, const std::vector<store::StoredTheme>& found,
                                                           std::span<const store::StoredTheme> made);

/// Replays `plan`. In: `made`, the stored themes that splits and teaching made in this survey kind; their directions are
/// the weighted means of the texts that define them and the means of their examples, in the vectors at hand, so that a new
/// vector table changes nothing in what they are.
/// Cost: O(u) and, for texts of split themes or with prohibitions, O(themes d). Checked in
/// tests/unit/stages/edit_replay_test.cpp.
[[nodiscard]] ShownThemes replay_edits(const EditPlan& plan, const FoundThemes& found,
                                       std::span<const store::StoredTheme> made);

}  // namespace koe::stages
