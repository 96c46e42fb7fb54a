// What does one answer say, statement by statement? Sentences, joined into segments, each with its words and its tone.
#pragma once
#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "pipeline/stages/label_term_memory.h"
#include "pipeline/stages/sentences.h"
#include "pipeline/stages/text_terms.h"
#include "pipeline/store/response_store.h"
#include "pipeline/store/segment_store.h"

namespace koe::stages {

/// One thread's analysis of answers. Every text is tokenized once: a segment of several sentences has their words, and no word
/// or pair of words reaches over the end of a sentence. Only a segment of both languages is read again, in the longest's.
///
/// All answers go through one step before the next begins: dictionary, vector table and polarity model together are larger
/// than a processor's cache, and each step finds its own there as long as the steps do not take turns.
class AnswerAnalyzer {
 public:
  explicit AnswerAnalyzer(const Assets& assets);

  /// The segments of `answers`, in order, and their label terms by number, in order of first use.
  /// Cost: about twice that of MeCab. Checked in tests/unit/stages/answer_analyzer_test.cpp.
  void analyze(std::span<const store::Verbatim> answers, std::vector<store::StoredSegment>& segments,
               std::vector<store::StoredLabelTerm>& label_terms);

 private:
  /// A sentence, or a segment of several, as it was read.
  struct Reading {
    std::vector<nlp::Token> tokens;
    models::embedding::KnownTerms known;
    std::string folded;  ///< what equal texts share
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

  void split(std::span<const store::Verbatim> answers);
  void read_sentences();
  /// Makes segments of `count` sentences from `first` on, all of `answer`.
  void join(const store::Verbatim& answer, std::size_t first, std::size_t count, std::vector<store::StoredSegment>& out);
  /// Reads the segments of several sentences; those without content are said no more.
  void read_joined(std::span<const store::StoredSegment> segments);
  /// Makes the reading `whole` of a segment of several sentences from theirs.
  void put_together(const Said& said, const store::StoredSegment& segment, Reading& whole);
  void describe(std::span<store::StoredSegment> segments, std::vector<store::StoredLabelTerm>& label_terms);

  /// The reading `number`, made when there is none yet.
  Reading& reading(std::size_t number);
  std::vector<std::size_t> starts_of_segments(std::size_t first, std::size_t count);
  /// In: the text that `reading` is of.
  Polarity tone_of(const std::string& normalized, Language language, Reading& reading) const;
  /// Whether the clause turns from the praise before it to blame, or back.
  bool turns(std::size_t clause);

  const Assets& assets_;
  TermReader reader_;
  LabelTermMemory known_labels_;
  std::vector<std::span<const float>> means_;
  std::vector<Sentence> sentences_;
  std::vector<std::size_t> first_sentence_;  ///< of each answer, and one past the last
  std::vector<Reading> readings_;            ///< of the sentences, then of segments of several; those behind keep their memory
  std::vector<Said> said_;
};

}  // namespace koe::stages
