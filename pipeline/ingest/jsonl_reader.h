// What are the members of each JSON object? JSON Lines, or one JSON array of objects; one object, one failure
// domain.
//
// Nested objects become dotted names ("person.email"), arrays of plain values one text joined by "; ", arrays
// of objects numbered names ("notes.0.text"). null is an empty value; numbers keep the shortest text that
// reads back the same. Faults: kJsonInvalid (also: nesting deeper than 64, a lone surrogate, a number beyond
// 64 bits), kJsonNotAnObject, kDuplicateKey, kRecordTooLarge, kNulByte. All exercised in
// tests/unit/ingest/jsonl_reader_test.cpp.
#pragma once
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "pipeline/domain/issue.h"

namespace koe {

/// One object with its place; `members` in the order of the file, flattened, UTF-8.
struct JsonRecord {
  std::vector<std::pair<std::string, std::string>> members;
  std::uint64_t line = 1;  ///< 1-based physical line where the object begins
  std::size_t begin = 0;   ///< byte offset in the decoded text
  std::size_t end = 0;     ///< one past its last byte
  std::optional<IssueCode> fault;
  std::vector<std::string> fault_args;
};

/// Reads the objects of `text` one after another. The text must outlive the reader. Cost: O(text).
class JsonReader {
 public:
  explicit JsonReader(std::string_view text);
  ~JsonReader();
  JsonReader(JsonReader&&) noexcept;
  JsonReader& operator=(JsonReader&&) noexcept;

  /// Fills `record` with the next object; false at the end. Blank lines are no records.
  [[nodiscard]] bool next(JsonRecord& record);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

/// True when the text is JSON rather than a table: its first character beyond white space is '{', or '['
/// followed by something JSON can go on with.
[[nodiscard]] bool looks_like_json(std::string_view text);

}  // namespace koe
