// Which words of a text could name a theme? Readable ones: noun compounds, verbs with their negation, English
// phrases.
#pragma once
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "nlp/language.h"
#include "nlp/lexicons.h"
#include "nlp/token.h"

namespace koe::nlp {

/// A word or phrase for a reader's eyes.
struct LabelTerm {
  std::string display;  ///< 請求書発行, 使えない, "customer support"
  std::string
      key;  ///< its key in the vector table, a two-lemma key for a negation or a pair ("j使える_ない")
  Lang lang = Lang::kEn;    ///< kEn for words in Latin letters in a Japanese text
  bool is_noun = true;      ///< can stand alone in a label
  std::uint32_t begin = 0;  ///< code points in the tokenized text
  std::uint32_t end = 0;
  friend bool operator==(const LabelTerm&, const LabelTerm&) = default;
};

/// Label terms of a text's tokens, in reading order.
///
/// - Japanese: each run of adjoining nouns (with prefixes and general suffixes) as one compound, and the
///   content nouns of a run of two or more also by themselves; verbs and adjectives in dictionary form,
///   joined with にくい, やすい and with the ない that negates them (使いにくい, 使えない).
/// - English: each content word, and each pair of them that adjoin or are hyphenated; "not", "no" and
///   "never" only in pairs ("not work"). Whether a word is a noun is guessed: no adverb, participle or word
///   of polarity_en.tsv.
/// - Words of stop_words_*.tsv make no term. kOther has none.
///
/// In: `tokens` of one text in order, from Tokenizer. Cost: O(tokens). Thread-safe.
/// Checked in tests/unit/nlp/label_terms_test.cpp.
[[nodiscard]] std::vector<LabelTerm> label_terms(std::span<const Token> tokens, Lang lang,
                                                 const Lexicons& lexicons);

}  // namespace koe::nlp
