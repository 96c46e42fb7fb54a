// Which words of a segment praise or blame by the lexicons, and does it ask for something? What a reader can
// check by hand; polarity.h weighs it together with everything else.
#pragma once
#include <cstddef>
#include <span>
#include <string_view>
#include <vector>

#include "nlp/language.h"
#include "nlp/lexicons.h"
#include "nlp/token.h"

namespace koe::nlp {

/// A word or phrase of worth.
struct PolarityFinding {
  std::size_t first = 0;  ///< tokens
  std::size_t last = 0;   ///< one past
  double value = 0.0;     ///< -3..3 times the modifier beside it, after negation
  bool turned = false;    ///< a negation or a word such as "less" turned it
  friend bool operator==(const PolarityFinding&, const PolarityFinding&) = default;
};

/// What the lexicons say about one segment.
struct PolarityEvidence {
  std::vector<PolarityFinding> findings;  ///< in reading order; bare negations last
  bool request = false;                   ///< a phrase of requests_ja.tsv or requests_en.tsv is there
  std::size_t contrast = 0;               ///< token of the last けど or "but" with something behind it, 0 without one
  double sum = 0.0;                       ///< of the values; what stands before the contrast counts half
  friend bool operator==(const PolarityEvidence&, const PolarityEvidence&) = default;
};

/// Evidence in a segment.
///
/// 1. Words and phrases of polarity_ja.tsv and polarity_en.tsv have values -3..3; the longest match wins. A
///    modifier (とても, very; 少し, slightly) beside a word scales it.
/// 2. A negation turns what it governs: the Japanese word before it, the next English words after it.
///    Turned values are weaker (not great is no disaster); a double negation (使えないわけではない) turns
///    back. A negation that governs nothing listed is a small blame: something does not work or exist.
/// 3. What stands before a contrast (けど, but) counts half; 普通 and "average" damp the whole segment.
/// 4. Requests are phrases of requests_ja.tsv and requests_en.tsv (〜てほしい, please add), compared with
///    the words.
/// Nothing is found in kOther.
///
/// In: normalised `text` and its `tokens` from Tokenizer. Cost: O(tokens). Thread-safe, deterministic.
/// Source: own lexicons; rules after Taboada et al. 2011 (lexicon-based sentiment with negation by shift).
/// Checked in tests/unit/nlp/polarity_evidence_test.cpp.
[[nodiscard]] PolarityEvidence polarity_evidence(std::string_view text, std::span<const Token> tokens,
                                                 Lang lang, const Lexicons& lexicons);

/// The same of a text in code points, into `found`, whose memory is reused; `spent` is working memory.
void polarity_evidence(std::u32string_view text, std::span<const Token> tokens, Lang lang, const Lexicons& lexicons,
                       PolarityEvidence& found, std::vector<bool>& spent);

}  // namespace koe::nlp
