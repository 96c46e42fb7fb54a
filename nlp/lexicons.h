// Which words do the rules of this layer know? Every list is a readable file under data/lexicons, none is in
// the code.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

namespace koe::nlp {

/// Hash for look-up by string_view without building a string.
struct StringHash {
  using is_transparent = void;
  [[nodiscard]] std::size_t operator()(std::string_view text) const noexcept {
    return std::hash<std::string_view>{}(text);
  }
};

/// A set of words; only looked up in, never iterated over, so its order cannot reach a result.
using WordSet = std::unordered_set<std::string, StringHash, std::equal_to<>>;

/// A word and what belongs to it; only looked up in.
template <typename Value>
using WordMap = std::unordered_map<std::string, Value, StringHash, std::equal_to<>>;

/// All lists, immutable after loading; share one by const reference among threads.
struct Lexicons {
  WordSet stop_words_ja;             ///< stop_words_ja.tsv: lemmas that make no term
  WordSet stop_words_en;             ///< stop_words_en.tsv
  WordMap<std::string> variants_ja;  ///< variants_ja.tsv: spelling -> the spelling that stands for all
  WordMap<std::vector<std::string>> contractions;  ///< contractions_en.tsv: "don't" -> do, not

  /// Every file that was read, in reading order: what the caller hashes into a run's fingerprint.
  std::vector<std::string> files;

  /// Reads all lists of `directory`.
  /// Errors: LoadError with file and line for a missing file, a first line that does not state the licence,
  /// another column header than expected, a wrong number of columns, an empty cell, a duplicate or an
  /// unreadable number. Cost: a few milliseconds. Checked in tests/unit/nlp/lexicons_test.cpp.
  [[nodiscard]] static Lexicons load(const std::string& directory);
};

}  // namespace koe::nlp
