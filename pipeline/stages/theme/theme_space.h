// In which space are texts compared when themes are sought? The vectors of table and encoder, centred by language, and beside
// them how far a text speaks of each theme of the library, so that paraphrases without a common word can meet.
#pragma once
#include <vector>

#include "models/embedding/pooling.h"
#include "models/embedding/prototypes.h"
#include "models/neighbors/unit_vectors.h"
#include "pipeline/stages/assets.h"
#include "pipeline/stages/theme/corpus_frame.h"
#include "pipeline/stages/theme/text_vectors.h"

namespace koe::stages {

/// Units in the space.
struct PlacedUnits {
  models::neighbors::UnitVectors vectors;  ///< one row a unit
  models::Matrix affinity;                 ///< units x known themes of the survey kind, 0..1
};

/// The space of one survey kind. Immutable.
class ThemeSpace {
 public:
  /// Embeds the library's examples of `survey`. Cost: some 3,000 sentences, about 0.1 s.
  ThemeSpace(const Assets& assets, const TextVectors& vectors, SurveyKind survey, unsigned threads);

  /// Places `units` in `frame`. In: `raw`, TextVectors::raw of `units`. Equal texts give equal bits, at any number of
  /// threads.
  [[nodiscard]] PlacedUnits place(const RawVectors& raw, const UnitSet& units, const CorpusFrame& frame) const;

  /// Length of the vectors.
  [[nodiscard]] std::size_t dimensions() const { return measure_.dimensions() + measure_.count(); }

  /// The known theme that texts mostly speak of: the one of largest mean affinity, if that reaches `kNamedFrom`;
  /// nullptr otherwise. In: rows of `affinity`. Checked in tests/unit/stages/theme_space_test.cpp.
  [[nodiscard]] const KnownTheme* known_theme_of(const models::Matrix& affinity,
                                                 const std::vector<std::size_t>& rows) const;

  /// A theme takes a known theme's name when this share of what its texts say is about it.
  static constexpr double kNamedFrom = 0.25;

 private:
  std::vector<KnownTheme> themes_;
  models::embedding::Blocks blocks_;
  models::embedding::AffinityMeasure measure_{models::Matrix()};
  unsigned threads_;
};

}  // namespace koe::stages
