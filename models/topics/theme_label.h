// What is a theme called, in both languages? Two or three concrete words that no other theme shares, never
// one word that five themes have.
#pragma once
#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
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
  /// Words of a label and language at most, and aimed at.
  std::size_t words = 3;
  /// A word of a label must be used by at least this many texts of the theme, unless none is.
  double min_count = 2.0;
  /// Two words of one label may be this similar (cosine) at most, so that a label is not one word three
  /// times.
  double max_similarity = 0.75;
  /// Rows of the table above this general weight are too rare to be shown as translations.
  float max_translation_weight = 0.98F;
};

/// Names of one theme and how they came about.
struct ThemeLabel {
  /// Joined words a language: "請求書・発行・再発行", "invoice, reissue"; empty only when a theme has no term
  /// at all.
  std::array<std::string, kLanguageCount> text;
  /// Terms of the label (numbers of `terms`), per language; empty where the words were translated.
  std::array<std::vector<std::uint32_t>, kLanguageCount> terms;
  /// Whether the words of a language come from the table, because nobody wrote in that language.
  std::array<bool, kLanguageCount> translated{};
  friend bool operator==(const ThemeLabel&, const ThemeLabel&) = default;
};

/// Names all themes at once, so that no two have the same words: the larger theme chooses first, and a theme
/// whose words would repeat another's takes its next best.
/// In: `ranked` as from class_tf_idf, one list a theme over both languages; `terms` described by number;
/// `table` for similarity and translation. Out: one label a theme, distinct within a language wherever the
/// terms allow it.
/// Cost: O(themes * (candidates * d + rows of the other language * d) for translated labels only).
/// Checked in tests/unit/models/topics/theme_label_test.cpp.
[[nodiscard]] std::vector<ThemeLabel> make_labels(std::span<const std::vector<WeightedTerm>> ranked,
                                                  std::span<const LabelTerm> terms,
                                                  const embedding::StaticEmbedding& table,
                                                  const LabelOptions& options = {});

}  // namespace koe::models::topics
