// Is this segment a complaint, a wish, praise or neither? The one door for the stages.
#pragma once
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "nlp/language.h"
#include "nlp/lexicons.h"
#include "nlp/polarity_evidence.h"
#include "nlp/polarity_model.h"
#include "nlp/token.h"

namespace koe::nlp {

/// "neg", "neu", "pos" or "req", as in the output files.
[[nodiscard]] std::string_view name_of(PolarityKind kind) noexcept;

/// The judgement of one segment.
struct PolarityResult {
  PolarityKind kind = PolarityKind::kNeutral;
  double score = 0.0;  ///< -1..1: how far praise and blame are apart, whatever the kind
  friend bool operator==(const PolarityResult&, const PolarityResult&) = default;
};

/// Polarity of a segment: the kind that `model` gives most to, by the features of polarity_features.h, among
/// them what the lexicons find. The earlier kind wins a tie. kOther is always kNeutral.
///
/// In: normalised `text` and its `tokens` from Tokenizer. Cost: O(tokens), about a quarter of tokenizing Japanese.
/// Thread-safe, deterministic on every machine. Checked in tests/unit/nlp/polarity_test.cpp; measured on labelled
/// pairs by tests/golden/nlp_golden_test.cpp.
[[nodiscard]] PolarityResult polarity(std::string_view text, std::span<const Token> tokens, Lang lang,
                                      const Lexicons& lexicons, const PolarityModel& model);

/// What one thread judges text after text in.
struct PolarityMemory {
  PolarityEvidence evidence;
  std::vector<std::uint64_t> features;
  std::vector<bool> flags;  ///< of tokens
};

/// The same of a text in code points, by reused `memory`.
[[nodiscard]] PolarityResult polarity(std::u32string_view text, std::span<const Token> tokens, Lang lang,
                                      const Lexicons& lexicons, const PolarityModel& model, PolarityMemory& memory);

}  // namespace koe::nlp
