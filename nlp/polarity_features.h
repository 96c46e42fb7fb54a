// What can be seen of a segment that may tell praise, blame, wish and plain statement apart? The features that
// the polarity model weighs: training reads their names, a run their hashes.
#pragma once
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "nlp/language.h"
#include "nlp/polarity_evidence.h"
#include "nlp/token.h"

namespace koe::nlp {

/// Hash of one word of a feature's name, kept in Word. Cost: O(length).
[[nodiscard]] std::uint64_t polarity_word_hash(std::string_view word) noexcept;

/// Hash of a feature's name, which is what features are looked up by. Cost: O(length).
[[nodiscard]] std::uint64_t polarity_feature_hash(std::string_view name) noexcept;

/// Hashes of the features of a segment, in order of discovery, repeated where a feature occurs again.
///
/// A name is 'j' or 'e' for the language, a letter for the kind, and words, each after a space:
/// - u a lemma, n the same where a negation governs it; b two lemmas in a row; c two content words in a row,
///   the marks and particles between them left out; p the first five letters of an English word;
/// - f, g, h the last one, two and three words of a Japanese sentence as they stand, where requests show;
///   F, G, H of the last sentence;
/// - s, S the first one and two words of an English sentence, where imperatives show;
/// - v what polarity_evidence found: the sum in steps, how many words praise and blame, a request, which side the
///   last word takes, and all of it behind a contrast; q question and exclamation marks; l the length in steps.
///
/// In: `tokens` of one text from Tokenizer, and their evidence. kOther has none. Cost: O(tokens), one allocation.
/// Thread-safe, deterministic. Checked in tests/unit/nlp/polarity_features_test.cpp.
[[nodiscard]] std::vector<std::uint64_t> polarity_features(std::span<const Token> tokens, Lang lang,
                                                           const PolarityEvidence& evidence);

/// The same into `features`, whose memory is reused; `denied` is working memory.
void polarity_features(std::span<const Token> tokens, Lang lang, const PolarityEvidence& evidence,
                       std::vector<std::uint64_t>& features, std::vector<bool>& denied);

/// The names of the same features in the same order: polarity_feature_hash of each is in polarity_features. For
/// scripts/make_polarity.py, by way of `koe tokenize --polarity`.
[[nodiscard]] std::vector<std::string> polarity_feature_names(std::span<const Token> tokens, Lang lang,
                                                              const PolarityEvidence& evidence);

}  // namespace koe::nlp
