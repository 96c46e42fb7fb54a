// What is one statement, and in what tone is it said? Joins sentences into segments and judges each.
#include <iterator>

#include "models/parallel.h"
#include "nlp/contentless.h"
#include "nlp/normalize.h"
#include "nlp/polarity.h"
#include "pipeline/stages/languages.h"
#include "pipeline/stages/segmentation.h"
#include "pipeline/stages/stage.h"
#include "pipeline/stages/text_terms.h"
#include "pipeline/store/segment_store.h"

namespace koe::stages {
namespace {

constexpr std::string_view kVersion = "analyze 2";
constexpr std::size_t kChunk = 128;  ///< answers a thread takes at a time

/// Sentences [begin, end) of one answer.
struct Answer {
  std::size_t begin = 0, end = 0;
};

std::vector<Answer> answers_of(const std::vector<store::StoredSentence>& sentences) {
  std::vector<Answer> answers;
  for (std::size_t i = 0; i < sentences.size(); ++i) {
    if (answers.empty() || sentences[i].response_no != sentences[answers.back().begin].response_no)
      answers.push_back({i, i});
    answers.back().end = i + 1;
  }
  return answers;
}

/// One thread's analysis of one answer after the other.
class Analyzer {
 public:
  explicit Analyzer(const Assets& assets) : assets_(assets), reader_(assets) {
    const auto& embedder = assets.embedder();
    for (Language language : {Language::kJapanese, Language::kEnglish, Language::kOther})
      means_.push_back(embedder.prior_mean(table_language(language)));
  }

  void analyze(std::span<const store::StoredSentence> sentences, std::vector<store::StoredSegment>& out) {
    std::vector<models::embedding::TextTerms> terms;
    std::vector<SentenceView> views;
    for (const store::StoredSentence& sentence : sentences) {
      terms.push_back(reader_.read(sentence.normalized, sentence.language));
      views.push_back({.language = sentence.language,
                       .has_content = !nlp::is_contentless(sentence.normalized, assets_.lexicons())});
    }
    const models::embedding::EmbeddedTexts embedded = assets_.embedder().embed(terms, 1);
    for (std::size_t i = 0; i < views.size(); ++i) views[i].vector = embedded.vectors.row(i);
    const std::vector<std::size_t> starts = segment_starts(views, means_);
    for (std::size_t s = 0; s < starts.size(); ++s) {
      const std::size_t end = s + 1 < starts.size() ? starts[s + 1] : sentences.size();
      out.push_back(make_segment(sentences.subspan(starts[s], end - starts[s]), static_cast<int>(s)));
    }
  }

 private:
  store::StoredSegment make_segment(std::span<const store::StoredSentence> sentences, int ordinal) {
    store::StoredSegment segment;
    segment.response_no = sentences.front().response_no;
    segment.ordinal = ordinal;
    segment.begin = sentences.front().begin;
    segment.end = sentences.back().end;
    std::size_t longest = 0;
    for (const store::StoredSentence& sentence : sentences) {
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
    if (nlp::is_contentless(segment.normalized, assets_.lexicons())) return segment;
    segment.unit_key = nlp::fold_for_identity(segment.normalized);
    (void)reader_.read(segment.normalized, segment.language);
    segment.polarity = polarity_of(nlp::polarity(segment.normalized, reader_.tokens(), lang_of(segment.language),
                                                 assets_.lexicons(), assets_.polarity_model())
                                       .kind);
    return segment;
  }

  const Assets& assets_;
  TermReader reader_;
  std::vector<std::span<const float>> means_;
};

}  // namespace

std::string analyze_fingerprint(const StageContext& context) {
  return std::string(kVersion) + context.assets.text_fingerprint() + context.assets.embedding_fingerprint();
}

StageSummary run_analyze(StageContext& context) {
  store::SegmentStore store(context.database);
  const std::vector<store::StoredSentence> sentences = store.sentences();
  const std::vector<Answer> answers = answers_of(sentences);
  std::vector<std::vector<store::StoredSegment>> found((answers.size() + kChunk - 1) / kChunk);
  models::parallel_chunks(answers.size(), kChunk, context.config.threads, [&](std::size_t begin, std::size_t end) {
    Analyzer analyzer(context.assets);
    for (std::size_t a = begin; a < end; ++a)
      analyzer.analyze(std::span(sentences).subspan(answers[a].begin, answers[a].end - answers[a].begin),
                       found[begin / kChunk]);
  });
  std::vector<store::StoredSegment> segments;
  for (auto& list : found)
    segments.insert(segments.end(), std::make_move_iterator(list.begin()), std::make_move_iterator(list.end()));
  store.replace_segments(segments);
  return {.stage = "analyze", .rows_in = sentences.size(), .rows_out = segments.size()};
}

}  // namespace koe::stages
