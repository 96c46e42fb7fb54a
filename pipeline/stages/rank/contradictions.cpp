#include "pipeline/stages/rank/contradictions.h"

#include "pipeline/domain/contradiction.h"

namespace koe::stages {

Contradictions find_contradictions(const StoredData& data) {
  std::map<std::int64_t, std::vector<Polarity>> tones;
  for (const store::StoredSegment& segment : data.segments)
    if (!segment.unit_key.empty()) tones[segment.response_no].push_back(segment.polarity);
  Contradictions found;
  for (const store::StoredResponse& response : data.responses) {
    const auto said = tones.find(response.response_no);
    if (response.survey != SurveyKind::kNps || !response.score || said == tones.end()) continue;
    const ScoreBand band = band_of(*response.score);
    found.counts.promoters += band == ScoreBand::kPromoter;
    found.counts.detractors += band == ScoreBand::kDetractor;
    const Contradiction contradiction = contradiction_of(*response.score, said->second);
    if (contradiction == Contradiction::kNone) continue;
    found.of_response[response.response_no] = contradiction;
    ++(contradiction == Contradiction::kComplainingPromoter ? found.counts.complaining_promoters
                                                            : found.counts.praising_detractors);
  }
  return found;
}

}  // namespace koe::stages
