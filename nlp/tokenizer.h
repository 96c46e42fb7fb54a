// What are the words of a text in either language? The one door to tokens for everything after it.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "nlp/english_tokenizer.h"
#include "nlp/language.h"
#include "nlp/lexicons.h"
#include "nlp/mecab_tokenizer.h"
#include "nlp/token.h"
#include "nlp/vocabulary.h"

namespace koe::nlp {

/// One thread's tokenizer. Cost of making one: microseconds. Not thread-safe itself; what it is made from is
/// shared.
class Tokenizer {
 public:
  /// `lexicons` must outlive the tokenizer; the dictionary is kept alive by it.
  Tokenizer(const MecabTokenizer& mecab, const Lexicons& lexicons);
  Tokenizer(const MecabTokenizer& mecab, Lexicons&& lexicons) = delete;

  /// Tokens of normalised `text` into `tokens`, whose memory is reused: kJa by MeCab, kEn and kOther by
  /// EnglishTokenizer. Their words stay the tokenizer's. Checked in tests/unit/nlp/terms_test.cpp.
  void tokenize(const DecodedText& text, Lang lang, std::vector<Token>& tokens);
  void tokenize(std::string_view text, Lang lang, std::vector<Token>& tokens);

  /// The words met so far.
  [[nodiscard]] const Vocabulary& words() const noexcept { return words_; }

  /// Forgets the words, and makes all tokens void, once there are so many that memory matters; whether it did. For texts
  /// without end.
  bool forget_when_full();

 private:
  MecabTokenizer::Worker japanese_;
  EnglishTokenizer english_;
  Vocabulary words_;
  std::u32string code_points_;  ///< of a text that came without
};

}  // namespace koe::nlp
