// What is one statement, what is it about, and in what tone is it said? Splits answers into segments and reads each once.
#include <utility>

#include "models/parallel.h"
#include "pipeline/stages/answer_analyzer.h"
#include "pipeline/stages/label_term_index.h"
#include "pipeline/stages/stage.h"
#include "pipeline/store/response_store.h"
#include "pipeline/store/segment_store.h"

namespace koe::stages {
namespace {

constexpr std::string_view kVersion = "analyze 3";
constexpr std::size_t kChunk = 1024;  ///< answers a thread takes at a time: enough for each step to find its tables in the cache

/// What one thread found in one chunk; the label terms are numbered within the chunk.
struct AnalyzedChunk {
  std::vector<store::StoredSegment> segments;
  LabelTermIndex label_terms;
};

AnalyzedChunk analyze(std::span<const store::Verbatim> answers, const Assets& assets) {
  AnalyzedChunk chunk;
  AnswerAnalyzer(assets).analyze(answers, chunk.segments, chunk.label_terms);
  return chunk;
}

/// Writes the chunk with the numbers that its label terms have among all.
void write(AnalyzedChunk chunk, LabelTermIndex& label_terms, store::SegmentWriter& writer) {
  std::vector<std::uint32_t> number_of;
  for (const store::StoredLabelTerm& term : chunk.label_terms.terms()) {
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
  std::vector<AnalyzedChunk> chunks(answers.size() / kChunk + 1);
  models::parallel_in_order(
      answers.size(), kChunk, context.config.threads,
      [&](std::size_t begin, std::size_t end) {
        chunks[begin / kChunk] = analyze(std::span(answers).subspan(begin, end - begin), context.assets);
      },
      [&](std::size_t begin, std::size_t) {
        AnalyzedChunk chunk = std::exchange(chunks[begin / kChunk], {});
        summary.rows_out += chunk.segments.size();
        write(std::move(chunk), label_terms, writer);
      });
  return summary;
}

}  // namespace koe::stages
