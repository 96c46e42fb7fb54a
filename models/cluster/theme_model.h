// Which theme does a text belong to, today and next quarter? A theme is a direction (centroid) found once on
// a bounded sample; every other text, old or new, then goes to its nearest direction. Themes keep their numbers
// when the model is extended (theme_extension.h).
#pragma once
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "models/cluster/resolution.h"
#include "models/language.h"
#include "models/neighbors/unit_vectors.h"

namespace koe::models::cluster {

/// Settings of `fit_themes`; how the defaults were chosen is in METHODS.md.
struct ThemeOptions {
  /// Units fitted on at most; more are thinned to evenly spread positions. All are assigned.
  std::size_t sample = 10000;
  /// Neighbours a unit, of both languages in the proportion in which they are written.
  std::size_t neighbors = 15;
  ResolutionOptions resolution;
  /// A theme needs this many units (not weight); smaller ones join the nearest theme.
  std::size_t min_units = 5;
  /// A theme larger than this share of the units is split where it has parts ...
  double max_share = 0.15;
  /// ... unless it has no more than this many units: of few texts a theme may well have a large share.
  std::size_t always_allowed_units = 40;
  /// Resolution at which themes are grouped into the level above.
  double group_resolution = 1.0;
  /// A unit stays in the community that holds at least this share of the weight of its neighbours; another one joins the
  /// theme of the nearest centroid.
  double settled_share = 0.5;
  /// A unit less similar than this to every theme is left unassigned ...
  double similarity_floor = 0.15;
  /// ... but of the units fitted never more than this share: the floor is lowered until it holds.
  double max_unassigned_share = 0.02;
  std::uint64_t seed = 1;
};

/// One theme; its centroid is the row of the same position in ThemeModel::centroids.
struct Theme {
  /// Number within the model, never used again for another theme; themes and groups share one count.
  std::uint32_t id = 0;
  /// Id of the group (theme one level up) it belongs to.
  std::uint32_t group = 0;
  /// Units it was fitted on.
  std::uint32_t units = 0;
  /// Mean cosine of those units to the centroid.
  double cohesion = 0.0;
  /// Cosine that 9 of 10 of those units reach: below it a unit fits badly.
  double typical_floor = 0.0;
  friend bool operator==(const Theme&, const Theme&) = default;
};

/// Everything needed to assign texts again. A plain value: the store keeps its fields.
struct ThemeModel {
  /// Ascending by id.
  std::vector<Theme> themes;
  /// One row a theme.
  neighbors::UnitVectors centroids;
  /// Cosine below which a unit is unassigned.
  double floor = 0.0;
  /// The next free id.
  std::uint32_t next_id = 0;
  friend bool operator==(const ThemeModel&, const ThemeModel&) = default;
};

/// The theme of one unit.
struct Assignment {
  /// Position in ThemeModel::themes; empty = unassigned.
  std::optional<std::uint32_t> theme;
  /// Cosine to the nearest centroid, -1..1, also when unassigned; 0 for a unit without direction.
  float similarity = 0.0F;
  friend bool operator==(const Assignment&, const Assignment&) = default;
};

/// A fitted model with the evidence for its number of themes.
struct ThemeFit {
  ThemeModel model;
  /// Theme of each unit that was fitted on, one entry a unit; empty for the others, which the nearest centroid decides.
  std::vector<std::optional<std::uint32_t>> fitted;
  std::vector<ResolutionPoint> profile;
  double resolution = 0.0;
};

/// Those of `rows` that fit_themes would look at: the ones with a direction, evenly thinned to `sample`. For callers that would
/// else copy vectors only to have them left out. Cost: O(rows).
[[nodiscard]] std::vector<std::uint32_t> sampled_rows(const neighbors::UnitVectors& units, std::vector<std::uint32_t> rows,
                                                      std::size_t sample);

/// Finds themes among `units`.
/// In: unit vectors, each *distinct* text once (identical texts would be their own neighbours); `weights` n
/// multiplicities > 0, used for the centroids; `languages` n, or empty when all are in one. Units without
/// direction are ignored.
/// Out: themes numbered from `first_id`, largest first; groups after the themes. Equal bits at any number of
/// threads. Where there are few different units and at least half of them are said `min_units` times or more, each of
/// these is a theme (a picklist in disguise); else no theme when fewer than `min_units` units have a direction.
/// Cost: exact neighbours O(sample^2 d) + a few dozen runs of Leiden; a few seconds for 10,000 units on two
/// cores.
/// Checked in tests/unit/models/cluster/theme_model_test.cpp.
[[nodiscard]] ThemeFit fit_themes(const neighbors::UnitVectors& units, std::span<const double> weights,
                                  const ThemeOptions& options, std::uint32_t first_id, unsigned threads,
                                  std::span<const Language> languages = {});

/// The nearest theme of every unit.
/// Cost: O(n themes d). Equal vectors get equal themes.
[[nodiscard]] std::vector<Assignment> assign(const ThemeModel& model, const neighbors::UnitVectors& units,
                                             unsigned threads);

/// `assign` with the units of the fit: a unit that was fitted on stays in its theme, also where another centroid is
/// nearer, because its neighbours are there. Cost: as `assign`. Checked in tests/unit/models/cluster/theme_model_test.cpp.
/// In: `fitted`, as ThemeFit::fitted, one entry a unit. Errors: std::invalid_argument when sizes differ.
[[nodiscard]] std::vector<Assignment> assign_fitted(const ThemeModel& model,
                                                    std::span<const std::optional<std::uint32_t>> fitted,
                                                    const neighbors::UnitVectors& units, unsigned threads);

/// What was assigned to each theme: sums that can be added up over parts of the data and over machines.
struct ThemeTally {
  /// One a theme, in the order of ThemeModel::themes.
  std::vector<double> weight;
  std::vector<double> similarity_sum;
  double unassigned_weight = 0.0;

  /// Adds the tally of another part; both of the same model.
  /// Errors: std::invalid_argument when sizes differ.
  ThemeTally& operator+=(const ThemeTally& other);
  friend bool operator==(const ThemeTally&, const ThemeTally&) = default;
};

/// Tally of `assignments` with multiplicities `weights` over `themes` themes.
[[nodiscard]] ThemeTally tally(std::size_t themes, std::span<const Assignment> assignments,
                               std::span<const double> weights);

}  // namespace koe::models::cluster
