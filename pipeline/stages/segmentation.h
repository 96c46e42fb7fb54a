// Which consecutive sentences of an answer speak about the same thing? They become one segment, the unit that gets a theme:
// a sentence alone is often too short to say what it is about, a whole answer often about two things.
#pragma once
#include <array>
#include <cstddef>
#include <span>
#include <vector>

#include "pipeline/domain/run_result.h"

namespace koe::stages {

/// A sentence as segmentation sees it. Vectors are raw (not centred), of equal length.
struct SentenceView {
  Language language = Language::kOther;
  bool has_content = true;          ///< false: courtesy, "特になし"... never stands alone beside content
  bool continues = false;           ///< the rest of the sentence before, with no turn from praise to blame or back: stays with it
  std::span<const float> vector;    ///< zeros when the table knows none of its words
};

/// When neighbouring sentences make one segment.
struct SegmentationOptions {
  /// Neighbouring sentences at least this similar (cosine, centred) belong together. How it was chosen: METHODS.md.
  double same_topic = 0.20;
  /// A sentence whose vector is shorter than this has no topic of its own and joins its neighbour: rare words make vectors
  /// long, common ones short, and "I put it in wrong too many times" says of what only beside "the PIN". By Language; in
  /// both languages seven of ten boundaries between two topics are found with it.
  std::array<double, 3> min_information = {0.30, 0.35, 0.30};
};

/// First sentence of every segment, ascending, starting with 0. In: sentences of one answer in order; `mean` one centring
/// vector a language (Language order, kOther unused). Cost: O(sentences x dimensions).
/// Checked in tests/unit/stages/segmentation_test.cpp.
[[nodiscard]] std::vector<std::size_t> segment_starts(std::span<const SentenceView> sentences,
                                                      std::span<const std::span<const float>> mean,
                                                      const SegmentationOptions& options = {});

}  // namespace koe::stages
