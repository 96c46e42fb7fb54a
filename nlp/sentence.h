// Where does one statement end and the next begin? Sentences, and clauses that a contrast sets against each
// other.
#pragma once
#include <string_view>
#include <vector>

#include "nlp/lexicons.h"
#include "nlp/utf8.h"

namespace koe::nlp {

/// What stands between two ends: a sentence, or a clause of one that a contrast cuts in parts.
struct Statement : Span {
  bool follows_contrast = false;  ///< the contrast before it cut it from the statement before
};

/// Statements of normalised `text`: spans of its code points in order, disjoint, neither beginning nor ending
/// with white space, each with at least one letter, digit or emoji where the text has one to give; together
/// they hold every character that is not white space. An empty or blank text has none.
///
/// A sentence ends
/// - at 。, at runs of ! and ?, at a full stop that ends a word (not one of abbreviations_en.tsv, an
///   initial, or a decimal point), at "..." before a new beginning; closing brackets, emoji, emoticons
///   ((^^), :-)) and (笑) that follow belong to it; they also end a sentence that has no other end;
/// - at a line end, unless the line visibly goes on: a Japanese line that ends in a comma or in を, に, の,
///   は, and an English line of 40 characters or more before a word in lower case;
/// - before a list mark: "・", "-", "*" or "1." at the beginning of a line, or after white space.
///
/// Inside 「」, 『』 and ( ) on one line nothing ends. A sentence is cut before (English) or behind
/// (Japanese) a contrast of contrasts.tsv (ですが、 けど のに、 一方で、 and ", but", "however", ";") when
/// there is enough on both sides, so that praise and blame can be told apart.
///
/// Deterministic and independent of the installed ICU: written out here, because themes' identities and
/// stored offsets depend on it. Cost: O(code points). Thread-safe. Checked in
/// tests/unit/nlp/sentence_test.cpp and tests/property/nlp_sentence_test.cpp.
[[nodiscard]] std::vector<Statement> split_sentences(std::string_view text, const Lexicons& lexicons);
[[nodiscard]] std::vector<Statement> split_sentences(std::u32string_view text, const Lexicons& lexicons);

/// The same into `statements`, whose memory is reused.
void split_sentences(std::u32string_view text, const Lexicons& lexicons, std::vector<Statement>& statements);

}  // namespace koe::nlp
