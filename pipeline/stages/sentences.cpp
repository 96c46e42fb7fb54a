#include "pipeline/stages/sentences.h"

#include <algorithm>
#include <utility>

#include "nlp/redact.h"
#include "pipeline/stages/languages.h"

namespace koe::stages {

void SentenceReader::read(std::string_view verbatim, nlp::Arena& memory, std::vector<Sentence>& sentences) {
  nlp::normalize(verbatim, text_);
  const bool is_redacted = nlp::redact(text_) > 0;
  nlp::split_sentences(text_.code_points, lexicons_, statements_);
  if (statements_.empty()) return;
  const std::vector<nlp::Lang>& languages = languages_.of(text_.code_points, statements_);
  const std::size_t first = sentences.size();
  sentences.resize(first + statements_.size());
  const std::span<Sentence> added = std::span(sentences).subspan(first);
  lay_out(memory, added);
  nlp::Slicer written(verbatim);
  for (std::size_t i = 0; i < added.size(); ++i) {
    Sentence& sentence = added[i];
    const nlp::Statement& span = statements_[i];
    const nlp::Span original = text_.original_span(span);
    sentence.begin = original.begin;
    sentence.end = original.end;
    sentence.follows_contrast = span.follows_contrast;
    sentence.language = language_of(languages[i]);
    nlp::fold_for_identity(sentence.normalized.code_points, folded_);
    sentence.folded = nlp::encode_utf8(folded_, memory);
    // The respondent's own characters, unless something had to be replaced: then the normalised text that shows it.
    sentence.text = is_redacted || text_.is_original ? sentence.normalized.utf8 : written.next(original);
  }
}

void SentenceReader::lay_out(nlp::Arena& memory, std::span<Sentence> sentences) const {
  std::size_t size = sentences.size() - 1;
  for (const nlp::Statement& span : statements_) size += span.end - span.begin;
  const std::span<char32_t> letters = memory.make<char32_t>(size);
  const std::span<char> bytes = memory.make<char>(nlp::kLongestUtf8 * size);
  char32_t* letter = letters.data();
  char* byte = bytes.data();
  for (std::size_t i = 0; i < sentences.size(); ++i) {
    if (i > 0) {
      *letter++ = U' ';
      *byte++ = ' ';
    }
    const std::u32string_view statement = nlp::slice(text_.code_points, statements_[i]);
    char* const end = nlp::encode_utf8(statement, byte);
    sentences[i].normalized = {.utf8 = {byte, static_cast<std::size_t>(end - byte)},
                               .code_points = {letter, statement.size()}};
    letter = std::ranges::copy(statement, letter).out;
    byte = end;
  }
  memory.keep<char>(static_cast<std::size_t>(byte - bytes.data()));
}

nlp::DecodedText joined(std::span<const Sentence> sentences) {
  const nlp::DecodedText& first = sentences.front().normalized;
  const nlp::DecodedText& last = sentences.back().normalized;
  const char* const end = last.utf8.data() + last.utf8.size();
  const char32_t* const letters_end = last.code_points.data() + last.code_points.size();
  return {.utf8 = {first.utf8.data(), static_cast<std::size_t>(end - first.utf8.data())},
          .code_points = {first.code_points.data(), static_cast<std::size_t>(letters_end - first.code_points.data())}};
}

}  // namespace koe::stages
