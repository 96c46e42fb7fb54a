#include "pipeline/stages/answer_analyzer.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "nlp/contentless.h"
#include "nlp/label_terms.h"
#include "nlp/normalize.h"
#include "nlp/polarity.h"
#include "nlp/utf8.h"
#include "pipeline/stages/languages.h"
#include "pipeline/stages/segmentation.h"

namespace koe::stages {
namespace {

/// The sentences, which nobody reads any more, as one text, in the language of the longest.
store::StoredSegment joined(std::span<Sentence> sentences) {
  store::StoredSegment segment;
  segment.begin = sentences.front().begin;
  segment.end = sentences.back().end;
  if (sentences.size() == 1) {
    segment.language = sentences.front().language;
    segment.text = std::move(sentences.front().text);
    segment.normalized = std::move(sentences.front().normalized);
    return segment;
  }
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

void AnswerAnalyzer::analyze(std::span<const store::Verbatim> answers, std::vector<store::StoredSegment>& segments,
                             std::vector<store::StoredLabelTerm>& label_terms) {
  segments.clear();
  label_terms.clear();
  said_.clear();
  if (reader_.forget_when_full() || known_labels_.is_full()) known_labels_.clear();
  known_labels_.start_chunk();
  split(answers);
  read_sentences();
  for (std::size_t i = 0; i < answers.size(); ++i)
    join(answers[i], first_sentence_[i], first_sentence_[i + 1] - first_sentence_[i], segments);
  read_joined(segments);
  describe(segments, label_terms);
}

void AnswerAnalyzer::split(std::span<const store::Verbatim> answers) {
  sentences_.clear();
  first_sentence_.assign(1, 0);
  for (const store::Verbatim& answer : answers) {
    std::ranges::move(sentences_of(answer.text, assets_.lexicons()), std::back_inserter(sentences_));
    first_sentence_.push_back(sentences_.size());
  }
}

void AnswerAnalyzer::read_sentences() {
  for (std::size_t i = 0; i < sentences_.size(); ++i)
    reader_.tokenize(sentences_[i].normalized, sentences_[i].language, reading(i).tokens);
  for (std::size_t i = 0; i < sentences_.size(); ++i)
    readings_[i].known = reader_.known_terms(readings_[i].tokens, sentences_[i].language);
  for (std::size_t i = 0; i < sentences_.size(); ++i) {
    readings_[i].tone.reset();
    readings_[i].folded = std::move(sentences_[i].folded);
    readings_[i].has_content = !nlp::is_contentless_sentence(readings_[i].folded, assets_.lexicons());
  }
}

void AnswerAnalyzer::join(const store::Verbatim& answer, std::size_t first, std::size_t count,
                          std::vector<store::StoredSegment>& out) {
  const std::vector<std::size_t> starts = count > 1 ? starts_of_segments(first, count) : std::vector<std::size_t>(count, 0);
  for (std::size_t s = 0; s < starts.size(); ++s) {
    const std::size_t end = s + 1 < starts.size() ? starts[s + 1] : count;
    store::StoredSegment& segment =
        out.emplace_back(joined(std::span(sentences_).subspan(first + starts[s], end - starts[s])));
    segment.response_no = answer.response_no;
    segment.ordinal = static_cast<int>(s);
    const Said said{.segment = out.size() - 1, .sentence = first + starts[s], .sentences = end - starts[s]};
    if (said.sentences > 1 || readings_[said.sentence].has_content) said_.push_back(said);
  }
}

void AnswerAnalyzer::read_joined(std::span<const store::StoredSegment> segments) {
  std::size_t number = sentences_.size();
  for (Said& said : said_) {
    said.reading = said.sentences > 1 ? number++ : said.sentence;
    if (said.sentences == 1) continue;
    const store::StoredSegment& segment = segments[said.segment];
    Reading& whole = reading(said.reading);
    whole.tone.reset();
    whole.folded = nlp::fold_for_identity(segment.normalized);
    whole.has_content = !nlp::is_contentless(segment.normalized, whole.folded, assets_.lexicons());
    if (!whole.has_content) continue;
    put_together(said, segment, whole);
  }
  std::erase_if(said_, [&](const Said& said) { return !readings_[said.reading].has_content; });
}

void AnswerAnalyzer::put_together(const Said& said, const store::StoredSegment& segment, Reading& whole) {
  const auto in_other_language = [&](const Sentence& sentence) { return sentence.language != segment.language; };
  if (std::ranges::any_of(std::span(sentences_).subspan(said.sentence, said.sentences), in_other_language)) {
    reader_.tokenize(segment.normalized, segment.language, whole.tokens);
    whole.known = reader_.known_terms(whole.tokens, segment.language);
    return;
  }
  whole.tokens.clear();
  whole.known = {};
  std::uint32_t begin = 0;
  for (std::size_t i = said.sentence; i < said.sentence + said.sentences; ++i) {
    for (nlp::Token token : readings_[i].tokens) {
      token.begin += begin;
      token.end += begin;
      whole.tokens.push_back(token);
    }
    const models::embedding::KnownTerms& known = readings_[i].known;
    whole.known.rows.insert(whole.known.rows.end(), known.rows.begin(), known.rows.end());
    whole.known.terms += known.terms;
    begin += static_cast<std::uint32_t>(nlp::count_code_points(sentences_[i].normalized)) + 1;  // and the space between
  }
}

AnswerAnalyzer::Reading& AnswerAnalyzer::reading(std::size_t number) {
  if (number >= readings_.size()) readings_.resize(number + 1);
  return readings_[number];
}

std::vector<std::size_t> AnswerAnalyzer::starts_of_segments(std::size_t first, std::size_t count) {
  std::vector<SentenceView> views;
  views.reserve(count);
  bool asks_for_topics = false;
  for (std::size_t i = 0; i < count; ++i) {
    const SentenceView& view =
        views.emplace_back(SentenceView{.language = sentences_[first + i].language,
                                        .has_content = readings_[first + i].has_content,
                                        .continues = sentences_[first + i].follows_contrast && !turns(first + i)});
    asks_for_topics = asks_for_topics || (i > 0 && view.has_content && !view.continues);
  }
  const models::embedding::TableEmbedder& embedder = assets_.embedder();
  models::Matrix vectors(asks_for_topics ? count : 0, embedder.dimensions());
  for (std::size_t i = 0; i < vectors.rows(); ++i) {
    embedder.add_up(readings_[first + i].known.rows, vectors.row(i));
    views[i].vector = vectors.row(i);
  }
  return segment_starts(views, means_);
}

Polarity AnswerAnalyzer::tone_of(const std::string& normalized, Language language, Reading& reading) const {
  if (!reading.tone)
    reading.tone = polarity_of(
        nlp::polarity(normalized, reading.tokens, lang_of(language), assets_.lexicons(), assets_.polarity_model()).kind);
  return *reading.tone;
}

bool AnswerAnalyzer::turns(std::size_t clause) {
  const auto tone = [&](std::size_t i) {
    return tone_of(sentences_[i].normalized, sentences_[i].language, readings_[i]);
  };
  const auto praises = [](Polarity polarity) { return polarity == Polarity::kPositive; };
  const auto blames = [](Polarity polarity) { return polarity == Polarity::kNegative || polarity == Polarity::kRequest; };
  const Polarity before = tone(clause - 1), behind = tone(clause);
  return (praises(before) && blames(behind)) || (blames(before) && praises(behind));
}

void AnswerAnalyzer::describe(std::span<store::StoredSegment> segments,
                              std::vector<store::StoredLabelTerm>& label_terms) {
  for (const Said& said : said_) {
    store::StoredSegment& segment = segments[said.segment];
    Reading& reading = readings_[said.reading];
    segment.unit_key = std::move(reading.folded);
    segment.table_rows = std::move(reading.known.rows);
    segment.polarity = tone_of(segment.normalized, segment.language, reading);
  }
  for (const Said& said : said_) {
    store::StoredSegment& segment = segments[said.segment];
    for (const nlp::LabelTerm& term : nlp::label_terms(readings_[said.reading].tokens, lang_of(segment.language)))
      segment.label_terms.push_back(known_labels_.number_of(term, label_terms));
  }
}

}  // namespace koe::stages
