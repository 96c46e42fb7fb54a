// Which keys of the vector table does a text consist of? The convention that the table is trained on:
// training calls this very function, so a change here asks for a new table.
#pragma once
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "nlp/language.h"
#include "nlp/token.h"

namespace koe::nlp {

/// Version of the convention below; stored with a table and compared by the run that uses it.
inline constexpr std::uint32_t kTermsVersion = 1;

/// One term of a text, in reading order.
struct Term {
  const TermKeys* keys = nullptr;  ///< the word's, or those of every negation or wish (vocabulary.h)
  Pos pos = Pos::kOther;
  std::uint32_t begin = 0;  ///< code points in the tokenized text
  std::uint32_t end = 0;
  friend bool operator==(const Term&, const Term&) = default;
};

/// Terms of a text's tokens.
///
/// Japanese: dictionary forms, spelling variants made one (variants_ja.tsv: 出来る is できる).
/// - Dropped: particles, symbols, fillers, conjunctions, auxiliaries, numbers, prefixes, dependent nouns
///   and verbs, verb suffixes, noun suffixes other than the general ones (料, 費 stay), and
///   stop_words_ja.tsv.
/// - Every negation (ない, ぬ, ん as auxiliary; ない as adjective) is the term "jない", after the word it
///   negates. A prefix 未, 不, 非, 無 gives the same after its noun: 未対応 is 対応, ない.
/// - ない that negates nothing gives no term: なければならない, なくてはいけない, ないといけない;
///   かもしれない; に違いない.
/// - ほしい and 欲しい are "jほしい" in any role.
///
/// English, also in the middle of Japanese text: words in lower case, contractions opened; numbers, single
/// letters and stop_words_en.tsv dropped; "not", "no" and "never" stay. The candidates of its keys are the forms without
/// inflection. kOther has no terms.
///
/// In: `tokens` of one text in order, from Tokenizer. Cost: O(tokens). Thread-safe, deterministic.
/// Checked in tests/unit/nlp/terms_test.cpp.
[[nodiscard]] std::vector<Term> terms(std::span<const Token> tokens, Lang lang);

/// The same into `out`, whose memory is reused.
void terms(std::span<const Token> tokens, Lang lang, std::vector<Term>& out);

/// Uninflected forms that an English word in lower case may have, most likely first: "replies" -> reply,
/// repli, replie; "stopped" -> stopp, stoppe, stop. Guesses: the table or a lexicon decides which of them is
/// a word. Without `word` itself; empty for short words. Cost: O(length). Thread-safe. Checked in
/// tests/unit/nlp/terms_test.cpp.
[[nodiscard]] std::vector<std::string> base_form_candidates(std::string_view word);

}  // namespace koe::nlp
