#include "pipeline/store/text_door.h"

#include <SQLiteCpp/SQLiteCpp.h>

#include "pipeline/store/names.h"
#include "pipeline/store/theme_store.h"

namespace koe::store {

std::vector<ReleasedSegment> released_segments(Database& database, const ReleasePolicy& policy) {
  SQLite::Statement query(
      database.handle(),
      "SELECT survey, response_id, ordinal, begin_at, end_at, language, theme_no, similarity, polarity, text,"
      " response_no, score, period, unit_key"
      " FROM segment JOIN response USING (response_no) LEFT JOIN unit_theme USING (unit_key)"
      " WHERE survey = 'nps' OR ? ORDER BY survey DESC, response_no, ordinal");
  query.bind(1, policy.employee_rows ? 1 : 0);
  std::vector<ReleasedSegment> segments;
  while (query.executeStep()) {
    ReleasedSegment segment;
    AssignmentResult& row = segment.row;
    row.survey = parse_survey_kind(query.getColumn(0).getString()).value();
    row.response_id = query.getColumn(1).getString();
    row.segment = query.getColumn(2).getInt();
    row.begin = query.getColumn(3).getInt64();
    row.end = query.getColumn(4).getInt64();
    row.language = language_named(query.getColumn(5).getString());
    segment.unit_key = query.getColumn(13).getString();
    if (!query.getColumn(6).isNull()) {
      segment.theme_no = query.getColumn(6).getInt64();
      row.theme_id = theme_id(*segment.theme_no);
    }
    if (!query.getColumn(7).isNull()) row.similarity = query.getColumn(7).getDouble();
    row.polarity = polarity_named(query.getColumn(8).getString());
    row.text = query.getColumn(9).getString();
    segment.response_no = query.getColumn(10).getInt64();
    if (!query.getColumn(11).isNull()) segment.score = query.getColumn(11).getInt();
    segment.period = query.getColumn(12).getString();
    segments.push_back(std::move(segment));
  }
  return segments;
}

}  // namespace koe::store
