// The shipped lexicons, the shipped polarity model and the installed dictionary, loaded once for all tests of this layer.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "nlp/lexicons.h"
#include "nlp/mecab_tokenizer.h"
#include "nlp/normalize.h"
#include "nlp/polarity_model.h"
#include "nlp/tokenizer.h"

namespace koe::nlp::test {

inline const Lexicons& lexicons() {
  static const Lexicons loaded = Lexicons::load(KOE_SOURCE_DIR "/data/lexicons");
  return loaded;
}

inline const MecabTokenizer& mecab() {
  static const MecabTokenizer loaded(MecabTokenizer::find_dictionary());
  return loaded;
}

inline const PolarityModel& polarity_model() {
  static const PolarityModel loaded =
      PolarityModel::load(KOE_SOURCE_DIR "/models/assets/koe-polarity.v1.tsv");
  return loaded;
}

/// The words of all tokens of these tests.
inline Vocabulary& words() {
  static Vocabulary met(lexicons());
  return met;
}

/// A token by value.
struct PlainToken {
  std::string surface, lemma;
  Pos pos = Pos::kOther;
  std::uint32_t begin = 0, end = 0;
  friend bool operator==(const PlainToken&, const PlainToken&) = default;
};

inline PlainToken plain(const Token& token) {
  return {token.surface(), token.lemma(), token.pos(), token.begin, token.end};
}

/// Tokens of raw text, normalised first.
inline std::vector<Token> tokenize(std::string_view text, Lang lang) {
  static Tokenizer tokenizer(mecab(), lexicons());
  std::vector<Token> tokens;
  tokenizer.tokenize(normalize(text).text, lang, tokens);
  return tokens;
}

}  // namespace koe::nlp::test
