// Where does each record of a delimited text begin and end, and what are its fields? RFC 4180 with named
// leniencies.
//
// Leniencies, all exercised in tests/unit/ingest/csv_reader_test.cpp:
//   line ends    LF, CR and CRLF end a record, mixed as they come; the last record needs none
//   blank lines  a line without any character is no record
//   loose quote  a quote inside an unquoted field is a character like others (2" pipe)
//   padding      spaces and tabs between a closing quote and the next delimiter are dropped
// Faults that reject a record: text after a closing quote, a quote that is never closed, NUL, oversize. A
// faulty record covers one physical line only and reading goes on with the next line, so that one stray quote
// cannot swallow the rest of a file. What follows inside the damaged quotation is then read as records of its
// own and, having the wrong number of fields, rejected too.
#pragma once
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "pipeline/domain/issue.h"
#include "pipeline/ingest/record.h"

namespace koe {

/// Reads the records of `text` one after another. The text must outlive the reader.
/// Cost: O(text) over all calls, a damaged quotation is read at most twice.
class CsvReader {
 public:
  /// Starts at byte `begin` of the text, which is the start of physical line `line`.
  CsvReader(std::string_view text, char delimiter, std::size_t begin = 0, std::uint64_t line = 1)
      : text_(text), delimiter_(delimiter), place_(begin), line_(line) {}

  /// Fills `record` (its storage is reused) with the next record; false at the end of the text.
  [[nodiscard]] bool next(Record& record);

  /// 1-based physical line where reading goes on.
  [[nodiscard]] std::uint64_t line() const { return line_; }

 private:
  [[nodiscard]] std::optional<IssueCode> read_fields(Record& record, std::size_t& place) const;
  [[nodiscard]] std::optional<IssueCode> read_quoted(std::string& field, std::size_t& place,
                                                     std::size_t record_begin) const;
  [[nodiscard]] std::size_t line_end(std::size_t place) const;
  void advance_to(std::size_t place);

  std::string_view text_;
  char delimiter_;
  std::size_t place_;
  std::uint64_t line_;
};

}  // namespace koe
