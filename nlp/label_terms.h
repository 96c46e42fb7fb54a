// Which words of a text could name a theme? Readable ones: noun compounds, verbs with their negation, English
// phrases.
#pragma once
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "nlp/language.h"
#include "nlp/token.h"

namespace koe::nlp {

/// How a label term is made of its words.
enum class LabelForm : std::uint8_t {
  kNoun,              ///< a noun of a Japanese text
  kCompound,          ///< adjoining nouns: 請求書発行, 操作性
  kPredicate,         ///< a verb or adjective in dictionary form
  kSuffixPredicate,   ///< with the adjective that makes another word of it: 使いにくい
  kDeniedPredicate,   ///< with the negation behind it: 使えない, 分かりません
  kWord,              ///< a word of an English text
  kPair               ///< its first and last word: "customer support"
};

/// A word or phrase of a text that could name a theme. Lives as long as the tokens.
struct LabelTerm {
  LabelForm form = LabelForm::kNoun;
  std::span<const Token> tokens;  ///< adjoining, never empty
};

/// A label term for a reader's eyes. Equal forms of equal words have equal texts.
struct LabelText {
  std::string display;  ///< 請求書発行, 使えない, "customer support"
  std::string key;      ///< its key in the vector table, a two-lemma key for a negation or a pair ("j使える_ない")
  Lang lang = Lang::kEn;  ///< kEn for words in Latin letters in a Japanese text
  bool is_noun = true;    ///< can stand alone in a label
  friend bool operator==(const LabelText&, const LabelText&) = default;
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
[[nodiscard]] std::vector<LabelTerm> label_terms(std::span<const Token> tokens, Lang lang);

/// The same into `terms`, whose memory is reused.
void label_terms(std::span<const Token> tokens, Lang lang, std::vector<LabelTerm>& terms);

/// How `term` reads. Cost: a few allocations; callers that meet a term again keep it. Checked as label_terms.
[[nodiscard]] LabelText text_of(const LabelTerm& term);

}  // namespace koe::nlp
