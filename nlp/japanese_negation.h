// Does this word deny, and does it mean it? Shared by terms, labels and polarity.
#pragma once
#include <cstddef>
#include <span>

#include "nlp/token.h"

namespace koe::nlp {

/// Whether `token` of a Japanese text negates what stands before it: ない, ぬ, ん as auxiliary, ない as
/// adjective.
[[nodiscard]] bool is_japanese_negation(const Token& token) noexcept;

/// The token that begins a phrase around the negation `tokens`[`at`] which denies nothing, or `at` itself
/// when there is none: なけれ|ば|なら|ない, なく|て|は|いけ|ない, ない|と|いけ|ませ|ん (must);
/// かも|しれ|ませ|ん (may); に|違い|ない (surely). Cost: O(1). Checked in tests/unit/nlp/terms_test.cpp.
[[nodiscard]] std::size_t negation_phrase_begin(std::span<const Token> tokens, std::size_t at) noexcept;

/// Whether `tokens`[`at`] is a negation that does deny: neither the end nor the beginning of such a phrase.
/// Cost: O(1). Checked in tests/unit/nlp/label_terms_test.cpp and polarity_test.cpp.
[[nodiscard]] bool denies(std::span<const Token> tokens, std::size_t at) noexcept;

}  // namespace koe::nlp
