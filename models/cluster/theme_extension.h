// What is new this quarter? Themes are opened for what the known ones do not cover; the known ones stay as they are.
#pragma once
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "models/cluster/theme_model.h"
#include "models/language.h"
#include "models/neighbors/unit_vectors.h"

namespace koe::models::cluster {

/// Settings of `extend_themes`.
struct ExtendOptions {
  ThemeOptions fit;
  /// A new theme needs this many badly fitting units ...
  std::size_t min_units = 8;
  /// ... and they must be closer to their own centre (leaving the unit itself out) than to the best old theme
  /// by this much cosine on average; a group less far than this from one found before joins it.
  double min_gain = 0.12;
};

/// A theme that `extend_themes` opened, and why.
struct OpenedTheme {
  std::uint32_t id = 0;
  /// Units it was opened from.
  std::uint32_t units = 0;
  /// Mean cosine of those units to the centroid without themselves.
  double cohesion = 0.0;
  /// Mean cosine of those units to the best old theme.
  double old_similarity = 0.0;
  /// Position in ThemeModel::themes of the old theme nearest to the new centroid, and their cosine.
  std::uint32_t nearest_old = 0;
  double nearest_similarity = 0.0;
};

/// The extended model: old themes first, unchanged, then the opened ones.
struct ThemeExtension {
  ThemeModel model;
  std::vector<OpenedTheme> opened;
};

/// Opens themes for what the old ones do not cover. Old themes, their ids and centroids stay as they are.
/// In: as for `fit_themes`; `units` are the new ones.
/// Cost: O(n themes d) + a fit of the badly fitting units.
/// Checked in tests/unit/models/cluster/theme_extension_test.cpp.
[[nodiscard]] ThemeExtension extend_themes(const ThemeModel& model, const neighbors::UnitVectors& units,
                                           std::span<const double> weights, const ExtendOptions& options,
                                           unsigned threads, std::span<const Language> languages = {});

}  // namespace koe::models::cluster
