// Whatever RFC 4180 can write, the reader gives back.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "pipeline/ingest/csv_reader.h"

namespace koe {
namespace {

using Row = std::vector<std::string>;

std::string written(const std::vector<Row>& rows, char delimiter, const std::string& line_end) {
  std::string text;
  for (const Row& row : rows) {
    for (std::size_t i = 0; i < row.size(); ++i) {
      if (i > 0) text += delimiter;
      text += '"';
      for (const char c : row[i]) text += c == '"' ? std::string("\"\"") : std::string(1, c);
      text += '"';
    }
    text += line_end;
  }
  return text;
}

rc::Gen<std::string> any_cell() {  // rich in everything that has a meaning in CSV, without NUL
  return rc::gen::container<std::string>(
      rc::gen::oneOf(rc::gen::elementOf(std::string("\",;\t|\r\n '=")), rc::gen::inRange<char>('a', 'z'),
                     rc::gen::distinctFrom(rc::gen::arbitrary<char>(), '\0')));
}

RC_GTEST_PROP(CsvProperty, WhatIsWrittenIsRead, ()) {
  const auto any_row = rc::gen::nonEmpty(rc::gen::container<Row>(rc::gen::scale(0.3, any_cell())));
  const auto rows = *rc::gen::scale(0.3, rc::gen::nonEmpty(rc::gen::container<std::vector<Row>>(any_row)));
  const char delimiter = *rc::gen::element(',', ';', '\t', '|');
  const std::string line_end = *rc::gen::element<std::string>("\n", "\r\n", "\r");
  const std::string text = written(rows, delimiter, line_end);
  CsvReader reader(text, delimiter);
  Record record;
  std::size_t previous_end = 0;
  for (const Row& row : rows) {
    RC_ASSERT(reader.next(record));
    RC_ASSERT(!record.fault);
    RC_ASSERT(record.fields == row);
    RC_ASSERT(record.begin == previous_end);
    previous_end = record.end;
  }
  RC_ASSERT(!reader.next(record));
  RC_ASSERT(previous_end == text.size());
}

RC_GTEST_PROP(CsvProperty, RecordsOfAnyTextFollowEachOtherWithoutOverlapAndLoseOnlyBlankLines, ()) {
  const std::string text = *any_cell();
  CsvReader reader(text, ',');
  Record record;
  std::size_t end = 0;
  while (reader.next(record)) {
    RC_ASSERT(record.begin >= end);
    RC_ASSERT(record.end > record.begin);
    RC_ASSERT(text.substr(end, record.begin - end).find_first_not_of("\r\n") == std::string::npos);
    end = record.end;
  }
  RC_ASSERT(text.substr(end).find_first_not_of("\r\n") == std::string::npos);
}

}  // namespace
}  // namespace koe
