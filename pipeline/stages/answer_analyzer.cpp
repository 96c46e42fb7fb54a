#include "pipeline/stages/answer_analyzer.h"

#include <algorithm>

#include "nlp/contentless.h"
#include "nlp/normalize.h"
#include "pipeline/stages/languages.h"
#include "pipeline/stages/segmentation.h"

namespace koe::stages {
namespace {

/// The language of the longest sentence, the first of several.
[[nodiscard]] Language language_of_longest(std::span<const Sentence> sentences) {
  return std::ranges::max_element(sentences, {}, [](const Sentence& sentence) { return sentence.normalized.utf8.size(); })
      ->language;
}

/// The respondent's own sentences, spaces between.
[[nodiscard]] std::string_view joined_text(std::span<const Sentence> sentences, nlp::Arena& memory) {
  const auto is_normalized = [](const Sentence& sentence) { return sentence.text.data() == sentence.normalized.utf8.data(); };
  if (std::ranges::all_of(sentences, is_normalized)) return joined(sentences).utf8;
  std::size_t size = sentences.size() - 1;
  for (const Sentence& sentence : sentences) size += sentence.text.size();
  const std::span<char> text = memory.make<char>(size);
  char* at = text.data();
  for (const Sentence& sentence : sentences) {
    if (at != text.data()) *at++ = ' ';
    at = std::ranges::copy(sentence.text, at).out;
  }
  return {text.data(), size};
}

}  // namespace

AnswerAnalyzer::AnswerAnalyzer(const Assets& assets) : assets_(assets), sentence_reader_(assets.lexicons()), reader_(assets) {
  for (Language language : {Language::kJapanese, Language::kEnglish, Language::kOther})
    means_.push_back(assets.embedder().prior_mean(table_language(language)));
}

void AnswerAnalyzer::analyze(std::span<const store::Verbatim> answers, AnalyzedAnswers& found) {
  found.segments.clear();
  found.memory.clear();
  said_.clear();
  if (reader_.forget_when_full() || known_labels_.is_full()) known_labels_.clear();
  known_labels_.start(found.label_terms);
  split(answers, found.memory);
  read_sentences();
  for (std::size_t i = 0; i < answers.size(); ++i)
    join(answers[i], first_sentence_[i], first_sentence_[i + 1] - first_sentence_[i], found);
  read_joined(found);
  describe(found);
}

void AnswerAnalyzer::split(std::span<const store::Verbatim> answers, nlp::Arena& memory) {
  sentences_.clear();
  first_sentence_.assign(1, 0);
  for (const store::Verbatim& answer : answers) {
    sentence_reader_.read(answer.text, memory, sentences_);
    first_sentence_.push_back(sentences_.size());
  }
}

void AnswerAnalyzer::read_sentences() {
  for (std::size_t i = 0; i < sentences_.size(); ++i)
    reader_.tokenize(sentences_[i].normalized, sentences_[i].language, reading(i).tokens);
  for (std::size_t i = 0; i < sentences_.size(); ++i)
    reader_.known_terms(readings_[i].tokens, sentences_[i].language, readings_[i].known);
  for (std::size_t i = 0; i < sentences_.size(); ++i) {
    readings_[i].tone.reset();
    readings_[i].normalized = sentences_[i].normalized;
    readings_[i].folded = sentences_[i].folded;
    readings_[i].has_content = !nlp::is_contentless_sentence(sentences_[i].folded, assets_.lexicons());
  }
}

void AnswerAnalyzer::join(const store::Verbatim& answer, std::size_t first, std::size_t count, AnalyzedAnswers& found) {
  const std::vector<std::size_t> starts = count > 1 ? starts_of_segments(first, count) : std::vector<std::size_t>(count, 0);
  for (std::size_t s = 0; s < starts.size(); ++s) {
    const std::size_t end = s + 1 < starts.size() ? starts[s + 1] : count;
    const Said said{
        .segment = found.segments.size(), .sentence = first + starts[s], .sentences = end - starts[s], .reading = first + starts[s]};
    const std::span<const Sentence> sentences = sentences_of(said);
    found.segments.push_back({.response_no = answer.response_no,
                              .ordinal = static_cast<int>(s),
                              .begin = sentences.front().begin,
                              .end = sentences.back().end,
                              .language = language_of_longest(sentences),
                              .unit_key = {},
                              .polarity = Polarity::kNeutral,
                              .text = joined_text(sentences, found.memory),
                              .normalized = joined(sentences).utf8,
                              .table_rows = {},
                              .label_terms = {}});
    if (said.sentences > 1 || readings_[said.sentence].has_content) said_.push_back(said);
  }
}

void AnswerAnalyzer::read_joined(AnalyzedAnswers& found) {
  std::size_t number = sentences_.size();
  std::u32string folded;
  for (Said& said : said_) {
    if (said.sentences == 1) continue;
    said.reading = number++;
    Reading& whole = reading(said.reading);
    whole.tone.reset();
    whole.normalized = joined(sentences_of(said));
    nlp::fold_for_identity(whole.normalized.code_points, folded);
    whole.folded = nlp::encode_utf8(folded, found.memory);
    whole.has_content = !nlp::is_contentless(whole.normalized.code_points, whole.folded, assets_.lexicons());
    if (whole.has_content) put_together(said, found.segments[said.segment].language, whole);
  }
  std::erase_if(said_, [&](const Said& said) { return !readings_[said.reading].has_content; });
}

void AnswerAnalyzer::put_together(const Said& said, Language language, Reading& whole) {
  const auto in_other_language = [&](const Sentence& sentence) { return sentence.language != language; };
  if (std::ranges::any_of(sentences_of(said), in_other_language)) {
    reader_.tokenize(whole.normalized, language, whole.tokens);
    reader_.known_terms(whole.tokens, language, whole.known);
    return;
  }
  whole.tokens.clear();
  whole.known.rows.clear();
  whole.known.terms = 0;
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
    begin += static_cast<std::uint32_t>(sentences_[i].normalized.code_points.size()) + 1;  // and the space between
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

Polarity AnswerAnalyzer::tone_of(Reading& reading, Language language) {
  if (!reading.tone)
    reading.tone = polarity_of(nlp::polarity(reading.normalized.code_points, reading.tokens, lang_of(language),
                                             assets_.lexicons(), assets_.polarity_model(), polarity_memory_)
                                   .kind);
  return *reading.tone;
}

bool AnswerAnalyzer::turns(std::size_t clause) {
  const auto tone = [&](std::size_t i) { return tone_of(readings_[i], sentences_[i].language); };
  const auto praises = [](Polarity polarity) { return polarity == Polarity::kPositive; };
  const auto blames = [](Polarity polarity) { return polarity == Polarity::kNegative || polarity == Polarity::kRequest; };
  const Polarity before = tone(clause - 1), behind = tone(clause);
  return (praises(before) && blames(behind)) || (blames(before) && praises(behind));
}

void AnswerAnalyzer::describe(AnalyzedAnswers& found) {
  for (const Said& said : said_) {
    store::SegmentRow& segment = found.segments[said.segment];
    Reading& reading = readings_[said.reading];
    segment.unit_key = reading.folded;
    segment.table_rows = found.memory.copy(std::span<const std::uint32_t>(reading.known.rows));
    segment.polarity = tone_of(reading, segment.language);
  }
  for (const Said& said : said_) {
    store::SegmentRow& segment = found.segments[said.segment];
    segment.label_terms = label_terms_of(readings_[said.reading], segment.language, found);
  }
}

std::span<const std::uint32_t> AnswerAnalyzer::label_terms_of(const Reading& reading, Language language,
                                                              AnalyzedAnswers& found) {
  nlp::label_terms(reading.tokens, lang_of(language), label_terms_);
  const std::span<std::uint32_t> numbers = found.memory.make<std::uint32_t>(label_terms_.size());
  for (std::size_t i = 0; i < numbers.size(); ++i) numbers[i] = known_labels_.number_of(label_terms_[i], found.label_terms);
  return numbers;
}

}  // namespace koe::stages
