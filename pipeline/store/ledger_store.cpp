#include "pipeline/store/ledger_store.h"

#include <SQLiteCpp/SQLiteCpp.h>

#include "pipeline/store/text_list.h"

namespace koe::store {
namespace {

struct DispositionName {
  const char* name;
  const char* count_column;
};

DispositionName names_of(Disposition disposition) {
  switch (disposition) {
    case Disposition::kStored: return {"stored", "stored"};
    case Disposition::kRevised: return {"revised", "revised"};
    case Disposition::kDuplicate: return {"duplicate", "duplicates"};
    case Disposition::kRejected: return {"rejected", "rejected"};
  }
  return {"rejected", "rejected"};
}

}  // namespace

bool LedgerStore::knows(const std::string& sha256, const std::string& settings) const {
  SQLite::Statement query(database_.handle(), "SELECT 1 FROM source WHERE sha256 = ? AND settings = ?");
  query.bind(1, sha256);
  query.bind(2, settings);
  return query.executeStep();
}

std::int64_t LedgerStore::add_source(const SourceEntry& entry) {
  SQLite::Statement insert(database_.handle(),
                           "INSERT INTO source (sha256, settings, name, content, layout, encoding, records)"
                           " VALUES (?, ?, ?, ?, ?, ?, ?)");
  insert.bind(1, entry.sha256);
  insert.bind(2, entry.settings);
  insert.bind(3, entry.name);
  insert.bind(4, entry.content);
  insert.bind(5, entry.layout);
  insert.bind(6, entry.encoding);
  insert.bind(7, entry.records);
  insert.exec();
  return database_.handle().getLastInsertRowid();
}

void LedgerStore::note(std::int64_t source_no, std::uint64_t line, Disposition disposition,
                       std::optional<std::int64_t> response_no) {
  const DispositionName names = names_of(disposition);
  SQLite::Statement insert(database_.handle(),
                           "INSERT INTO ledger (source_no, line, disposition, response_no) VALUES (?, ?, ?, ?)");
  insert.bind(1, source_no);
  insert.bind(2, static_cast<std::int64_t>(line));
  insert.bind(3, names.name);
  if (response_no) insert.bind(4, *response_no);
  insert.exec();
  SQLite::Statement count(database_.handle(), std::string("UPDATE source SET ") + names.count_column + " = " +
                                                  names.count_column + " + 1 WHERE source_no = ?");
  count.bind(1, source_no);
  count.exec();
}

void LedgerStore::add_issue(std::int64_t source_no, std::int64_t position, const Issue& issue) {
  SQLite::Statement insert(database_.handle(), "INSERT INTO issue VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
  insert.bind(1, source_no);
  insert.bind(2, position);
  insert.bind(3, static_cast<int>(issue.code));
  insert.bind(4, static_cast<int>(issue.severity));
  insert.bind(5, static_cast<std::int64_t>(issue.line));
  insert.bind(6, static_cast<std::int64_t>(issue.byte));
  insert.bind(7, issue.column);
  insert.bind(8, issue.excerpt);
  insert.bind(9, join_list(issue.args));
  insert.bind(10, static_cast<const void*>(issue.raw.data()), static_cast<int>(issue.raw.size()));
  insert.exec();
}

std::vector<SourceResult> LedgerStore::survey_sources() const {
  SQLite::Statement query(database_.handle(),
                          "SELECT name, sha256, layout, encoding, content, records, stored, revised, duplicates, rejected"
                          " FROM source WHERE content <> 'accounts' ORDER BY source_no");
  std::vector<SourceResult> sources;
  while (query.executeStep()) {
    SourceResult source;
    source.name = query.getColumn(0).getString();
    source.sha256 = query.getColumn(1).getString();
    source.layout = query.getColumn(2).getString();
    source.encoding = query.getColumn(3).getString();
    source.survey = parse_survey_kind(query.getColumn(4).getString()).value();
    source.records = query.getColumn(5).getInt64();
    source.stored = query.getColumn(6).getInt64();
    source.revised = query.getColumn(7).getInt64();
    source.duplicates = query.getColumn(8).getInt64();
    source.rejected = query.getColumn(9).getInt64();
    sources.push_back(std::move(source));
  }
  return sources;
}

std::vector<Issue> LedgerStore::issues(Severity severity) const {
  SQLite::Statement query(database_.handle(),
                          "SELECT code, source.name, line, byte, column_name, excerpt, arguments FROM issue"
                          " JOIN source USING (source_no) WHERE severity = ? ORDER BY source_no, position");
  query.bind(1, static_cast<int>(severity));
  std::vector<Issue> issues;
  while (query.executeStep()) {
    Issue issue;
    issue.code = static_cast<IssueCode>(query.getColumn(0).getInt());
    issue.severity = severity;
    issue.file = query.getColumn(1).getString();
    issue.line = static_cast<std::uint64_t>(query.getColumn(2).getInt64());
    issue.byte = static_cast<std::uint64_t>(query.getColumn(3).getInt64());
    issue.column = query.getColumn(4).getString();
    issue.excerpt = query.getColumn(5).getString();
    issue.args = split_list(query.getColumn(6).getString());
    issues.push_back(std::move(issue));
  }
  return issues;
}

}  // namespace koe::store
