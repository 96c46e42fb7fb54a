// What are the words of an English text? Letters between word boundaries, contractions opened.
#pragma once
#include <vector>

#include "nlp/lexicons.h"
#include "nlp/token.h"
#include "nlp/utf8.h"
#include "nlp/vocabulary.h"

namespace koe::nlp {

/// One thread's reader of English words; not thread-safe.
///
/// - a word is a run of letters, marks and digits that holds a letter, with apostrophes between letters:
///   kWord, lemma in lower case. Hyphens separate ("easy-to-use" is three words), and so do full stops;
/// - a contraction of contractions_en.tsv, or any other word in n't, gives one token each word it stands
///   for, all with its offsets ("can't" -> can, not); a possessive 's is left out of the lemma;
/// - digits with inner points and commas are one kNumber; letters of scripts other than Latin are kOther;
/// - any other mark is kSymbol by itself, and so is a whole placeholder of redact.h.
///
/// The boundaries are those of Unicode Standard Annex 29 for Latin text, except that a full stop between
/// letters does separate ("slow.Please"); written out here because the vector table is trained on them and
/// must not change with the installed ICU. Checked in tests/unit/nlp/english_tokenizer_test.cpp.
class EnglishTokenizer {
 public:
  /// `lexicons` must outlive the tokenizer.
  explicit EnglishTokenizer(const Lexicons& lexicons) : lexicons_(lexicons) {}
  explicit EnglishTokenizer(Lexicons&& lexicons) = delete;

  /// Tokens of normalised `text` into `tokens` (whose memory is reused); offsets are code points of `text`. Words that
  /// `words` lacks are added. Cost: O(code points).
  void tokenize(const DecodedText& text, Vocabulary& words, std::vector<Token>& tokens);

 private:
  const Lexicons& lexicons_;
  std::vector<Sighting> sightings_;  ///< the words of the last text, as they stand in it
  std::vector<Span> spans_;          ///< where they stand
};

}  // namespace koe::nlp
