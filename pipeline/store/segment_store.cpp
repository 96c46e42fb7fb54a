#include "pipeline/store/segment_store.h"

#include <SQLiteCpp/SQLiteCpp.h>

#include "pipeline/store/names.h"

namespace koe::store {
void SegmentStore::replace_sentences(const std::vector<StoredSentence>& sentences) {
  database_.handle().exec("DELETE FROM sentence");
  SQLite::Statement insert(database_.handle(), "INSERT INTO sentence VALUES (?, ?, ?, ?, ?, ?, ?)");
  for (const StoredSentence& sentence : sentences) {
    insert.bind(1, sentence.response_no);
    insert.bind(2, sentence.ordinal);
    insert.bind(3, sentence.begin);
    insert.bind(4, sentence.end);
    insert.bind(5, std::string(name_of(sentence.language)));
    insert.bindNoCopy(6, sentence.text);
    insert.bindNoCopy(7, sentence.normalized);
    insert.exec();
    insert.reset();
  }
}

std::vector<StoredSentence> SegmentStore::sentences() const {
  SQLite::Statement query(database_.handle(),
                          "SELECT response_no, ordinal, begin_at, end_at, language, text, normalized FROM sentence"
                          " ORDER BY response_no, ordinal");
  std::vector<StoredSentence> sentences;
  while (query.executeStep()) {
    sentences.push_back({query.getColumn(0).getInt64(), query.getColumn(1).getInt(), query.getColumn(2).getInt64(),
                         query.getColumn(3).getInt64(), language_named(query.getColumn(4).getString()),
                         query.getColumn(5).getString(), query.getColumn(6).getString()});
  }
  return sentences;
}

void SegmentStore::replace_segments(const std::vector<StoredSegment>& segments) {
  database_.handle().exec("DELETE FROM segment");
  SQLite::Statement insert(database_.handle(), "INSERT INTO segment VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)");
  for (const StoredSegment& segment : segments) {
    insert.bind(1, segment.response_no);
    insert.bind(2, segment.ordinal);
    insert.bind(3, segment.begin);
    insert.bind(4, segment.end);
    insert.bind(5, std::string(name_of(segment.language)));
    insert.bindNoCopy(6, segment.unit_key);
    insert.bind(7, std::string(name_of(segment.polarity)));
    insert.bindNoCopy(8, segment.text);
    insert.bindNoCopy(9, segment.normalized);
    insert.exec();
    insert.reset();
  }
}

std::vector<StoredSegment> SegmentStore::segments() const {
  SQLite::Statement query(database_.handle(),
                          "SELECT response_no, ordinal, begin_at, end_at, language, unit_key, polarity, text, normalized"
                          " FROM segment ORDER BY response_no, ordinal");
  std::vector<StoredSegment> segments;
  while (query.executeStep()) {
    segments.push_back({query.getColumn(0).getInt64(), query.getColumn(1).getInt(), query.getColumn(2).getInt64(),
                        query.getColumn(3).getInt64(), language_named(query.getColumn(4).getString()),
                        query.getColumn(5).getString(), polarity_named(query.getColumn(6).getString()),
                        query.getColumn(7).getString(), query.getColumn(8).getString()});
  }
  return segments;
}

}  // namespace koe::store
