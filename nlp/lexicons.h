// Which words do the rules of this layer know? Every list is a readable file under data/lexicons, none is in
// the code.
#pragma once
#include <algorithm>
#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "nlp/word_map.h"

namespace koe::nlp {

/// Languages of function_words.tsv, by bit: what Latin text is told apart by.
inline constexpr std::size_t kFunctionWordLanguages = 12;

/// English among them.
inline constexpr std::size_t kFunctionWordsEnglish = 0;

/// Where a sentence is cut beside a contrast.
enum class ContrastPlace : std::uint8_t {
  kAfter,       ///< behind the marker, which is a clause ending: 〜けど
  kAfterComma,  ///< the same, only when a comma follows: 〜たが、
  kBefore,      ///< before the marker, which follows a comma or white space: ", but"; 、しかし
  kOpening,     ///< behind the first comma of a sentence that the marker opens: "Although ..., ..."
  kNever,       ///< no contrast although it looks like one: "but also", ほうが、
};

/// One row of contrasts.tsv.
struct ContrastMarker {
  std::u32string text;
  ContrastPlace place = ContrastPlace::kAfter;
};

/// Characters that are worth something wherever a word begins with them.
struct ValuedText {
  std::u32string text;
  double value = 0.0;
};

/// Words that are worth something in this order; "*" is any one word.
struct ValuedPhrase {
  std::vector<std::string> words;
  double value = 0.0;
  std::uint64_t second_hash = 0;  ///< polarity_word_hash of the second word; 0 where there is none or any will do
};

/// What a word does to the worth of its neighbours.
enum class ModifierKind : std::uint8_t {
  kScale,     ///< multiplies it
  kContrast,  ///< halves what stands before
  kNegator,   ///< turns what follows (English)
  kReducer,   ///< turns blame: less of it is praise
  kDamp,      ///< multiplies everything in the segment: 普通, average
};

/// One row of modifiers.tsv.
struct Modifier {
  ModifierKind kind = ModifierKind::kScale;
  double value = 1.0;
};

/// Phrases that a text may begin with, longest first, by their first character.
class PhrasePrefixes {
 public:
  /// Phrases among which all are that `text` may begin with.
  [[nodiscard]] std::span<const std::string> candidates(std::string_view text) const noexcept {
    return text.empty() ? std::span<const std::string>() : phrases_[bucket_of(text)];
  }

  /// Adds `phrase`, which is not empty.
  void add(std::string phrase) { phrases_[bucket_of(phrase)].push_back(std::move(phrase)); }

  /// Brings the phrases of each character into the order of `before`.
  template <typename Before>
  void sort(Before before) {
    for (std::vector<std::string>& phrases : phrases_) std::sort(phrases.begin(), phrases.end(), before);
  }

 private:
  /// Kana and Han are three bytes, of which the last differs most.
  [[nodiscard]] static std::size_t bucket_of(std::string_view text) noexcept {
    const auto byte = [&](std::size_t at) -> std::size_t { return static_cast<unsigned char>(text[at]); };
    return byte(0) >= 0xE0 && text.size() >= 3 ? byte(2) ^ (byte(1) << 2 & 0xFF) : byte(0);
  }

  std::array<std::vector<std::string>, 256> phrases_;
};

/// All lists, immutable after loading; share one by const reference among threads.
struct Lexicons {
  WordSet stop_words_ja;             ///< stop_words_ja.tsv: lemmas that make no term
  WordSet stop_words_en;             ///< stop_words_en.tsv
  WordSet vague_words_ja;            ///< vague_words_ja.tsv: lemmas that name no theme
  WordSet vague_words_en;            ///< vague_words_en.tsv
  WordMap<std::string> variants_ja;  ///< variants_ja.tsv: spelling -> the spelling that stands for all
  WordMap<std::vector<std::string>> contractions;  ///< contractions_en.tsv: "don't" -> do, not

  WordMap<std::uint32_t> function_words;  ///< function_words.tsv: word -> bit set of its languages
  std::size_t longest_function_word = 0;  ///< bytes
  WordMap<bool> abbreviations;  ///< abbreviations_en.tsv: without the last point -> may end a sentence
  /// contrasts.tsv, both languages: their markers differ by script.
  FirstCharacterIndex<ContrastMarker> contrasts;

  BeginFilter contentless_begins;            ///< contentless.tsv: what its phrases, openings, topics and refusals begin with
  WordSet contentless_phrases;               ///< contentless.tsv, all under fold_for_identity: whole answers
  PhrasePrefixes refusal_opening;            ///< openings of a refusal, longest first: 今のところ, currently
  PhrasePrefixes refusal_topic;              ///< what is refused, longest first: 改善点は
  WordSet refusals;                          ///< the refusal itself: ありません
  std::vector<std::string> refusal_closing;  ///< what may follow it in English, longest first: at the moment

  WordMap<double> polarity_lemmas_ja;              ///< polarity_ja.tsv, match = lemma
  FirstCharacterIndex<ValuedText> polarity_ja;     ///< polarity_ja.tsv, match = text
  FirstCharacterIndex<ValuedText> requests_ja;     ///< requests_ja.tsv; values are 1
  WordMap<std::vector<ValuedPhrase>> polarity_en;  ///< polarity_en.tsv by first word, longest first
  WordMap<std::vector<ValuedPhrase>> requests_en;  ///< requests_en.tsv, place = anywhere; values are 1
  WordSet imperatives_en;                          ///< requests_en.tsv, place = start
  WordMap<Modifier> modifiers;                     ///< modifiers.tsv, both languages

  /// Every file that was read, in reading order: what the caller hashes into a run's fingerprint.
  std::vector<std::string> files;

  /// Reads all lists of `directory`.
  /// Errors: LoadError with file and line for a missing file, a first line that does not state the licence,
  /// another column header than expected, a wrong number of columns, an empty cell, a duplicate or an
  /// unreadable number. Cost: a few milliseconds. Checked in tests/unit/nlp/lexicons_test.cpp.
  [[nodiscard]] static Lexicons load(const std::string& directory);
};

}  // namespace koe::nlp
