#include "pipeline/store/segment_store.h"

#include <SQLiteCpp/SQLiteCpp.h>

#include "pipeline/store/names.h"
#include "pipeline/store/number_list.h"
#include "pipeline/store/row_reader.h"
#include "pipeline/store/row_writer.h"

namespace koe::store {

struct SegmentWriter::Statements {
  explicit Statements(SQLite::Database& database)
      : segment(database, "INSERT INTO segment VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"),
        label_term(database, "INSERT INTO label_term VALUES (?, ?, ?, ?, ?)") {}
  RowWriter segment;
  RowWriter label_term;
  std::int64_t label_terms = 0;
};

SegmentWriter::SegmentWriter(Database& database) {
  database.handle().exec("DELETE FROM segment; DELETE FROM label_term");
  statements_ = std::make_unique<Statements>(database.handle());
}

SegmentWriter::~SegmentWriter() = default;

void SegmentWriter::add(const SegmentRow& segment) {
  RowWriter& insert = statements_->segment;
  insert.bind(1, segment.response_no);
  insert.bind(2, segment.ordinal);
  insert.bind(3, segment.begin);
  insert.bind(4, segment.end);
  insert.bind(5, name_of(segment.language));
  insert.bind(6, segment.unit_key);
  insert.bind(7, name_of(segment.polarity));
  insert.bind(8, segment.text);
  insert.bind(9, segment.normalized);
  insert.bind(10, segment.table_rows);
  insert.bind(11, segment.label_terms);
  insert.run();
}

void SegmentWriter::add(const StoredSegment& segment) {
  add(SegmentRow{.response_no = segment.response_no,
                 .ordinal = segment.ordinal,
                 .begin = segment.begin,
                 .end = segment.end,
                 .language = segment.language,
                 .unit_key = segment.unit_key,
                 .polarity = segment.polarity,
                 .text = segment.text,
                 .normalized = segment.normalized,
                 .table_rows = segment.table_rows,
                 .label_terms = segment.label_terms});
}

void SegmentWriter::add(const StoredLabelTerm& term) {
  RowWriter& insert = statements_->label_term;
  insert.bind(1, statements_->label_terms++);
  insert.bind(2, name_of(term.language));
  insert.bind(3, term.display);
  insert.bind(4, term.key);
  insert.bind(5, term.is_noun ? 1 : 0);
  insert.run();
}

void SegmentStore::replace_segments(const std::vector<StoredSegment>& segments) {
  SegmentWriter writer(database_);
  for (const StoredSegment& segment : segments) writer.add(segment);
}

std::vector<StoredSegment> SegmentStore::segments() const {
  SQLite::Statement query(database_.handle(),
                          "SELECT response_no, ordinal, begin_at, end_at, language, unit_key, polarity, text, normalized,"
                          " table_rows, label_terms FROM segment ORDER BY response_no, ordinal");
  std::vector<StoredSegment> segments;
  while (query.executeStep()) {
    segments.push_back({query.getColumn(0).getInt64(), query.getColumn(1).getInt(), query.getColumn(2).getInt64(),
                        query.getColumn(3).getInt64(), language_named(query.getColumn(4).getString()),
                        query.getColumn(5).getString(), polarity_named(query.getColumn(6).getString()),
                        query.getColumn(7).getString(), query.getColumn(8).getString(),
                        numbers_of<std::uint32_t>(query.getColumn(9)), numbers_of<std::uint32_t>(query.getColumn(10))});
  }
  return segments;
}

std::size_t SegmentStore::for_each_content(std::int64_t first, std::int64_t last,
                                           const std::function<void(const SegmentContent&)>& look) const {
  RowReader rows(database_.handle(),
                 "SELECT response_no, language, unit_key, polarity, normalized, table_rows, label_terms FROM segment"
                 " WHERE response_no BETWEEN ? AND ? ORDER BY response_no, ordinal");
  rows.bind(1, first);
  rows.bind(2, last);
  std::vector<std::uint32_t> table_rows, label_terms;
  std::size_t segments = 0;
  for (; rows.next(); ++segments) {
    if (rows.text(2).empty()) continue;
    rows.numbers(5, table_rows);
    rows.numbers(6, label_terms);
    look({rows.number(0), language_named(rows.text(1)), polarity_named(rows.text(3)), rows.text(2), rows.text(4),
          table_rows, label_terms});
  }
  return segments;
}

std::vector<StoredLabelTerm> SegmentStore::label_terms() const {
  SQLite::Statement query(database_.handle(),
                          "SELECT language, display, key, is_noun FROM label_term ORDER BY term_no");
  std::vector<StoredLabelTerm> terms;
  while (query.executeStep()) {
    terms.push_back({language_named(query.getColumn(0).getString()), query.getColumn(1).getString(),
                     query.getColumn(2).getString(), query.getColumn(3).getInt() != 0});
  }
  return terms;
}

}  // namespace koe::store
