// What was said, piece by piece? Segments and the words in them (analyze's tables), so that no later stage reads a text again.
//
// Offsets are code points in the original verbatim, half-open; texts are UTF-8 with personal data already replaced.
#pragma once
#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "pipeline/domain/run_result.h"
#include "pipeline/store/database.h"

namespace koe::store {

/// One or more consecutive sentences about the same thing: the unit that gets a theme and a polarity. `text` is the redacted
/// slice of the original, `normalized` what the tokenizers read.
struct StoredSegment {
  std::int64_t response_no = 0;
  int ordinal = 0;
  std::int64_t begin = 0, end = 0;
  Language language = Language::kOther;
  std::string unit_key;  ///< equal for segments that say the same; empty = without content
  Polarity polarity = Polarity::kNeutral;
  std::string text;
  std::string normalized;
  std::vector<std::uint32_t> table_rows{};   ///< rows of the vector table behind its terms, in reading order
  std::vector<std::uint32_t> label_terms{};  ///< its label terms by number, in reading order
};

/// The same of texts and lists that lie elsewhere: for who writes many.
struct SegmentRow {
  std::int64_t response_no = 0;
  int ordinal = 0;
  std::int64_t begin = 0, end = 0;
  Language language = Language::kOther;
  std::string_view unit_key;
  Polarity polarity = Polarity::kNeutral;
  std::string_view text;
  std::string_view normalized;
  std::span<const std::uint32_t> table_rows;
  std::span<const std::uint32_t> label_terms;
};

/// What a segment with content says, without where it stands in its answer; valid while it is looked at.
struct SegmentContent {
  std::int64_t response_no = 0;
  Language language = Language::kOther;
  Polarity polarity = Polarity::kNeutral;
  std::string_view unit_key;
  std::string_view normalized;
  std::span<const std::uint32_t> table_rows;
  std::span<const std::uint32_t> label_terms;
};

/// A word or phrase that can name a theme.
struct StoredLabelTerm {
  Language language = Language::kOther;
  std::string display;  ///< as a reader sees it
  std::string key;      ///< as the vector table lists it
  bool is_noun = true;  ///< can stand alone in a label
  friend bool operator==(const StoredLabelTerm&, const StoredLabelTerm&) = default;
};

/// Replaces all segments and label terms, row by row, inside the caller's transaction: empties both tables first.
class SegmentWriter {
 public:
  explicit SegmentWriter(Database& database);
  ~SegmentWriter();
  SegmentWriter(const SegmentWriter&) = delete;
  SegmentWriter& operator=(const SegmentWriter&) = delete;

  /// Adds a segment.
  void add(const SegmentRow& segment);
  void add(const StoredSegment& segment);
  /// Adds the label term with the next number, from 0 on.
  void add(const StoredLabelTerm& term);

 private:
  struct Statements;
  std::unique_ptr<Statements> statements_;
};

/// Segments and label terms. Cost: O(rows). Checked in tests/unit/store/segment_store_test.cpp.
class SegmentStore {
 public:
  explicit SegmentStore(Database& database) : database_(database) {}

  /// Replaces all segments, and empties the label terms.
  void replace_segments(const std::vector<StoredSegment>& segments);

  /// All segments by response and place in it.
  [[nodiscard]] std::vector<StoredSegment> segments() const;

  /// Shows `look` the segments with content of the responses [first, last], in their order; returns how many segments, with
  /// content or without, the responses have. Copies nothing. Cost: O(segments of these responses).
  std::size_t for_each_content(std::int64_t first, std::int64_t last,
                               const std::function<void(const SegmentContent&)>& look) const;

  /// All label terms by number.
  [[nodiscard]] std::vector<StoredLabelTerm> label_terms() const;

 private:
  Database& database_;
};

}  // namespace koe::store
