#include "pipeline/store/response_store.h"

#include <SQLiteCpp/SQLiteCpp.h>

#include "pipeline/base/sha256.h"
#include "pipeline/store/row_reader.h"

namespace koe::store {
namespace {

void bind_score(SQLite::Statement& statement, int index, std::optional<int> score) {
  if (score) {
    statement.bind(index, *score);
  } else {
    statement.bind(index);
  }
}

std::string period_text(const Response& response) {
  const auto period = quarter_of(response.responded_at);
  return period ? to_string(*period) : "";
}

void add_version(SQLite::Database& database, std::int64_t response_no, const Response& response,
                 const std::string& content_hash, std::int64_t source_no) {
  SQLite::Statement insert(database, "INSERT INTO response_version VALUES (?, ?, ?, ?, ?, ?, ?)");
  insert.bind(1, response_no);
  insert.bind(2, content_hash);
  insert.bind(3, source_no);
  insert.bind(4, static_cast<std::int64_t>(response.line));
  insert.bind(5, response.responded_at);
  bind_score(insert, 6, response.score);
  insert.bind(7, response.verbatim);
  insert.exec();
}

void replace_attributes(SQLite::Database& database, std::int64_t response_no, const Response& response) {
  SQLite::Statement clear(database, "DELETE FROM response_attribute WHERE response_no = ?");
  clear.bind(1, response_no);
  clear.exec();
  SQLite::Statement insert(database, "INSERT INTO response_attribute VALUES (?, ?, ?)");
  for (const Attribute& attribute : response.attributes) {
    insert.bind(1, response_no);
    insert.bind(2, attribute.name);
    insert.bind(3, attribute.value);
    insert.exec();
    insert.reset();
  }
}

/// Columns shared by the first storing and a later revision, bound from index `first`.
void bind_content(SQLite::Statement& statement, int first, const Response& response, const std::string& content_hash) {
  statement.bind(first, content_hash);
  statement.bind(first + 1, response.responded_at);
  statement.bind(first + 2, period_text(response));
  statement.bind(first + 3, response.respondent_id);
  statement.bind(first + 4, response.account_id);
  bind_score(statement, first + 5, response.score);
  statement.bind(first + 6, response.verbatim);
}

}  // namespace

Offer ResponseStore::offer(const Response& response, const std::string& identity, const std::string& content_hash,
                           std::int64_t source_no) {
  SQLite::Database& database = database_.handle();
  SQLite::Statement find(database, "SELECT response_no, responded_at FROM response WHERE identity = ?");
  find.bind(1, identity);
  if (!find.executeStep()) {
    SQLite::Statement insert(database,
                             "INSERT INTO response (content_hash, responded_at, period, respondent_id, account_id,"
                             " score, verbatim, identity, survey, response_id) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
    bind_content(insert, 1, response, content_hash);
    insert.bind(8, identity);
    insert.bind(9, std::string(name_of(response.survey)));
    insert.bind(10, response.response_id);
    insert.exec();
    const std::int64_t response_no = database.getLastInsertRowid();
    add_version(database, response_no, response, content_hash, source_no);
    replace_attributes(database, response_no, response);
    return {Disposition::kStored, response_no};
  }
  const std::int64_t response_no = find.getColumn(0).getInt64();
  const std::string answered_before = find.getColumn(1).getString();
  SQLite::Statement known(database, "SELECT 1 FROM response_version WHERE response_no = ? AND content_hash = ?");
  known.bind(1, response_no);
  known.bind(2, content_hash);
  if (known.executeStep()) return {Disposition::kDuplicate, response_no};
  add_version(database, response_no, response, content_hash, source_no);
  if (response.responded_at < answered_before) return {Disposition::kRevised, response_no};
  SQLite::Statement update(database,
                           "UPDATE response SET content_hash = ?, responded_at = ?, period = ?, respondent_id = ?,"
                           " account_id = ?, score = ?, verbatim = ? WHERE response_no = ?");
  bind_content(update, 1, response, content_hash);
  update.bind(8, response_no);
  update.exec();
  replace_attributes(database, response_no, response);
  return {Disposition::kRevised, response_no};
}

std::vector<StoredResponse> ResponseStore::read_all() const {
  SQLite::Statement query(database_.handle(),
                          "SELECT response_no, survey, response_id, responded_at, period, respondent_id, account_id,"
                          " score, verbatim FROM response ORDER BY response_no");
  std::vector<StoredResponse> responses;
  while (query.executeStep()) {
    StoredResponse response;
    response.response_no = query.getColumn(0).getInt64();
    response.survey = parse_survey_kind(query.getColumn(1).getString()).value();
    response.response_id = query.getColumn(2).getString();
    response.responded_at = query.getColumn(3).getString();
    response.period = parse_quarter(query.getColumn(4).getString());
    response.respondent_id = query.getColumn(5).getString();
    response.account_id = query.getColumn(6).getString();
    if (!query.getColumn(7).isNull()) response.score = query.getColumn(7).getInt();
    response.verbatim = query.getColumn(8).getString();
    responses.push_back(std::move(response));
  }
  SQLite::Statement attributes(database_.handle(),
                               "SELECT response_no, name, value FROM response_attribute ORDER BY response_no, name");
  std::size_t at = 0;
  while (attributes.executeStep()) {
    const std::int64_t response_no = attributes.getColumn(0).getInt64();
    while (responses[at].response_no != response_no) ++at;
    responses[at].attributes.push_back({attributes.getColumn(1).getString(), attributes.getColumn(2).getString()});
  }
  return responses;
}

std::vector<Author> ResponseStore::authors(std::int64_t first, std::int64_t last) const {
  RowReader rows(database_.handle(),
                 "SELECT response_no, survey, respondent_id, period FROM response WHERE response_no BETWEEN ? AND ?"
                 " ORDER BY response_no");
  rows.bind(1, first);
  rows.bind(2, last);
  std::vector<Author> authors;
  while (rows.next())
    authors.push_back({rows.number(0), parse_survey_kind(rows.text(1)).value(), std::string(rows.text(2)),
                       std::string(rows.text(3))});
  return authors;
}

std::int64_t ResponseStore::last_response_no() const {
  RowReader rows(database_.handle(), "SELECT max(response_no) FROM response");
  return rows.next() ? rows.number(0) : 0;
}

std::vector<Verbatim> ResponseStore::verbatims() const {
  RowReader rows(database_.handle(), "SELECT response_no, verbatim FROM response WHERE verbatim <> '' ORDER BY response_no");
  std::vector<Verbatim> verbatims;
  while (rows.next()) verbatims.push_back({rows.number(0), std::string(rows.text(1))});
  return verbatims;
}

std::string ResponseStore::state_hash() const {
  RowReader rows(database_.handle(), "SELECT identity, content_hash FROM response ORDER BY response_no");
  Sha256 hash;
  while (rows.next()) {
    hash.update_field(rows.text(0));
    hash.update_field(rows.text(1));
  }
  return hash.hex();
}

}  // namespace koe::store
