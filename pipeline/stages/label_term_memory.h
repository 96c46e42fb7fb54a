// Which number has a label term among those of one chunk of answers? Terms that were met before are not spelled out again.
#pragma once
#include <cstddef>
#include <cstdint>
#include <deque>
#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "nlp/label_terms.h"
#include "pipeline/stages/label_term_index.h"
#include "pipeline/store/segment_store.h"

namespace koe::stages {

/// A label term that a thread met.
struct MetLabelTerm {
  store::StoredLabelTerm term;
  std::optional<std::uint32_t> number;  ///< among the terms of all threads: set and read by the one that writes them
};

/// The label terms of one chunk, by number. They live as long as it does.
struct ChunkLabelTerms {
  std::vector<MetLabelTerm*> terms;
  std::shared_ptr<std::deque<MetLabelTerm>> owner;
};

/// The label terms that one thread met, of words of one vocabulary. Not thread-safe.
/// Checked in tests/unit/stages/label_term_memory_test.cpp.
class LabelTermMemory {
 public:
  /// Empties `chunk`; numbers begin anew.
  void start(ChunkLabelTerms& chunk);

  /// The number of `term` in the chunk that was started last, counted in order of first use; a new one is added. Cost: an
  /// array access for a term of one word, else a hash over its words.
  [[nodiscard]] std::uint32_t number_of(const nlp::LabelTerm& term, ChunkLabelTerms& chunk);

  /// Whether there are so many terms that memory matters.
  [[nodiscard]] bool is_full() const noexcept { return compounds_.size() >= kMostCompounds; }

  /// Forgets all terms, because there are too many or the words that they are made of are void. Those of earlier chunks stay
  /// theirs.
  void clear() { *this = LabelTermMemory(); }

 private:
  static constexpr std::uint32_t kNone = ~std::uint32_t{0};
  static constexpr std::size_t kMostCompounds = 200'000;  ///< about 40 MB

  /// A term of several words.
  struct Compound {
    nlp::LabelForm form = nlp::LabelForm::kCompound;
    std::vector<std::uint32_t> words;  ///< their numbers
    std::uint64_t hash = 0;
    std::uint32_t text = kNone;
  };
  /// The number that a text has in the latest chunk that used it.
  struct InChunk {
    std::uint64_t chunk = 0;
    std::uint32_t number = 0;
  };

  /// Which of `texts_` the term reads.
  [[nodiscard]] std::uint32_t text_of(const nlp::LabelTerm& term);
  [[nodiscard]] std::uint32_t spelled_out(const nlp::LabelTerm& term);
  [[nodiscard]] std::uint32_t compound_text(const nlp::LabelTerm& term);
  void grow();

  LabelTermIndex numbers_;                ///< of texts_
  std::shared_ptr<std::deque<MetLabelTerm>> texts_ = std::make_shared<std::deque<MetLabelTerm>>();
  std::vector<std::uint32_t> of_word_;    ///< the text of a term of one word, by the word: its part of speech fixes the form
  std::vector<Compound> compounds_;
  std::vector<std::uint32_t> slots_;      ///< of compounds_; open addressing, a power of two, at most half full
  std::vector<InChunk> in_chunk_;         ///< by text
  std::uint64_t chunk_ = 1;
};

}  // namespace koe::stages
