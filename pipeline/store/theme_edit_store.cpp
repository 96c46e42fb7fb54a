#include "pipeline/store/theme_edit_store.h"

#include <SQLiteCpp/SQLiteCpp.h>

#include <map>

#include "pipeline/store/names.h"

namespace koe::store {
namespace {

EditKind edit_kind_named(const std::string& name) {
  using enum EditKind;
  return named(name, {kMerge, kSplit, kPin, kForbid, kUndo, kTeach}, kRename);
}

void insert_parts(SQLite::Database& handle, std::int64_t event_no, const std::vector<ThemePart>& parts) {
  SQLite::Statement member(handle, "INSERT INTO theme_edit_part VALUES (?, ?, ?)");
  for (const ThemePart& part : parts)
    for (const std::string& unit_key : part.unit_keys) {
      member.bind(1, event_no);
      member.bind(2, part.theme_no);
      member.bind(3, unit_key);
      member.exec();
      member.reset();
    }
}

void insert_examples(SQLite::Database& handle, std::int64_t event_no, const std::vector<ThemeExample>& examples) {
  SQLite::Statement row(handle, "INSERT INTO theme_edit_example VALUES (?, ?, ?, ?)");
  for (const ThemeExample& example : examples) {
    row.bind(1, event_no);
    row.bind(2, example.unit_key);
    row.bind(3, std::string(name_of(example.language)));
    row.bind(4, example.normalized);
    row.exec();
    row.reset();
  }
}

/// Rows of theme_edit_example by event.
std::map<std::int64_t, std::vector<ThemeExample>> read_examples(SQLite::Database& handle) {
  SQLite::Statement query(handle,
                          "SELECT event_no, unit_key, language, normalized FROM theme_edit_example ORDER BY event_no, unit_key");
  std::map<std::int64_t, std::vector<ThemeExample>> examples;
  while (query.executeStep())
    examples[query.getColumn(0).getInt64()].push_back({query.getColumn(1).getString(),
                                                       language_named(query.getColumn(2).getString()),
                                                       query.getColumn(3).getString()});
  return examples;
}

void bind_number(SQLite::Statement& statement, int index, std::int64_t number) {
  if (number != 0) statement.bind(index, number);
}

}  // namespace

std::string_view name_of(EditKind kind) {
  switch (kind) {
    case EditKind::kRename: return "rename";
    case EditKind::kMerge: return "merge";
    case EditKind::kSplit: return "split";
    case EditKind::kPin: return "pin";
    case EditKind::kForbid: return "forbid";
    case EditKind::kUndo: return "undo";
    case EditKind::kTeach: return "teach";
  }
  return "rename";
}

std::int64_t ThemeEditStore::append(const ThemeEdit& edit) {
  SQLite::Statement insert(database_.handle(),
                           "INSERT INTO theme_edit (kind, theme_no, into_no, label_ja, label_en, unit_key, said_by,"
                           " undone_no, author, made_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
  insert.bind(1, std::string(name_of(edit.kind)));
  bind_number(insert, 2, edit.theme_no);
  bind_number(insert, 3, edit.into_no);
  insert.bind(4, edit.label_ja);
  insert.bind(5, edit.label_en);
  insert.bind(6, edit.unit_key);
  insert.bind(7, edit.said_by);
  bind_number(insert, 8, edit.undone_no);
  insert.bind(9, edit.author);
  insert.bind(10, edit.at);
  insert.exec();
  const std::int64_t event_no = database_.handle().getLastInsertRowid();
  insert_parts(database_.handle(), event_no, edit.parts);
  insert_examples(database_.handle(), event_no, edit.examples);
  return event_no;
}

std::vector<ThemeEdit> ThemeEditStore::edits() const {
  std::map<std::int64_t, std::vector<ThemePart>> parts;
  SQLite::Statement member(database_.handle(),
                           "SELECT event_no, theme_no, unit_key FROM theme_edit_part ORDER BY event_no, theme_no, unit_key");
  while (member.executeStep()) {
    std::vector<ThemePart>& of_event = parts[member.getColumn(0).getInt64()];
    const std::int64_t theme_no = member.getColumn(1).getInt64();
    if (of_event.empty() || of_event.back().theme_no != theme_no) of_event.push_back({theme_no, {}});
    of_event.back().unit_keys.push_back(member.getColumn(2).getString());
  }
  SQLite::Statement query(database_.handle(),
                          "SELECT event_no, kind, theme_no, into_no, label_ja, label_en, unit_key, said_by, undone_no,"
                          " author, made_at FROM theme_edit ORDER BY event_no");
  std::map<std::int64_t, std::vector<ThemeExample>> examples = read_examples(database_.handle());
  std::vector<ThemeEdit> edits;
  while (query.executeStep()) {
    ThemeEdit edit;
    edit.event_no = query.getColumn(0).getInt64();
    edit.kind = edit_kind_named(query.getColumn(1).getString());
    edit.theme_no = query.getColumn(2).getInt64();
    edit.into_no = query.getColumn(3).getInt64();
    edit.label_ja = query.getColumn(4).getString();
    edit.label_en = query.getColumn(5).getString();
    edit.unit_key = query.getColumn(6).getString();
    edit.said_by = query.getColumn(7).getString();
    edit.undone_no = query.getColumn(8).getInt64();
    edit.author = query.getColumn(9).getString();
    edit.at = query.getColumn(10).getString();
    if (const auto found = parts.find(edit.event_no); found != parts.end()) edit.parts = std::move(found->second);
    if (const auto found = examples.find(edit.event_no); found != examples.end()) edit.examples = std::move(found->second);
    edits.push_back(std::move(edit));
  }
  return edits;
}

}  // namespace koe::store
