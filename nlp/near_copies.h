// Which texts are the same text with trivial changes? Pasted answers and campaigns: other case, punctuation or digits, a word
// exchanged.
#pragma once
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "nlp/word_map.h"

namespace koe::nlp {

/// What a text is compared by: most of the cost, and independent of all other texts.
struct TextFingerprint {
  std::string letters;                  ///< in lower case; empty for fewer than four
  std::vector<std::uint64_t> keys;      ///< of runs of letters; copies share one most likely; empty for short texts
  std::vector<std::uint32_t> shingles;  ///< hashes of the runs, ascending, each once; empty for short texts
};

/// The fingerprint of a normalised text. Cost: O(bytes log bytes). Thread-safe.
[[nodiscard]] TextFingerprint text_fingerprint(std::string_view text);

/// Hash table from keys to the first text that had each.
class FirstTextOfKey {
 public:
  [[nodiscard]] std::optional<std::uint32_t> find(std::uint64_t key) const;
  /// Does nothing when `key` has a text.
  void add(std::uint64_t key, std::uint32_t text);

 private:
  struct Slot {
    std::uint64_t key = 0;
    std::uint32_t text = 0;
    bool is_taken = false;
  };
  [[nodiscard]] std::size_t slot_of(std::uint64_t key) const;
  void grow();

  std::vector<Slot> slots_;  ///< open addressing, a power of two, at most half full; keys are hashes already
  std::size_t taken_ = 0;
};

/// Finds copies among texts that come one after the other, as near_copies says.
class NearCopies {
 public:
  /// Adds the next text; returns the number of the first text that it is a copy of, its own when it is none.
  std::uint32_t add(TextFingerprint fingerprint);

 private:
  /// The first text that the fingerprint's keys lead to and that is the same by its shingles.
  [[nodiscard]] std::optional<std::uint32_t> resembled_by(const TextFingerprint& fingerprint) const;

  WordMap<std::uint32_t> by_letters_;  ///< letters -> the original behind them
  FirstTextOfKey by_band_;
  std::vector<std::vector<std::uint32_t>> shingles_;  ///< of each text that is an original and not short
};

/// For each text the index of the first text that it is a copy of; its own when it is none.
///
/// Two texts are copies when their letters are the same (at least 4 of them; case, digits, marks and spaces left out), or,
/// with at least 33 letters, when at least 70 % of their runs of four letters are in common: one word exchanged in some sixty
/// letters. A copy is always a copy of a text that is none itself, so that there are no chains from one meaning to another.
///
/// In: normalised texts, in an order that does not change. Out: result[i] <= i, result[result[i]] == result[i].
/// Cost: linear in the bytes: candidates come from 12 bands of two of 24 minima of one hash; each is compared exactly.
/// Source: Broder (1997), resemblance; Li, Owen, Zhang (2012), one permutation hashing. A pair at 70 % is missed with a
/// chance below 2 %. Checked in tests/unit/nlp/near_copies_test.cpp.
[[nodiscard]] std::vector<std::uint32_t> near_copies(std::span<const std::string> texts);

}  // namespace koe::nlp
