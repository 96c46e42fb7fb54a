// Does this word deny, and does it mean it? Shared by terms, labels and polarity.
#pragma once
#include <cstddef>
#include <span>
#include <string_view>
#include <vector>

#include "nlp/token.h"

namespace koe::nlp {

/// Whether a word of a Japanese text negates what stands before it: ない, ぬ, ん as auxiliary, ない as adjective. Kept in
/// Word::is_negation.
[[nodiscard]] bool is_japanese_negation(Pos pos, std::string_view lemma) noexcept;

/// What a word of a Japanese text does to a negation behind it. Kept in Word::passage.
[[nodiscard]] NegationPassage negation_passage(Pos pos, std::string_view lemma) noexcept;

/// The token that begins a phrase around the negation `tokens`[`at`] which denies nothing, or `at` itself
/// when there is none: なけれ|ば|なら|ない, なく|て|は|いけ|ない, ない|と|いけ|ませ|ん (must);
/// かも|しれ|ませ|ん (may); に|違い|ない (surely). Cost: O(1). Checked in tests/unit/nlp/terms_test.cpp.
[[nodiscard]] std::size_t negation_phrase_begin(std::span<const Token> tokens, std::size_t at) noexcept;

/// Whether `tokens`[`at`] is a negation that does deny: neither the end nor the beginning of such a phrase.
/// Cost: O(1). Checked in tests/unit/nlp/label_terms_test.cpp and polarity_test.cpp.
[[nodiscard]] bool denies(std::span<const Token> tokens, std::size_t at) noexcept;

/// How many tokens behind a word its negation may stand.
inline constexpr std::size_t kJapaneseNegationScope = 7;

/// Whether a negation behind `tokens`[`at`] can still govern what stands before it: particles of case,
/// auxiliaries and light verbs let it pass, から, けど and full words do not. Cost: O(1). Checked in
/// tests/unit/nlp/polarity_evidence_test.cpp.
[[nodiscard]] bool passes_negation(std::span<const Token> tokens, std::size_t at) noexcept;

/// Whether the negation at `at` belongs to a しか before it: "only", no denial. Cost: O(1). Checked in
/// tests/unit/nlp/polarity_evidence_test.cpp.
[[nodiscard]] bool is_only_negation(std::span<const Token> tokens, std::size_t at) noexcept;

/// For each token whether an odd number of negations govern it: 使える of 使えない, but not of
/// 使えないわけではない. Cost: O(tokens). Checked in tests/unit/nlp/polarity_features_test.cpp.
[[nodiscard]] std::vector<bool> denied_words(std::span<const Token> tokens);

/// The same into `denied`, whose memory is reused.
void denied_words(std::span<const Token> tokens, std::vector<bool>& denied);

}  // namespace koe::nlp
