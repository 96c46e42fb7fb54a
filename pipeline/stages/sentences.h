// What does a respondent say, sentence by sentence, with personal data replaced and every character's origin known?
#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "nlp/lexicons.h"
#include "pipeline/domain/run_result.h"

namespace koe::stages {

/// A sentence or clause. Offsets are code points in the original verbatim, half-open.
struct Sentence {
  std::int64_t begin = 0, end = 0;
  Language language = Language::kOther;
  bool follows_contrast = false;  ///< a clause behind "but", "けど", of the sentence that the one before it began
  std::string text;        ///< the redacted slice of the original
  std::string normalized;  ///< what the tokenizers read
  std::string folded;      ///< what equal sentences share: nlp::fold_for_identity
};

/// Sentences of `verbatim` in order. Cost: O(bytes). Thread-safe. Checked in tests/unit/stages/sentences_test.cpp.
[[nodiscard]] std::vector<Sentence> sentences_of(const std::string& verbatim, const nlp::Lexicons& lexicons);

}  // namespace koe::stages
