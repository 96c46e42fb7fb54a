// Which theme of a new fit is which theme of the old one? Needed when everything is fitted anew (another vector table):
// permanent numbers follow the texts, not the numbers of the fit.
#pragma once
#include <cstdint>
#include <optional>
#include <vector>

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

}  // namespace koe::stages
