// What does one answer say, statement by statement? Sentences, joined into segments, each with its words and its tone.
#pragma once
#include <cstddef>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "nlp/arena.h"
#include "nlp/label_terms.h"
#include "nlp/polarity.h"
#include "pipeline/stages/label_term_memory.h"
#include "pipeline/stages/sentences.h"
#include "pipeline/stages/text_terms.h"
#include "pipeline/store/response_store.h"
#include "pipeline/store/segment_store.h"

namespace koe::stages {

/// What was read in some answers. Texts and lists lie in `memory` or in the answers themselves.
struct AnalyzedAnswers {
  std::vector<store::SegmentRow> segments;  ///< in order
  ChunkLabelTerms label_terms;              ///< what the segments' label terms are numbers of, in order of first use
  nlp::Arena memory;
};

/// One thread's analysis of answers. Every text is tokenized once: a segment of several sentences has their words, and no word
/// or pair of words reaches over the end of a sentence. Only a segment of both languages is read again, in the longest's.
///
/// All answers go through one step before the next begins: dictionary, vector table and polarity model together are larger
/// than a processor's cache, and each step finds its own there as long as the steps do not take turns.
class AnswerAnalyzer {
 public:
  explicit AnswerAnalyzer(const Assets& assets);

  /// Reads `answers`, which outlive `found`; what was in `found` makes room, its memory is reused.
  /// Cost: about twice that of MeCab. Checked in tests/unit/stages/answer_analyzer_test.cpp.
  void analyze(std::span<const store::Verbatim> answers, AnalyzedAnswers& found);

 private:
  /// A sentence, or a segment of several, as it was read.
  struct Reading {
    std::vector<nlp::Token> tokens;
    models::embedding::KnownTerms known;
    nlp::DecodedText normalized;
    std::string_view folded;  ///< what equal texts share
    bool has_content = true;
    std::optional<Polarity> tone;  ///< once somebody asked
  };
  /// A segment with content: where it stands among all, and its reading.
  struct Said {
    std::size_t segment = 0;
    std::size_t sentence = 0;   ///< its first
    std::size_t sentences = 0;  ///< how many
    std::size_t reading = 0;
  };

  void split(std::span<const store::Verbatim> answers, nlp::Arena& memory);
  void read_sentences();
  /// Makes segments of `count` sentences from `first` on, all of `answer`.
  void join(const store::Verbatim& answer, std::size_t first, std::size_t count, AnalyzedAnswers& found);
  /// Reads the segments of several sentences; those without content are said no more.
  void read_joined(AnalyzedAnswers& found);
  /// Makes the reading `whole` of a segment of several sentences from theirs.
  void put_together(const Said& said, Language language, Reading& whole);
  void describe(AnalyzedAnswers& found);
  [[nodiscard]] std::span<const std::uint32_t> label_terms_of(const Reading& reading, Language language, AnalyzedAnswers& found);

  [[nodiscard]] std::span<Sentence> sentences_of(const Said& said) {
    return std::span(sentences_).subspan(said.sentence, said.sentences);
  }
  /// The reading `number`, made when there is none yet.
  Reading& reading(std::size_t number);
  std::vector<std::size_t> starts_of_segments(std::size_t first, std::size_t count);
  /// In: the language that `reading` was read in.
  Polarity tone_of(Reading& reading, Language language);
  /// Whether the clause turns from the praise before it to blame, or back.
  bool turns(std::size_t clause);

  const Assets& assets_;
  SentenceReader sentence_reader_;
  TermReader reader_;
  LabelTermMemory known_labels_;
  std::vector<std::span<const float>> means_;
  std::vector<Sentence> sentences_;
  std::vector<std::size_t> first_sentence_;  ///< of each answer, and one past the last
  std::vector<Reading> readings_;            ///< of the sentences, then of segments of several; those behind keep their memory
  std::vector<Said> said_;
  nlp::PolarityMemory polarity_memory_;
  std::vector<nlp::LabelTerm> label_terms_;  ///< of one segment
};

}  // namespace koe::stages
