#include "pipeline/stages/sentences.h"

#include <utility>

#include "nlp/normalize.h"
#include "nlp/redact.h"
#include "nlp/sentence.h"
#include "nlp/utf8.h"
#include "pipeline/stages/languages.h"

namespace koe::stages {

std::vector<Sentence> sentences_of(const std::string& verbatim, const nlp::Lexicons& lexicons) {
  const nlp::Redaction redaction = nlp::redact(nlp::normalize(verbatim));
  const nlp::NormalizedText& text = redaction.text;
  const std::vector<nlp::Statement> spans = nlp::split_sentences(text.code_points, lexicons);
  const nlp::Lang whole = nlp::detect_language(text.code_points, lexicons);
  const bool was_normal = text.text == verbatim;
  std::vector<Sentence> sentences;
  sentences.reserve(spans.size());
  nlp::Slicer written(verbatim);
  for (const nlp::Statement& span : spans) {
    const std::u32string_view letters = nlp::slice(text.code_points, span);
    Sentence& sentence = sentences.emplace_back();
    const nlp::Span original = text.original_span(span);
    sentence.follows_contrast = span.follows_contrast;
    sentence.begin = original.begin;
    sentence.end = original.end;
    // A sentence alone holds all that the whole was judged by.
    sentence.language =
        language_of(spans.size() == 1 ? whole : nlp::detect_segment_language(letters, whole, lexicons));
    sentence.normalized = nlp::encode_utf8(letters);
    sentence.folded = nlp::fold_for_identity(letters);
    // The respondent's own characters, unless something had to be replaced: then the normalised text that shows it.
    const bool shows_normalized = redaction.count > 0 || (was_normal && original == span);
    sentence.text = shows_normalized ? sentence.normalized : std::string(written.next(original));
  }
  return sentences;
}

}  // namespace koe::stages
