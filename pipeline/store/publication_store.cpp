#include "pipeline/store/publication_store.h"

#include <SQLiteCpp/SQLiteCpp.h>

#include <algorithm>
#include <array>
#include <string_view>

namespace koe::store {
namespace {

constexpr std::array<std::string_view, 3> kKindNames = {"score", "total", "theme"};  // in order of FigureKind

FigureKind kind_named(std::string_view name) {
  const auto found = std::find(kKindNames.begin(), kKindNames.end(), name);
  return static_cast<FigureKind>(found - kKindNames.begin());
}

std::int64_t answer_number(SQLite::Database& database, const PublishedAnswer& answer) {
  const auto bind = [&answer](SQLite::Statement& statement) {
    statement.bind(1, answer.response_no);
    statement.bind(2, answer.period);
    statement.bind(3, answer.score);
  };
  SQLite::Statement query(database,
                          "SELECT answer_no FROM published_answer WHERE response_no = ? AND period = ? AND score = ?");
  bind(query);
  if (query.executeStep()) return query.getColumn(0).getInt64();
  SQLite::Statement insert(database, "INSERT INTO published_answer (response_no, period, score) VALUES (?, ?, ?)");
  bind(insert);
  insert.exec();
  return database.getLastInsertRowid();
}

}  // namespace

std::vector<PublishedFigure> PublicationStore::figures() const {
  SQLite::Statement query(database_.handle(),
                          "SELECT figure_no, kind, f.period, by_name, value, response_no, a.period, score"
                          " FROM published_figure f JOIN published_figure_answer USING (figure_no)"
                          " JOIN published_answer a USING (answer_no) ORDER BY figure_no, response_no, a.period, score");
  std::vector<PublishedFigure> figures;
  std::int64_t last = 0;
  while (query.executeStep()) {
    const std::int64_t figure_no = query.getColumn(0).getInt64();
    if (figures.empty() || figure_no != last) {
      figures.push_back({.key = {.kind = kind_named(query.getColumn(1).getString()),
                                 .period = query.getColumn(2).getString(),
                                 .by = query.getColumn(3).getString(),
                                 .value = query.getColumn(4).getString()},
                         .answers = {}});
      last = figure_no;
    }
    figures.back().answers.push_back(
        {query.getColumn(5).getInt64(), query.getColumn(6).getString(), query.getColumn(7).getInt()});
  }
  return figures;
}

void PublicationStore::add(const std::vector<PublishedFigure>& figures) {
  SQLite::Statement add_figure(database_.handle(),
                               "INSERT INTO published_figure (kind, period, by_name, value) VALUES (?, ?, ?, ?)");
  SQLite::Statement add_answer(database_.handle(), "INSERT INTO published_figure_answer VALUES (?, ?)");
  for (const PublishedFigure& figure : figures) {
    add_figure.bind(1, std::string(kKindNames[static_cast<std::size_t>(figure.key.kind)]));
    add_figure.bind(2, figure.key.period);
    add_figure.bind(3, figure.key.by);
    add_figure.bind(4, figure.key.value);
    add_figure.exec();
    add_figure.reset();
    const std::int64_t figure_no = database_.handle().getLastInsertRowid();
    for (const PublishedAnswer& answer : figure.answers) {
      add_answer.bind(1, figure_no);
      add_answer.bind(2, answer_number(database_.handle(), answer));
      add_answer.exec();
      add_answer.reset();
    }
  }
}

bool PublicationStore::knows_state(const std::string& fingerprint) const {
  SQLite::Statement query(database_.handle(), "SELECT 1 FROM published_state WHERE fingerprint = ?");
  query.bind(1, fingerprint);
  return query.executeStep();
}

void PublicationStore::add_state(const std::string& fingerprint) {
  SQLite::Statement insert(database_.handle(), "INSERT OR IGNORE INTO published_state VALUES (?)");
  insert.bind(1, fingerprint);
  insert.exec();
}

}  // namespace koe::store
