// What does each respondent say, sentence by sentence, with personal data replaced and every character's origin known?
#include <iterator>

#include "models/parallel.h"
#include "nlp/normalize.h"
#include "nlp/redact.h"
#include "nlp/sentence.h"
#include "nlp/utf8.h"
#include "pipeline/stages/assets.h"
#include "pipeline/stages/languages.h"
#include "pipeline/stages/stage.h"
#include "pipeline/store/response_store.h"
#include "pipeline/store/segment_store.h"

namespace koe::stages {
namespace {

constexpr std::string_view kVersion = "normalize 1";
constexpr std::size_t kChunk = 256;  ///< responses a thread takes at a time

std::vector<store::StoredSentence> sentences_of(const store::StoredResponse& response, const nlp::Lexicons& lexicons) {
  const nlp::Redaction redaction = nlp::redact(nlp::normalize(response.verbatim));
  const nlp::NormalizedText& text = redaction.text;
  const nlp::Lang whole = nlp::detect_language(text.text, lexicons);
  std::vector<store::StoredSentence> sentences;
  nlp::Slicer normalized(text.text);
  nlp::Slicer written(response.verbatim);
  for (const nlp::Span& span : nlp::split_sentences(text.text, lexicons)) {
    store::StoredSentence sentence;
    sentence.response_no = response.response_no;
    sentence.ordinal = static_cast<int>(sentences.size());
    const nlp::Span original = text.original_span(span);
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

}  // namespace

std::string normalize_fingerprint(const StageContext& context) {
  return std::string(kVersion) + store::ResponseStore(context.database).state_hash() +
         context.assets.text_fingerprint();
}

StageSummary run_normalize(StageContext& context) {
  const std::vector<store::StoredResponse> responses = store::ResponseStore(context.database).read_all();
  std::vector<std::vector<store::StoredSentence>> found(responses.size());
  models::parallel_chunks(responses.size(), kChunk, context.config.threads, [&](std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < end; ++i)
      if (!responses[i].verbatim.empty()) found[i] = sentences_of(responses[i], context.assets.lexicons());
  });
  std::vector<store::StoredSentence> sentences;
  for (auto& list : found)
    sentences.insert(sentences.end(), std::make_move_iterator(list.begin()), std::make_move_iterator(list.end()));
  store::SegmentStore(context.database).replace_sentences(sentences);
  return {.stage = "normalize", .rows_in = responses.size(), .rows_out = sentences.size()};
}

}  // namespace koe::stages
