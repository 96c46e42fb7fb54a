#include "pipeline/store/lineage_store.h"

#include <SQLiteCpp/SQLiteCpp.h>

#include "pipeline/store/names.h"

namespace koe::store {
namespace {

LineageKind lineage_kind_named(const std::string& name) {
  using enum LineageKind;
  return named(name, {kOpened, kContinued, kSplitOff, kMerged, kEnded}, kBorn);
}

std::optional<double> real_of(const SQLite::Column& column) {
  return column.isNull() ? std::nullopt : std::optional(column.getDouble());
}

std::optional<std::int64_t> number_of(const SQLite::Column& column) {
  return column.isNull() ? std::nullopt : std::optional(column.getInt64());
}

template <typename Value>
void bind_known(SQLite::Statement& statement, int index, const std::optional<Value>& value) {
  if (value) statement.bind(index, *value);
}

}  // namespace

std::string_view name_of(LineageKind kind) {
  switch (kind) {
    case LineageKind::kBorn: return "born";
    case LineageKind::kOpened: return "opened";
    case LineageKind::kContinued: return "continued";
    case LineageKind::kSplitOff: return "split_off";
    case LineageKind::kMerged: return "merged";
    case LineageKind::kEnded: return "ended";
  }
  return "born";
}

void LineageStore::append(const LineageEvent& event) {
  SQLite::Statement insert(database_.handle(),
                           "INSERT INTO theme_lineage (theme_no, kind, period, other_no, texts, cohesion, old_similarity,"
                           " other_similarity) VALUES (?, ?, ?, ?, ?, ?, ?, ?)");
  insert.bind(1, event.theme_no);
  insert.bind(2, std::string(name_of(event.kind)));
  insert.bind(3, event.period);
  bind_known(insert, 4, event.other_no);
  bind_known(insert, 5, event.texts);
  bind_known(insert, 6, event.cohesion);
  bind_known(insert, 7, event.old_similarity);
  bind_known(insert, 8, event.other_similarity);
  insert.exec();
}

std::vector<LineageEvent> LineageStore::events() const {
  SQLite::Statement query(database_.handle(),
                          "SELECT theme_no, kind, period, other_no, texts, cohesion, old_similarity, other_similarity"
                          " FROM theme_lineage ORDER BY event_no");
  std::vector<LineageEvent> events;
  while (query.executeStep())
    events.push_back({.theme_no = query.getColumn(0).getInt64(),
                      .kind = lineage_kind_named(query.getColumn(1).getString()),
                      .period = query.getColumn(2).getString(),
                      .other_no = number_of(query.getColumn(3)),
                      .texts = number_of(query.getColumn(4)),
                      .cohesion = real_of(query.getColumn(5)),
                      .old_similarity = real_of(query.getColumn(6)),
                      .other_similarity = real_of(query.getColumn(7))});
  return events;
}

}  // namespace koe::store
