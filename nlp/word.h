// What do all occurrences of a word share? How it is written, how it is read, and what every list says of it.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "nlp/lexicons.h"

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

/// The keys by which the vector table may list a word.
struct TermKeys {
  std::uint32_t number = 0;             ///< its own within a Vocabulary: for what is kept beside it
  std::string key;                      ///< 'j' or 'e', then the lemma: "j使える", "eslow"
  std::vector<std::string> candidates;  ///< further keys to try in this order when the table does not know `key`
};

/// What terms() makes of a word.
enum class TermRole : std::uint8_t {
  kNone,           ///< no term
  kNegation,       ///< ない, ぬ, ん: the term "jない" where it denies
  kWish,           ///< ほしい: "jほしい"
  kDenyingPrefix,  ///< 未, 不, 非, 無: the noun behind it is denied
  kTerm            ///< the term of `term_keys`
};

/// What tells readings of one surface apart: the address of a dictionary's entry, nullptr where the surface has one reading.
using Reading = const void*;

/// Whether a Japanese negation can govern what stands before a word between them.
enum class NegationPassage : std::uint8_t {
  kClosed,                ///< から, けど, full words
  kOpen,                  ///< case particles, auxiliaries, light verbs
  kOpenBehindNonPredicate  ///< が: a case particle, unless it joins clauses
};

/// Texts of a Japanese list that may begin where a word does: as far as both go they are the same. Longest first.
struct TextsFromWord {
  std::vector<const ValuedText*> values;    ///< of polarity_ja.tsv
  std::vector<const ValuedText*> requests;  ///< of requests_ja.tsv
};

/// A word as one Vocabulary keeps it. Words without an entry of a list have nullptr there.
///
/// Every word of every text is looked at again in each step of the analysis, most of them in the processor's second cache at
/// best: what finding compares is in the first line of it, what the steps ask of Japanese in the second.
struct alignas(64) Word {
  std::string surface;  ///< as it stands in the text
  Reading reading = nullptr;
  const Word* next = nullptr;  ///< the next word of a contraction: "not" behind the "can" of "can't"
  std::uint32_t number = 0;    ///< from 0 on, within its vocabulary
  Pos pos = Pos::kOther;
  TermRole role = TermRole::kNone;
  bool is_stop_word = false;  ///< of stop_words_ja.tsv by its spelling, Latin words of stop_words_en.tsv
  bool is_vague = false;      ///< the same of vague_words_*.tsv
  bool is_negation = false;   ///< is_japanese_negation
  NegationPassage passage = NegationPassage::kClosed;  ///< negation_passage

  const TermKeys* term_keys = nullptr;
  const Modifier* modifier = nullptr;  ///< modifiers.tsv
  const double* value_ja = nullptr;    ///< polarity_ja.tsv, by lemma or spelling
  const TextsFromWord* texts_ja = nullptr;  ///< those that begin here; nullptr: none
  std::uint64_t surface_hash = 0;      ///< polarity_word_hash of it
  std::uint64_t spelling_hash = 0;     ///< the same
  std::string_view spelling;  ///< the lemma in the spelling that stands for all (variants_ja.tsv); "0" for every number

  const std::vector<ValuedPhrase>* phrases_en = nullptr;   ///< polarity_en.tsv: phrases that it begins
  const std::vector<ValuedPhrase>* requests_en = nullptr;  ///< requests_en.tsv, the same
  const ValuedPhrase* base_form_en = nullptr;              ///< polarity_en.tsv: the listed word that it is a form of
  std::string lemma;  ///< Japanese: dictionary form; Latin letters: lower case, contraction opened
};

}  // namespace koe::nlp
