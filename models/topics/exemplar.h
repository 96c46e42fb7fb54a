// Which respondents' own words show best what a theme is about? The most central quotes, none too short or
// too long to read, and not twice the same.
#pragma once
#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "models/language.h"
#include "models/neighbors/unit_vectors.h"

namespace koe::models::topics {

/// A text that may be quoted.
struct Quote {
  /// Row of the vectors.
  std::uint32_t unit = 0;
  Language language = Language::kEnglish;
  /// Length in code points.
  std::uint32_t codepoints = 0;
  /// Cosine to the theme's centroid.
  float similarity = 0.0F;
};

/// Settings of `choose_exemplars`. Lengths are in code points; Japanese says the same in about half of them.
struct ExemplarOptions {
  std::size_t per_language = 3;
  std::array<std::uint32_t, kLanguageCount> min_codepoints = {10, 20};
  std::array<std::uint32_t, kLanguageCount> max_codepoints = {120, 240};
  /// Two quotes may be this similar (cosine) at most.
  double max_similarity = 0.9;
};

/// Units to quote for one theme: the most central of each language, Japanese first, best first.
/// In: `quotes` of one theme, each unit once. A language of which no text has a readable length gives its
/// most central one, so that no language that was used is left without a quote. Ties by unit number.
/// Cost: O(q log q + q * per_language * d).
/// Source: maximal marginal relevance (Carbonell, Goldstein 1998), with a hard limit instead of a trade-off.
/// Checked in tests/unit/models/topics/exemplar_test.cpp.
[[nodiscard]] std::vector<std::uint32_t> choose_exemplars(std::span<const Quote> quotes,
                                                          const neighbors::UnitVectors& units,
                                                          const ExemplarOptions& options = {});

}  // namespace koe::models::topics
