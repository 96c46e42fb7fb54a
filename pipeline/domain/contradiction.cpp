#include "pipeline/domain/contradiction.h"

#include <algorithm>

namespace koe {

Contradiction contradiction_of(int score, std::span<const Polarity> tones) {
  const auto count = [&](Polarity tone) { return static_cast<std::size_t>(std::ranges::count(tones, tone)); };
  const std::size_t complaints = count(Polarity::kNegative), praise = count(Polarity::kPositive);
  const ScoreBand band = band_of(score);
  if (band == ScoreBand::kPromoter && praise == 0 && 2 * complaints > tones.size()) return Contradiction::kComplainingPromoter;
  const bool wants_nothing = complaints == 0 && count(Polarity::kRequest) == 0;
  if (band == ScoreBand::kDetractor && wants_nothing && 2 * praise > tones.size()) return Contradiction::kPraisingDetractor;
  return Contradiction::kNone;
}

}  // namespace koe
