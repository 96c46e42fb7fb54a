#include "pipeline/stages/answer_analyzer.h"

#include "nlp/contentless.h"
#include "nlp/label_terms.h"
#include "nlp/normalize.h"
#include "nlp/polarity.h"
#include "pipeline/stages/languages.h"
#include "pipeline/stages/segmentation.h"

namespace koe::stages {
namespace {

/// The sentences as one text, in the language of the longest.
store::StoredSegment joined(std::span<const Sentence> sentences) {
  store::StoredSegment segment;
  segment.begin = sentences.front().begin;
  segment.end = sentences.back().end;
  std::size_t longest = 0;
  for (const Sentence& sentence : sentences) {
    if (!segment.text.empty()) {
      segment.text += ' ';
      segment.normalized += ' ';
    }
    segment.text += sentence.text;
    segment.normalized += sentence.normalized;
    if (sentence.normalized.size() <= longest) continue;
    longest = sentence.normalized.size();
    segment.language = sentence.language;
  }
  return segment;
}

}  // namespace

AnswerAnalyzer::AnswerAnalyzer(const Assets& assets) : assets_(assets), reader_(assets) {
  for (Language language : {Language::kJapanese, Language::kEnglish, Language::kOther})
    means_.push_back(assets.embedder().prior_mean(table_language(language)));
}

void AnswerAnalyzer::analyze(const store::Verbatim& answer, std::vector<store::StoredSegment>& out,
                             LabelTermIndex& label_terms) {
  const std::vector<Sentence> sentences = sentences_of(answer.text, assets_.lexicons());
  read(sentences);
  const std::vector<std::size_t> starts = starts_of_segments(sentences);
  for (std::size_t s = 0; s < starts.size(); ++s) {
    const std::size_t end = s + 1 < starts.size() ? starts[s + 1] : sentences.size();
    store::StoredSegment& segment = out.emplace_back(joined(std::span(sentences).subspan(starts[s], end - starts[s])));
    segment.response_no = answer.response_no;
    segment.ordinal = static_cast<int>(s);
    const bool is_sentence = end == starts[s] + 1;
    if (!is_sentence) {
      fold(segment.normalized, whole_);
      if (!whole_.has_content) continue;
      reader_.tokenize(segment.normalized, segment.language, whole_.tokens);
      whole_.known = reader_.known_terms(whole_.tokens, segment.language);
    }
    const Reading& reading = is_sentence ? readings_[starts[s]] : whole_;
    if (reading.has_content) describe(segment, reading, label_terms);
  }
}

void AnswerAnalyzer::read(std::span<const Sentence> sentences) {
  if (readings_.size() < sentences.size()) readings_.resize(sentences.size());
  for (std::size_t i = 0; i < sentences.size(); ++i) {
    Reading& reading = readings_[i];
    reader_.tokenize(sentences[i].normalized, sentences[i].language, reading.tokens);
    reading.known = reader_.known_terms(reading.tokens, sentences[i].language);
    fold(sentences[i].normalized, reading);
  }
}

void AnswerAnalyzer::fold(const std::string& normalized, Reading& reading) const {
  reading.folded = nlp::fold_for_identity(normalized);
  reading.has_content = !nlp::is_contentless(normalized, reading.folded, assets_.lexicons());
}

std::vector<std::size_t> AnswerAnalyzer::starts_of_segments(std::span<const Sentence> sentences) {
  const models::embedding::TableEmbedder& embedder = assets_.embedder();
  models::Matrix vectors(sentences.size(), embedder.dimensions());
  std::vector<SentenceView> views;
  for (std::size_t i = 0; i < sentences.size(); ++i) {
    embedder.add_up(readings_[i].known.rows, vectors.row(i));
    views.push_back({.language = sentences[i].language,
                     .has_content = readings_[i].has_content,
                     .continues = sentences[i].follows_contrast && !turns(sentences, i),
                     .vector = vectors.row(i)});
  }
  return segment_starts(views, means_);
}

Polarity AnswerAnalyzer::tone_of(const std::string& normalized, Language language, const Reading& reading) const {
  return polarity_of(
      nlp::polarity(normalized, reading.tokens, lang_of(language), assets_.lexicons(), assets_.polarity_model()).kind);
}

bool AnswerAnalyzer::turns(std::span<const Sentence> sentences, std::size_t clause) const {
  const auto praises = [](Polarity polarity) { return polarity == Polarity::kPositive; };
  const auto blames = [](Polarity polarity) { return polarity == Polarity::kNegative || polarity == Polarity::kRequest; };
  const Polarity before = tone_of(sentences[clause - 1].normalized, sentences[clause - 1].language, readings_[clause - 1]);
  const Polarity behind = tone_of(sentences[clause].normalized, sentences[clause].language, readings_[clause]);
  return (praises(before) && blames(behind)) || (blames(before) && praises(behind));
}

void AnswerAnalyzer::describe(store::StoredSegment& segment, const Reading& reading, LabelTermIndex& label_terms) const {
  const nlp::Lexicons& lexicons = assets_.lexicons();
  const nlp::Lang lang = lang_of(segment.language);
  segment.unit_key = reading.folded;
  segment.polarity = tone_of(segment.normalized, segment.language, reading);
  segment.table_rows = reading.known.rows;
  for (const nlp::LabelTerm& term : nlp::label_terms(reading.tokens, lang, lexicons))
    segment.label_terms.push_back(
        label_terms.number_of({language_of(term.lang), term.display, term.key, term.is_noun}));
}

}  // namespace koe::stages
