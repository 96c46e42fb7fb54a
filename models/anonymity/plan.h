// Which figures of a survey are shown? Primary and complementary suppression over all tables of all waves, with everything
// that was ever published taken as known.
#pragma once
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "models/anonymity/answers.h"

namespace koe::models::anonymity {

/// One figure: the group as it is now, and the versions of it that were published, newest first. A figure that has
/// become safe to update is updated; one that has not stays as it was; one that never was safe is hidden.
struct Figure {
  Group current;               ///< empty: the figure exists in the past only
  std::vector<Group> published;
};

/// Everybody of one wave, and the tables that split it (the departments, the regions...).
struct WaveFigures {
  Figure everybody;
  std::vector<std::vector<Figure>> tables;
};

/// What to show of a figure: 0 = as it is now, v = `published[v - 1]`, absent = nothing.
using Version = std::optional<std::size_t>;

/// What to show of one wave, in the order of its WaveFigures.
struct WaveVersions {
  Version everybody;
  std::vector<std::vector<Version>> tables;
  std::vector<bool> may_name_hidden;  ///< of each table; false: so many hidden groups share so few people that their
                                      ///< number alone would bound each of them within k
};

/// Chooses what to show of each wave. Everybody's figure comes first, then the tables in their order, in each the largest
/// groups first. A group is shown if Release admits it together with what it leaves over of everybody. Of `m` hidden
/// groups that share a rest, the rest must be of k + m people or more: each hidden count may then be anything from 1 to
/// the rest less m - 1, an interval at least k wide. This must also hold of the rest that a reader computes from the shown
/// numbers, some of which may be older than others; where it does not, the smallest shown groups of the table are hidden
/// too, and where even that is not enough, the hidden groups are not named.
/// `public_themes`: every version of every public theme (plan_themes); everybody's figure must be safe beside them, too.
/// `may_update` false: nothing new is published, what is public already stays (the same state was decided before).
/// Cost: see Release; checked in tests/unit/models/anonymity/plan_test.cpp, tests/property/anonymity_property_test.cpp.
[[nodiscard]] std::vector<WaveVersions> plan_waves(std::span<const Answer> answers, std::span<const WaveFigures> waves,
                                                   std::span<const Group> public_themes, std::int64_t k,
                                                   bool may_update = true);

/// The group behind a version. Precondition: `version` has a value.
[[nodiscard]] const Group& members_of(const Figure& figure, Version version);

/// What is public besides the themes that may be shown now.
struct BesideThemes {
  std::vector<Group> everybody;  ///< of each wave and of all, every version
  std::vector<Group> themes;     ///< versions of themes, those that cannot be shown again included
};

/// The same for themes, groups that overlap and split nobody. A theme that nearly everybody answers alike is published as a
/// bound (published_count.h). `figures`: themes in order of preference.
[[nodiscard]] std::vector<Version> plan_themes(std::span<const Answer> answers, const BesideThemes& known_besides,
                                               std::span<const Figure> figures, std::int64_t k, bool may_update = true);

}  // namespace koe::models::anonymity
