// What does one answer say, statement by statement? Sentences, joined into segments, each with its words and its tone.
#pragma once
#include <span>
#include <string>
#include <vector>

#include "pipeline/stages/label_term_index.h"
#include "pipeline/stages/sentences.h"
#include "pipeline/stages/text_terms.h"
#include "pipeline/store/response_store.h"
#include "pipeline/store/segment_store.h"

namespace koe::stages {

/// One thread's analysis of one answer after the other. Every text is tokenized once; only a segment of several sentences is
/// read again as a whole, because words at the joints may read otherwise.
class AnswerAnalyzer {
 public:
  explicit AnswerAnalyzer(const Assets& assets);

  /// Appends the segments of `answer` to `out`; their label terms are numbered in `label_terms`.
  /// Cost: about that of MeCab. Checked in tests/unit/stages/runner_test.cpp.
  void analyze(const store::Verbatim& answer, std::vector<store::StoredSegment>& out, LabelTermIndex& label_terms);

 private:
  /// A sentence as it was read.
  struct Reading {
    std::vector<nlp::Token> tokens;
    models::embedding::KnownTerms known;
    std::string folded;  ///< what equal texts share
    bool has_content = true;
  };

  void read(std::span<const Sentence> sentences);
  void fold(const std::string& normalized, Reading& reading) const;
  std::vector<std::size_t> starts_of_segments(std::span<const Sentence> sentences);
  [[nodiscard]] Polarity tone_of(const std::string& normalized, Language language, const Reading& reading) const;
  /// Whether the clause turns from the praise before it to blame, or back.
  [[nodiscard]] bool turns(std::span<const Sentence> sentences, std::size_t clause) const;
  void describe(store::StoredSegment& segment, const Reading& reading, LabelTermIndex& label_terms) const;

  const Assets& assets_;
  TermReader reader_;
  std::vector<std::span<const float>> means_;
  std::vector<Reading> readings_;  ///< of the answer's sentences; those behind keep their memory
  Reading whole_;                  ///< of a segment of several sentences
};

}  // namespace koe::stages
