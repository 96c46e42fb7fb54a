// What do the texts of the other language say of the same? Two languages share no words, but their texts share directions.
#pragma once
#include <cstddef>
#include <span>

#include "models/language.h"
#include "models/matrix.h"

namespace koe::models::neighbors {

/// Directions as both languages say them: each joined in equal parts by the mean of the `heard` nearest in the other language,
/// as close as they are.
/// In: `directions` n x d, rows of length 1 or 0; `languages` n.
/// Out: n x d, rows of length 1 or 0; a row stays as it is where the other language says nothing like it.
/// Cost: O(n^2 d), split over `threads`; equal bits at any number of them. What it gives is measured in METHODS.md (section 3).
/// Checked in tests/unit/models/cluster/across_languages_test.cpp.
[[nodiscard]] Matrix said_in_both(const Matrix& directions, std::span<const Language> languages, std::size_t heard,
                                  unsigned threads);

}  // namespace koe::models::neighbors
