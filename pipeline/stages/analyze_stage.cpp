// What is one statement, what is it about, and in what tone is it said? Splits answers into segments and reads each once.
#include <algorithm>
#include <memory>
#include <mutex>
#include <span>
#include <utility>
#include <vector>

#include "models/parallel.h"
#include "pipeline/stages/answer_analyzer.h"
#include "pipeline/stages/label_term_index.h"
#include "pipeline/stages/stage.h"
#include "pipeline/store/response_store.h"
#include "pipeline/store/segment_store.h"

namespace koe::stages {
namespace {

constexpr std::string_view kVersion = "analyze 4";
/// Answers a thread takes at a time: enough for each step to find its tables in the cache, few enough that threads share the
/// work of a small survey.
constexpr std::size_t kSmallestChunk = 256;
constexpr std::size_t kLargestChunk = 2048;
constexpr std::size_t kChunksOfSmallSurvey = 16;

std::size_t chunk_size(std::size_t answers) {
  return std::clamp(answers / kChunksOfSmallSurvey, kSmallestChunk, kLargestChunk);
}

/// What one thread found in one chunk; the label terms are numbered within the chunk.
struct AnalyzedChunk {
  std::vector<store::StoredSegment> segments;
  std::vector<store::StoredLabelTerm> label_terms;
};

/// As many analyzers as threads work at once; each keeps its memory from chunk to chunk.
class Analyzers {
 public:
  explicit Analyzers(const Assets& assets) : assets_(assets) {}

  /// Thread-safe.
  AnalyzedChunk analyze(std::span<const store::Verbatim> answers) {
    std::unique_ptr<AnswerAnalyzer> analyzer = take();
    AnalyzedChunk chunk;
    analyzer->analyze(answers, chunk.segments, chunk.label_terms);
    const std::lock_guard lock(mutex_);
    idle_.push_back(std::move(analyzer));
    return chunk;
  }

 private:
  std::unique_ptr<AnswerAnalyzer> take() {
    {
      const std::lock_guard lock(mutex_);
      if (!idle_.empty()) {
        std::unique_ptr<AnswerAnalyzer> analyzer = std::move(idle_.back());
        idle_.pop_back();
        return analyzer;
      }
    }
    return std::make_unique<AnswerAnalyzer>(assets_);
  }

  const Assets& assets_;
  std::mutex mutex_;
  std::vector<std::unique_ptr<AnswerAnalyzer>> idle_;
};

/// Writes the chunk with the numbers that its label terms have among all.
void write(AnalyzedChunk chunk, LabelTermIndex& label_terms, store::SegmentWriter& writer) {
  std::vector<std::uint32_t> number_of;
  for (const store::StoredLabelTerm& term : chunk.label_terms) {
    const std::size_t known = label_terms.terms().size();
    number_of.push_back(label_terms.number_of({term.language, term.display, term.key, term.is_noun}));
    if (label_terms.terms().size() > known) writer.add(term);
  }
  for (store::StoredSegment& segment : chunk.segments) {
    for (std::uint32_t& term : segment.label_terms) term = number_of[term];
    writer.add(segment);
  }
}

}  // namespace

std::string analyze_fingerprint(const StageContext& context) {
  return std::string(kVersion) + store::ResponseStore(context.database).state_hash() +
         context.assets.text_fingerprint() + context.assets.embedding_fingerprint();
}

StageSummary run_analyze(StageContext& context) {
  const std::vector<store::Verbatim> answers = store::ResponseStore(context.database).verbatims();
  StageSummary summary{.stage = "analyze", .rows_in = answers.size()};
  store::SegmentWriter writer(context.database);
  LabelTermIndex label_terms;
  Analyzers analyzers(context.assets);
  const std::size_t chunk_answers = chunk_size(answers.size());
  std::vector<AnalyzedChunk> chunks(answers.size() / chunk_answers + 1);
  models::parallel_in_order(
      answers.size(), chunk_answers, context.config.threads,
      [&](std::size_t begin, std::size_t end) {
        chunks[begin / chunk_answers] = analyzers.analyze(std::span(answers).subspan(begin, end - begin));
      },
      [&](std::size_t begin, std::size_t) {
        AnalyzedChunk chunk = std::exchange(chunks[begin / chunk_answers], {});
        summary.rows_out += chunk.segments.size();
        write(std::move(chunk), label_terms, writer);
      });
  return summary;
}

}  // namespace koe::stages
