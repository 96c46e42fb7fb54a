// What of the corpus at hand do texts' places depend on? The mean of each language and the contexts of its terms: learnt when
// themes are fitted, kept with them, the same for every later text.
#pragma once
#include "models/embedding/pooling.h"
#include "models/embedding/term_contexts.h"
#include "pipeline/stages/theme/raw_vectors.h"
#include "pipeline/stages/theme/text_vectors.h"
#include "pipeline/stages/theme/unit_set.h"
#include "pipeline/store/theme_store.h"

namespace koe::stages {

/// See above. Checked in tests/unit/stages/corpus_frame_test.cpp.
struct CorpusFrame {
  models::embedding::LanguageMeans means;
  models::embedding::TermContexts contexts;
};

/// Learns the frame of `units`: means of all, contexts of at most 10,000, evenly spread. In: `raw`, vectors.raw of `units`.
/// Equal bits at any number of threads. Cost: that of estimate_language_means.
[[nodiscard]] CorpusFrame learn_frame(const RawVectors& raw, const UnitSet& units, const TextVectors& vectors,
                                      unsigned threads);

/// The frame that was kept with a theme model, and the reverse.
[[nodiscard]] CorpusFrame frame_of(const store::StoredThemeModel& model);
void keep_frame(const CorpusFrame& frame, store::StoredThemeModel& model);

}  // namespace koe::stages
