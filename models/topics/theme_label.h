// What is a theme called, in both languages? Two or three concrete words that no other theme shares, never
// one word that five themes have.
#pragma once
#include <array>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "models/embedding/static_embedding.h"
#include "models/language.h"
#include "models/topics/ctfidf.h"

namespace koe::models::topics {

/// A term that may appear in a label.
struct LabelTerm {
  Language language = Language::kEnglish;
  /// As shown to a reader: 請求書, "invoice".
  std::string display;
  /// Its key in the vector table, language letter and lemma; may be unknown there.
  std::string key;
  /// Whether it can stand in a label alone (noun or noun compound) rather than only beside others (verb,
  /// adjective).
  bool is_noun = true;
};

/// Settings of `make_labels`.
struct LabelOptions {
  /// Words of a label and language at most.
  std::size_t words = 3;
  /// Themes that may show the same word, those where it weighs most; each has a word of its own before it.
  std::size_t themes_of_a_word = 3;
  /// A word must be used by at least this many texts of the theme, unless the label would have fewer than
  /// two.
  double min_count = 2.0;
  /// Two words of one label may be this similar (cosine) at most, so that a label is not one word three
  /// times.
  double max_similarity = 0.75;
  /// Entries of the table above this general weight are too rare to be shown as translations.
  float max_translation_weight = 0.98F;
  /// Entries that name nothing ("eseeing") and so are no translation; nothing = all may be shown.
  std::function<bool(std::string_view key)> is_vague;
};

/// Names of one theme and how they came about.
struct ThemeLabel {
  /// Joined words a language: "請求書・再発行", "invoice, reissue"; empty only for a theme without any term.
  std::array<std::string, kLanguageCount> text;
  /// The same words, not joined.
  std::array<std::vector<std::string>, kLanguageCount> words;
  /// Numbers of the terms used, per language; empty where the words were translated.
  std::array<std::vector<std::uint32_t>, kLanguageCount> terms;
  /// Whether nobody wrote in this language: its words come from the table, or are those of the other language
  /// where the table knows none of them.
  std::array<bool, kLanguageCount> translated{};
  friend bool operator==(const ThemeLabel&, const ThemeLabel&) = default;
};

/// Names all themes at once.
///
/// A term counts for its contrastive weight times the cosine of its vector to that of the whole theme, so
/// that a word about the subject goes before one that happens to be typical. It belongs to the one theme
/// where it weighs most; the next few may show it behind a term of their own ("declined, card", "arrival, card"), further
/// ones not: a word that many themes share names none of them. A theme that is left without a term of its own takes its
/// heaviest ones, as long as the label differs
/// from all others. Terms that contain one another (請求, 請求書) or mean the same are not shown together,
/// and a label has a noun wherever the theme has one. In: `ranked` as from class_tf_idf, one list a theme
/// over both languages; `terms` described by number; `table` for similarity and translation. Out: one label a
/// theme. Cost: O(candidates) and O(words * frequent rows of the other language * d) for a translated label.
/// Source: class-based TF-IDF labels (Grootendorst 2022); translation by nearest neighbours across aligned
/// spaces (Smith et al. 2017).
/// Checked in tests/unit/models/topics/theme_label_test.cpp.
[[nodiscard]] std::vector<ThemeLabel> make_labels(std::span<const std::vector<WeightedTerm>> ranked,
                                                  std::span<const LabelTerm> terms,
                                                  const embedding::StaticEmbedding& table,
                                                  const LabelOptions& options = {}, unsigned threads = 1);

}  // namespace koe::models::topics
