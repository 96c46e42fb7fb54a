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

/// As many analyzers as threads work at once, and as many results as wait to be written; all keep their memory from chunk to
/// chunk. Thread-safe.
class Analyzers {
 public:
  explicit Analyzers(const Assets& assets) : assets_(assets) {}

  std::unique_ptr<AnalyzedAnswers> analyze(std::span<const store::Verbatim> answers) {
    std::unique_ptr<AnalyzedAnswers> found = take(idle_results_);
    if (!found) found = std::make_unique<AnalyzedAnswers>();
    std::unique_ptr<AnswerAnalyzer> analyzer = take(idle_);
    if (!analyzer) analyzer = std::make_unique<AnswerAnalyzer>(assets_);
    analyzer->analyze(answers, *found);
    give_back(std::move(analyzer), idle_);
    return found;
  }

  /// Takes back a result that is no longer needed.
  void give_back(std::unique_ptr<AnalyzedAnswers> found) { give_back(std::move(found), idle_results_); }

 private:
  template <typename T>
  using Idle = std::vector<std::unique_ptr<T>>;

  /// Nothing when none is idle.
  template <typename T>
  std::unique_ptr<T> take(Idle<T>& idle) {
    const std::lock_guard lock(mutex_);
    if (idle.empty()) return nullptr;
    std::unique_ptr<T> taken = std::move(idle.back());
    idle.pop_back();
    return taken;
  }
  template <typename T>
  void give_back(std::unique_ptr<T> used, Idle<T>& idle) {
    const std::lock_guard lock(mutex_);
    idle.push_back(std::move(used));
  }

  const Assets& assets_;
  std::mutex mutex_;
  Idle<AnswerAnalyzer> idle_;
  Idle<AnalyzedAnswers> idle_results_;
};

/// Writes chunk after chunk, with the numbers that label terms have among those of all chunks.
class ChunkWriter {
 public:
  explicit ChunkWriter(store::Database& database) : writer_(database) {}

  void write(const AnalyzedAnswers& chunk) {
    for (MetLabelTerm* term : chunk.label_terms.terms)
      if (!term->number) write_term(*term);
    for (store::SegmentRow segment : chunk.segments) {
      numbers_.clear();
      for (const std::uint32_t term : segment.label_terms) numbers_.push_back(*chunk.label_terms.terms[term]->number);
      segment.label_terms = numbers_;
      writer_.add(segment);
    }
  }

 private:
  /// Another thread may have met the term before.
  void write_term(MetLabelTerm& met) {
    const std::uint32_t known = index_.size();
    met.number = index_.number_of({met.term.language, met.term.display, met.term.key, met.term.is_noun});
    if (index_.size() > known) writer_.add(met.term);
  }

  store::SegmentWriter writer_;
  LabelTermIndex index_;
  std::vector<std::uint32_t> numbers_;  ///< of the label terms of one segment
};

}  // namespace

std::string analyze_fingerprint(const StageContext& context) {
  return std::string(kVersion) + store::ResponseStore(context.database).state_hash() +
         context.assets.text_fingerprint() + context.assets.embedding_fingerprint();
}

StageSummary run_analyze(StageContext& context) {
  const std::vector<store::Verbatim> answers = store::ResponseStore(context.database).verbatims();
  StageSummary summary{.stage = "analyze", .rows_in = answers.size()};
  ChunkWriter writer(context.database);
  Analyzers analyzers(context.assets);
  const std::size_t chunk_answers = chunk_size(answers.size());
  std::vector<std::unique_ptr<AnalyzedAnswers>> chunks(answers.size() / chunk_answers + 1);
  models::parallel_in_order(
      answers.size(), chunk_answers, context.config.threads,
      [&](std::size_t begin, std::size_t end) {
        chunks[begin / chunk_answers] = analyzers.analyze(std::span(answers).subspan(begin, end - begin));
      },
      [&](std::size_t begin, std::size_t) {
        std::unique_ptr<AnalyzedAnswers> chunk = std::move(chunks[begin / chunk_answers]);
        summary.rows_out += chunk->segments.size();
        writer.write(*chunk);
        analyzers.give_back(std::move(chunk));
      });
  return summary;
}

}  // namespace koe::stages
