// What does a respondent say, sentence by sentence, with personal data replaced and every character's origin known?
#pragma once
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "nlp/arena.h"
#include "nlp/language.h"
#include "nlp/lexicons.h"
#include "nlp/normalize.h"
#include "nlp/sentence.h"
#include "nlp/utf8.h"
#include "pipeline/domain/run_result.h"

namespace koe::stages {

/// A sentence or clause. Offsets are code points in the original verbatim, half-open. Its texts lie in the memory that it was
/// read into, or in the verbatim.
struct Sentence {
  std::int64_t begin = 0, end = 0;
  Language language = Language::kOther;
  bool follows_contrast = false;  ///< a clause behind "but", "けど", of the sentence that the one before it began
  std::string_view text;          ///< the redacted slice of the original
  nlp::DecodedText normalized;    ///< what the tokenizers read
  std::string_view folded;        ///< what equal sentences share: nlp::fold_for_identity
};

/// One thread's way from verbatims to sentences; not thread-safe. Checked in tests/unit/stages/sentences_test.cpp.
class SentenceReader {
 public:
  /// `lexicons` must outlive the reader.
  explicit SentenceReader(const nlp::Lexicons& lexicons) : lexicons_(lexicons), languages_(lexicons) {}
  explicit SentenceReader(nlp::Lexicons&& lexicons) = delete;

  /// Adds the sentences of `verbatim`, in order, to `sentences`. Their normalised texts lie one behind the other, a space
  /// between: joined() needs no copy. In: `verbatim` and `memory` outlive them. Cost: O(bytes).
  void read(std::string_view verbatim, nlp::Arena& memory, std::vector<Sentence>& sentences);

 private:
  /// Writes the normalised texts of the sentences.
  void lay_out(nlp::Arena& memory, std::span<Sentence> sentences) const;

  const nlp::Lexicons& lexicons_;
  nlp::StatementLanguages languages_;
  nlp::MappedText text_;                   ///< of the last verbatim
  std::vector<nlp::Statement> statements_;  ///< of `text_`
  std::u32string folded_;                  ///< of its last sentence
};

/// The normalised text of neighbouring sentences of one verbatim, which are at least one.
[[nodiscard]] nlp::DecodedText joined(std::span<const Sentence> sentences);

}  // namespace koe::stages
