#include "nlp/polarity.h"

#include <algorithm>
#include <cmath>

#include "nlp/polarity_features.h"
#include "nlp/utf8.h"

namespace koe::nlp {
namespace {

/// Half of the largest score is reached where the sums for praise and blame are this far apart.
constexpr double kHalfScore = 1000.0;

}  // namespace

std::string_view name_of(PolarityKind kind) noexcept {
  switch (kind) {
    case PolarityKind::kNegative:
      return "neg";
    case PolarityKind::kPositive:
      return "pos";
    case PolarityKind::kRequest:
      return "req";
    case PolarityKind::kNeutral:
      break;
  }
  return "neu";
}

PolarityResult polarity(std::string_view text, std::span<const Token> tokens, Lang lang, const Lexicons& lexicons,
                        const PolarityModel& model) {
  PolarityMemory memory;
  return polarity(decode_utf8(text), tokens, lang, lexicons, model, memory);
}

PolarityResult polarity(std::u32string_view text, std::span<const Token> tokens, Lang lang, const Lexicons& lexicons,
                        const PolarityModel& model, PolarityMemory& memory) {
  if (lang == Lang::kOther || tokens.empty()) return {};
  polarity_evidence(text, tokens, lang, lexicons, memory.evidence, memory.flags);
  polarity_features(tokens, lang, memory.evidence, memory.features, memory.flags);
  const PolarityScores scores = model.scores(memory.features);
  const auto of = [&](PolarityKind kind) { return scores[static_cast<std::size_t>(kind)]; };
  const double side = of(PolarityKind::kPositive) - of(PolarityKind::kNegative);
  const auto best = std::max_element(scores.begin(), scores.end()) - scores.begin();
  return {.kind = static_cast<PolarityKind>(best), .score = side / (std::abs(side) + kHalfScore)};
}

}  // namespace koe::nlp
