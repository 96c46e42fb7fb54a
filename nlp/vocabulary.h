// What do the lists say of a word? Asked once a word and thread, however often texts repeat it: nearly every word of a text
// was met before.
#pragma once
#include <array>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "nlp/language.h"
#include "nlp/word.h"

namespace koe::nlp {

/// A word of a text that is to be found, and once it was met, the word.
struct Sighting {
  std::string_view surface;  ///< in the text
  Reading reading = nullptr;
  const Word* word = nullptr;
  std::uint64_t hash = 0;  ///< the vocabulary's own
};

/// The words that one thread met so far. Not thread-safe. Checked in tests/unit/nlp/vocabulary_test.cpp.
class Vocabulary {
 public:
  /// `lexicons` must outlive the vocabulary.
  explicit Vocabulary(const Lexicons& lexicons) : lexicons_(lexicons) {}
  explicit Vocabulary(Lexicons&& lexicons) = delete;

  /// The word that stands in texts as `surface` and is read as `reading`; nullptr when it was not met. Cost: one hash.
  [[nodiscard]] const Word* find(std::string_view surface, Reading reading) const noexcept;

  /// The same for all words of a text: fetches what it compares for all before it compares, as tables are larger than the
  /// processor's nearest caches. Cost: about a third of so many finds.
  void find(std::span<Sighting> sightings) const noexcept;

  /// Adds the word, with what the lists of `lang` say of it. In: at least one lemma, several of a contraction, whose words are
  /// linked by Word::next; not known yet. Cost: about ten look-ups.
  const Word& add(std::string_view surface, Reading reading, std::span<const std::string> lemmas, Pos pos, Lang lang);

  /// Words met since the vocabulary was made or cleared.
  [[nodiscard]] std::size_t size() const noexcept { return words_; }

  /// Numbers of TermKeys in use are below this.
  [[nodiscard]] std::uint32_t term_numbers() const noexcept {
    return kFirstTerm + static_cast<std::uint32_t>(terms_.size());
  }

  /// Forgets all words: tokens read before are void. For whoever reads without end and must bound memory.
  void clear() noexcept;

 private:
  static constexpr std::uint32_t kNone = ~std::uint32_t{0};
  static constexpr std::uint32_t kFirstTerm = 2;  ///< behind negation_term and wish_term
  struct Slot {
    std::uint32_t word = kNone;
    std::uint32_t tag = 0;
  };
  /// Words stay where they are, many in a row.
  static constexpr std::size_t kBlock = 256;
  using Block = std::array<Word, kBlock>;

  [[nodiscard]] Word& make(std::string_view surface, Reading reading, const std::string& lemma, Pos pos, Lang lang);
  void describe_japanese(Word& word);
  void describe_english(Word& word);
  void add_english_term(Word& word);
  [[nodiscard]] const TermKeys* term_keys(char language, std::string_view lemma);
  [[nodiscard]] const Word& word(std::uint32_t number) const noexcept {
    return (*blocks_[number / kBlock])[number % kBlock];
  }
  [[nodiscard]] const Word* find(std::string_view surface, Reading reading, std::uint64_t hash) const noexcept;
  void place(std::uint32_t word, std::uint64_t hash) noexcept;
  void grow();

  const Lexicons& lexicons_;
  std::vector<std::unique_ptr<Block>> blocks_;
  std::size_t words_ = 0;
  std::deque<TermKeys> terms_;
  std::deque<TextsFromWord> texts_;
  std::vector<Slot> slots_;  ///< open addressing, a power of two, at most half full
  std::vector<std::uint32_t> placed_;  ///< the words in `slots_`: of a contraction the first
};

/// What every negation and every wish is looked up by; their numbers are the same in each vocabulary.
[[nodiscard]] const TermKeys& negation_term() noexcept;
[[nodiscard]] const TermKeys& wish_term() noexcept;

}  // namespace koe::nlp
