#include "pipeline/stages/sentences.h"

#include "nlp/normalize.h"
#include "nlp/redact.h"
#include "nlp/sentence.h"
#include "nlp/utf8.h"
#include "pipeline/stages/languages.h"

namespace koe::stages {

std::vector<Sentence> sentences_of(const std::string& verbatim, const nlp::Lexicons& lexicons) {
  const nlp::Redaction redaction = nlp::redact(nlp::normalize(verbatim));
  const nlp::NormalizedText& text = redaction.text;
  const nlp::Lang whole = nlp::detect_language(text.text, lexicons);
  std::vector<Sentence> sentences;
  nlp::Slicer normalized(text.text);
  nlp::Slicer written(verbatim);
  for (const nlp::Statement& span : nlp::split_sentences(text.text, lexicons)) {
    Sentence sentence;
    const nlp::Span original = text.original_span(span);
    sentence.follows_contrast = span.follows_contrast;
    sentence.begin = original.begin;
    sentence.end = original.end;
    sentence.normalized = normalized.next(span);
    sentence.language = language_of(nlp::detect_segment_language(sentence.normalized, whole, lexicons));
    // The respondent's own characters, unless something had to be replaced: then the normalised text that shows it.
    sentence.text = redaction.count == 0 ? std::string(written.next(original)) : sentence.normalized;
    sentences.push_back(std::move(sentence));
  }
  return sentences;
}

}  // namespace koe::stages
