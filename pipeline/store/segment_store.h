// What was said, piece by piece? Sentences (normalize's table) and segments (analyze's table).
//
// Offsets are code points in the original verbatim, half-open; texts are UTF-8 with personal data already replaced.
#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "pipeline/domain/run_result.h"
#include "pipeline/store/database.h"

namespace koe::store {

/// A sentence or clause. `text` is the redacted slice of the original, `normalized` what the tokenizers read.
struct StoredSentence {
  std::int64_t response_no = 0;
  int ordinal = 0;
  std::int64_t begin = 0, end = 0;
  Language language = Language::kOther;
  std::string text;
  std::string normalized;
};

/// One or more consecutive sentences about the same thing: the unit that gets a theme and a polarity.
struct StoredSegment {
  std::int64_t response_no = 0;
  int ordinal = 0;
  std::int64_t begin = 0, end = 0;
  Language language = Language::kOther;
  std::string unit_key;  ///< equal for segments that say the same; empty = without content
  Polarity polarity = Polarity::kNeutral;
  std::string text;
  std::string normalized;
};

/// Both tables; each `replace_*` empties its table first. Cost: O(rows). Checked in tests/unit/store/segment_store_test.cpp.
class SegmentStore {
 public:
  explicit SegmentStore(Database& database) : database_(database) {}
  void replace_sentences(const std::vector<StoredSentence>& sentences);
  [[nodiscard]] std::vector<StoredSentence> sentences() const;
  void replace_segments(const std::vector<StoredSegment>& segments);
  [[nodiscard]] std::vector<StoredSegment> segments() const;

 private:
  Database& database_;
};

}  // namespace koe::store
