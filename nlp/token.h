// What is a word of a text? The one value that tokenizers make and that terms, labels and polarity read.
#pragma once
#include <cstdint>
#include <string>

#include "nlp/word.h"

namespace koe::nlp {

/// One word of a text. An English contraction gives several tokens with the same offsets. Lives as long as the vocabulary
/// that it was read with keeps its words.
struct Token {
  const Word* word = nullptr;
  std::uint32_t begin = 0;  ///< code points in the tokenized text
  std::uint32_t end = 0;

  [[nodiscard]] const std::string& surface() const noexcept { return word->surface; }
  [[nodiscard]] const std::string& lemma() const noexcept { return word->lemma; }
  [[nodiscard]] Pos pos() const noexcept { return word->pos; }
};

}  // namespace koe::nlp
