// How does a label term read that was met before? Numbered without being spelled out again.
#pragma once
#include <cstddef>
#include <cstdint>
#include <deque>
#include <span>
#include <vector>

#include "nlp/label_terms.h"
#include "pipeline/stages/label_term_index.h"

namespace koe::stages {

/// The label terms that one thread met. Not thread-safe. Checked in tests/unit/stages/label_term_memory_test.cpp.
class LabelTermMemory {
 public:
  /// The number of `term` in `index`, where it is added when it is new. In: one index until start_index; words of one
  /// vocabulary until clear. Cost: a hash over its words.
  [[nodiscard]] std::uint32_t number_of(const nlp::LabelTerm& term, LabelTermIndex& index);

  /// From here on another index is meant.
  void start_index() noexcept { ++index_; }

  /// Forgets all terms: the words that they are made of are void.
  void clear() noexcept;

 private:
  struct Entry {
    nlp::LabelForm form = nlp::LabelForm::kNoun;
    std::vector<std::uint32_t> words;  ///< their numbers
    nlp::LabelText text;
    std::uint64_t index = 0;   ///< the index in which it has `number`
    std::uint32_t number = 0;
  };
  struct Slot {
    Entry* entry = nullptr;
    std::uint64_t hash = 0;
  };

  [[nodiscard]] Entry& entry_of(const nlp::LabelTerm& term);
  [[nodiscard]] Slot& slot_of(std::uint64_t hash, const nlp::LabelTerm& term) noexcept;
  void grow();

  std::uint64_t index_ = 1;
  std::deque<Entry> entries_;
  std::vector<Slot> slots_;  ///< open addressing, a power of two, at most half full
};

}  // namespace koe::stages
