// What do the lists say of a word? Asked once a word and thread, however often texts repeat it: nearly every word of a text
// was met before.
#pragma once
#include <cstddef>
#include <cstdint>
#include <deque>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "nlp/language.h"
#include "nlp/word.h"

namespace koe::nlp {

/// The words that one thread met so far. Not thread-safe. Checked in tests/unit/nlp/vocabulary_test.cpp.
class Vocabulary {
 public:
  /// What tells readings of one surface apart: the address of a dictionary's entry, or one of the tokenizer's own.
  using Reading = const void*;

  /// `lexicons` must outlive the vocabulary.
  explicit Vocabulary(const Lexicons& lexicons) : lexicons_(lexicons) {}
  explicit Vocabulary(Lexicons&& lexicons) = delete;

  /// The word that stands in texts as `surface` and is read as `reading`; nullptr when it was not met. Cost: one hash.
  [[nodiscard]] const Word* find(std::string_view surface, Reading reading) const noexcept;

  /// Adds the word, with what the lists of `lang` say of it. In: at least one lemma, several of a contraction, whose words are
  /// linked by Word::next; not known yet. Cost: about ten look-ups.
  const Word& add(std::string_view surface, Reading reading, std::span<const std::string> lemmas, Pos pos, Lang lang);

  /// Words met since the vocabulary was made or cleared.
  [[nodiscard]] std::size_t size() const noexcept { return words_.size(); }

  /// Numbers of TermKeys in use are below this.
  [[nodiscard]] std::uint32_t term_numbers() const noexcept { return next_term_; }

  /// Forgets all words: tokens read before are void. For whoever reads without end and must bound memory.
  void clear() noexcept;

 private:
  struct Slot {
    const Word* word = nullptr;
    Reading reading = nullptr;
    std::uint64_t hash = 0;
  };

  [[nodiscard]] Word& make(std::string_view surface, const std::string& lemma, Pos pos, Lang lang);
  void describe_japanese(Word& word);
  void describe_english(Word& word);
  void add_english_term(Word& word);
  [[nodiscard]] const TermKeys* term_keys(char language, std::string_view lemma);
  void place(const Slot& slot) noexcept;
  void grow();

  const Lexicons& lexicons_;
  std::deque<Word> words_;
  std::deque<TermKeys> terms_;
  std::uint32_t next_term_ = kFirstTerm;
  std::vector<Slot> slots_;  ///< open addressing, a power of two, at most half full
  std::size_t placed_ = 0;

  static constexpr std::uint32_t kFirstTerm = 2;  ///< before it: kNegationTerm and kWishTerm
};

/// What every negation and every wish is looked up by; their numbers are the same in each vocabulary.
[[nodiscard]] const TermKeys& negation_term() noexcept;
[[nodiscard]] const TermKeys& wish_term() noexcept;

}  // namespace koe::nlp
