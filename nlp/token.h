// What is a word of a text? The one value that tokenizers make and that terms, labels and polarity read.
#pragma once
#include <cstdint>
#include <string>

namespace koe::nlp {

/// Parts of speech, as fine as the rules of this layer need. Japanese ones name their ipadic tag.
enum class Pos : std::uint8_t {
  kNoun,                ///< 名詞 一般 and the rest
  kProperNoun,          ///< 名詞 固有名詞
  kVerbalNoun,          ///< 名詞 サ変接続: 対応 (する)
  kAdjectivalNoun,      ///< 名詞 形容動詞語幹, ナイ形容詞語幹: 便利 (な), 問題 (ない)
  kAdverbialNoun,       ///< 名詞 副詞可能: 今回
  kPronoun,             ///< 名詞 代名詞
  kNumber,              ///< 名詞 数; digits in English
  kDependentNoun,       ///< 名詞 非自立: こと, の, わけ
  kNounSuffix,          ///< 名詞 接尾 一般: 性, 料
  kOtherSuffix,         ///< 名詞 接尾 of other kinds: さん, 円, そう
  kVerb,                ///< 動詞 自立
  kDependentVerb,       ///< 動詞 非自立: (て) いる, くれる
  kVerbSuffix,          ///< 動詞 接尾: れる, せる
  kAdjective,           ///< 形容詞 自立
  kDependentAdjective,  ///< 形容詞 非自立, 接尾: (使い) にくい, ほしい
  kAdverb,              ///< 副詞
  kAdnominal,           ///< 連体詞
  kConjunction,         ///< 接続詞
  kInterjection,        ///< 感動詞
  kPrefix,              ///< 接頭詞
  kParticle,            ///< 助詞
  kAuxiliary,           ///< 助動詞
  kFiller,              ///< フィラー
  kWord,                ///< a word in Latin letters, in a text of either language
  kSymbol,  ///< without letter and digit: punctuation, emoji; also a whole placeholder such as [email]
  kOther,   ///< anything else, such as a word of another script in an English text
};

/// One word. An English contraction gives several tokens with the same offsets.
struct Token {
  std::string surface;  ///< as it stands in the text
  std::string lemma;    ///< Japanese: dictionary form; Latin letters: lower case, contraction opened
  Pos pos = Pos::kOther;
  std::uint32_t begin = 0;  ///< code points in the tokenized text
  std::uint32_t end = 0;
  friend bool operator==(const Token&, const Token&) = default;
};

}  // namespace koe::nlp
