// Which theme of a new fit is which theme of the old one? Needed when everything is fitted anew (another vector table):
// permanent numbers follow the texts, not the numbers of the fit.
#pragma once
#include <cstdint>
#include <optional>
#include <vector>

#include "pipeline/store/lineage_store.h"

namespace koe::stages {

/// One text's theme before and after.
struct Regrouped {
  std::int64_t old_theme_no = 0;
  std::uint32_t new_theme = 0;
  double weight = 1;
};

/// Old theme number that each of `themes` new themes continues; nullopt = it is new. A new theme continues an old one when
/// they share at least half of the texts of both together (Jaccard >= 0.5); the largest shares choose first, each number
/// once. Source: Jaccard matching of clusters over time, Greene, Doyle, Cunningham (2010).
/// Cost: O(texts log texts). Checked in tests/unit/stages/theme_identity_test.cpp.
[[nodiscard]] std::vector<std::optional<std::int64_t>> continued_themes(const std::vector<Regrouped>& texts,
                                                                        std::size_t themes);

/// What a new fit made of a theme: `old_no` absent = nothing stood behind it, `new_theme` absent = it was not found again.
struct Descent {
  store::LineageKind kind = store::LineageKind::kBorn;
  std::optional<std::int64_t> old_no;
  std::optional<std::uint32_t> new_theme;
  bool operator==(const Descent&) const = default;
};

/// The story of a new fit. In: `texts` and `continued` as of continued_themes; `old_nos`, all earlier themes.
/// Out: one a new theme, in order: continued, split off from the theme that holds at least half of its known texts, or born;
/// then one for each earlier theme that none continues: merged into the new theme that holds at least half of its texts, or
/// ended. Cost: O(texts log texts). Checked in tests/unit/stages/theme_identity_test.cpp.
[[nodiscard]] std::vector<Descent> descent_of(const std::vector<Regrouped>& texts,
                                              const std::vector<std::optional<std::int64_t>>& continued,
                                              const std::vector<std::int64_t>& old_nos);

}  // namespace koe::stages
