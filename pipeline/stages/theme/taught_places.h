// Which texts do an analyst's examples claim? The themes taught by koe themes teach, recognised among one survey kind's texts.
#pragma once
#include <cstdint>
#include <optional>
#include <vector>

#include "models/neighbors/unit_vectors.h"
#include "pipeline/stages/theme/theme_edits.h"
#include "pipeline/stages/theme/theme_space.h"
#include "pipeline/stages/theme/unit_set.h"

namespace koe::stages {

/// Shapes: u units, t taught themes of the survey kind.
struct TaughtPlaces {
  std::vector<std::int64_t> themes;                   ///< t, theme numbers
  models::neighbors::UnitVectors centres;             ///< t, direction of each theme's examples
  std::vector<std::optional<std::int64_t>> theme_of;  ///< u, the theme that examples claim a text for
};

/// Recognises the themes that `plan` teaches and that are among `themes` (numbers of this survey kind).
/// In: `units` as they are `placed` in `space` and `frame`. Out: a marked text is claimed for the theme it is an
/// example of; any other by models/cluster/taught_themes.h. Cost: embedding the examples, O(u t d).
/// Checked in tests/cli/theme_teach_test.cpp.
[[nodiscard]] TaughtPlaces recognise_taught(const EditPlan& plan, const std::vector<std::int64_t>& themes,
                                            const UnitSet& units, const models::neighbors::UnitVectors& placed,
                                            const TextVectors& vectors, const ThemeSpace& space,
                                            const CorpusFrame& frame);

}  // namespace koe::stages
