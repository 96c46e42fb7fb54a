// Who said what? The segments with content of a range of responses, with the people behind them, as themes are sought in them.
#pragma once
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "pipeline/domain/run_result.h"
#include "pipeline/stages/theme/text_memory.h"
#include "pipeline/store/database.h"
#include "pipeline/store/response_store.h"
#include "pipeline/store/segment_store.h"

namespace koe::stages {

/// A segment with content. Its texts and numbers are kept elsewhere.
struct Utterance {
  std::string_view key;
  std::string_view normalized;
  std::span<const std::uint32_t> table_rows;
  std::span<const std::uint32_t> label_terms;
  std::string_view person;   ///< of an employee: the respondent, or the response itself when nobody is named; "" for customers
  std::string_view quarter;  ///< when it was said; "" unknown
  std::uint32_t code_points = 0;
  SurveyKind survey = SurveyKind::kNps;
  Language language = Language::kOther;
  Polarity polarity = Polarity::kNeutral;
};

/// The utterances of some consecutive responses.
class Utterances {
 public:
  /// Adds what `author`, the author of its response, says; after what was said before it.
  void add(const store::SegmentContent& content, const store::Author& author);

  /// Makes room for what so many authors say.
  void expect(std::size_t authors);

  /// In the order in which they were said.
  [[nodiscard]] std::span<const Utterance> all() const { return utterances_; }

  /// Owner of what the utterances point to.
  [[nodiscard]] std::shared_ptr<const TextMemory> memory() const { return memory_; }

  std::size_t segments = 0;    ///< of these responses, also those without content
  std::string latest_quarter;  ///< of these responses; "" unknown

 private:
  /// The author's person and quarter, kept once for all that one author says.
  struct KeptAuthor {
    std::int64_t response_no = -1;
    std::string_view person, quarter;
  };
  void keep_author(const store::Author& author);

  std::shared_ptr<TextMemory> memory_ = std::make_shared<TextMemory>();
  std::vector<Utterance> utterances_;
  KeptAuthor author_;
};

/// The utterances of all responses in their order, some thousand responses each. In: everything is committed, unless `threads`
/// is 1. Cost: O(segments); threads read ranges of responses over connections of their own.
/// Checked in tests/unit/stages/unit_set_test.cpp.
[[nodiscard]] std::vector<Utterances> read_utterances(store::Database& database, unsigned threads);

}  // namespace koe::stages
