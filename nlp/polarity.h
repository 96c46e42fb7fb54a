// Is this segment a complaint, a wish, praise or neither? Lexicons with the scope of negation, and a reason
// to show.
#pragma once
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "nlp/language.h"
#include "nlp/lexicons.h"
#include "nlp/token.h"

namespace koe::nlp {

/// What a segment does.
enum class PolarityKind : std::uint8_t { kNegative, kNeutral, kPositive, kRequest };

/// "neg", "neu", "pos" or "req", as in the output files.
[[nodiscard]] std::string_view name_of(PolarityKind kind) noexcept;

/// The judgement of one segment.
struct PolarityResult {
  PolarityKind kind = PolarityKind::kNeutral;
  double score = 0.0;  ///< -1..1; a request has the score of what it says besides asking
  std::string reason;  ///< the words that decided, with their values: "遅い-2 使える~-2"; empty for kNeutral
                       ///< without any
  friend bool operator==(const PolarityResult&, const PolarityResult&) = default;
};

/// Polarity of a segment.
///
/// 1. Words and phrases of polarity_ja.tsv and polarity_en.tsv have values -3..3; the longest match wins. A
///    modifier (とても, very; 少し, slightly) beside a word scales it.
/// 2. A negation turns what it governs: the Japanese word before it, the next English words after it.
///    Turned values are weaker (not great is no disaster); a double negation (使えないわけではない) turns
///    back.
/// 3. What stands before a contrast (けど, but) counts half; 普通 and "average" damp the whole segment.
/// 4. Requests are phrases of requests_ja.tsv and requests_en.tsv (〜てほしい, please add), compared with
///    the words.
/// 5. The sum decides: beyond +-0.5 of a value it is positive or negative.
/// kOther is always kNeutral.
///
/// In: normalised `text` and its `tokens` from Tokenizer. Cost: O(tokens). Thread-safe, deterministic.
/// Source: own lexicons; rules after Taboada et al. 2011 (lexicon-based sentiment with negation by shift).
/// Checked in tests/unit/nlp/polarity_test.cpp; measured on labelled pairs by
/// tests/golden/nlp_golden_test.cpp.
[[nodiscard]] PolarityResult polarity(std::string_view text, std::span<const Token> tokens, Lang lang,
                                      const Lexicons& lexicons);

}  // namespace koe::nlp
