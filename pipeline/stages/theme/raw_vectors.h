// Raw vectors of many texts, some at a time: those of all texts of a survey at once would be its largest piece of memory.
#pragma once
#include <cstddef>

#include "models/embedding/pooling.h"
#include "models/matrix.h"
#include "pipeline/stages/theme/unit_set.h"

namespace koe::stages {

/// Raw vectors, neither centred nor normalised, of a set of units: made of their table rows whenever they are asked for.
/// Immutable; share one among threads. Checked in tests/unit/stages/encode_stage_test.cpp.
class RawVectors {
 public:
  /// `encoded`: what an encoder made of the units, one row each, to stand beside the table's vectors; no columns without one.
  /// `embedder` and `units` outlive the object.
  RawVectors(const models::embedding::TableEmbedder& embedder, const UnitSet& units, models::Matrix encoded);

  /// Number of vectors.
  [[nodiscard]] std::size_t size() const { return units_.size(); }

  /// Those of the units [begin, end). Cost: O(table rows x dimensions).
  [[nodiscard]] models::Matrix rows(std::size_t begin, std::size_t end) const;

  /// All of them: for small sets.
  [[nodiscard]] models::Matrix all() const { return rows(0, size()); }

 private:
  const models::embedding::TableEmbedder& embedder_;
  const UnitSet& units_;
  models::Matrix encoded_;
};

/// As models::embedding::estimate_language_means of all of `raw`, with equal bits at any number of threads.
[[nodiscard]] models::embedding::LanguageMeans estimate_language_means(const RawVectors& raw, const UnitSet& units,
                                                                       const models::embedding::LanguageMeans& prior,
                                                                       const models::embedding::Blocks& blocks,
                                                                       unsigned threads);

}  // namespace koe::stages
