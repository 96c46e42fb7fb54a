#include "pipeline/stages/anonymity_audit.h"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "models/anonymity/attack.h"
#include "pipeline/ingest/csv_reader.h"
#include "pipeline/stages/rank/employee_answers.h"
#include "pipeline/stages/rank/nps_figures.h"
#include "pipeline/stages/rank/read_state.h"

namespace koe::stages {
namespace {

namespace anonymity = models::anonymity;
using anonymity::Group;
using anonymity::PublishedCount;
using store::FigureKey;
using store::FigureKind;

using Row = std::map<std::string, std::string>;  ///< cells by column

/// Rows about employees; nothing when the file is not there.
std::optional<std::vector<Row>> employee_rows(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) return std::nullopt;
  const std::string text((std::istreambuf_iterator<char>(file)), std::istreambuf_iterator<char>());
  CsvReader reader(text, ',');
  std::vector<std::string> columns;
  std::vector<Row> rows;
  for (Record record; reader.next(record);) {
    if (columns.empty()) {
      columns = record.fields;
      continue;
    }
    Row row;
    for (std::size_t c = 0; c < std::min(columns.size(), record.fields.size()); ++c) row[columns[c]] = record.fields[c];
    if (row["survey"] == name_of(SurveyKind::kEnps)) rows.push_back(std::move(row));
  }
  return rows;
}

/// "" where the file has no such column.
std::string cell(const Row& row, const std::string& column) {
  const auto found = row.find(column);
  return found == row.end() ? "" : found->second;
}

/// -1 for what is no count.
std::int64_t number(const std::string& text) {
  std::int64_t value = 0;
  for (char c : text) {
    if (c < '0' || c > '9') return -1;
    value = value * 10 + (c - '0');
    if (value > 1'000'000'000) return -1;
  }
  return text.empty() ? -1 : value;
}

/// Whether a row of themes.csv gives a theme's score exactly where only a bound of it may be known.
bool says_no_more(const Row& row, const PublishedCount& line) {
  return line.is_exact() ? cell(row, "mostly").empty() : cell(row, "nps").empty() && !cell(row, "mostly").empty();
}

FigureKey key_of(const Row& row) {
  FigureKey key{.kind = FigureKind::kScore, .period = cell(row, "period"), .by = cell(row, "by"), .value = cell(row, "value")};
  if (key.period.empty() && key.by.empty()) key.kind = FigureKind::kTotal;
  return key;
}

class Audit {
 public:
  Audit(store::Database& database, std::int64_t k)
      : data_(read_state(database)), k_(k), answers_(employees(data_), store::PublicationStore(database).figures()) {
    const SurveyView view = make_survey_view(SurveyKind::kEnps, data_);
    current_ = groups_of_rows(view, nps_figures(view), answers_);
    for (const auto& [key, versions] : answers_.published()) {
      for (const Group& version : versions) add(key, version);
      found_.figures += static_cast<std::int64_t>(versions.size());
    }
  }

  void read(const std::filesystem::path& folder) {
    if (const auto rows = employee_rows(folder / "nps.csv")) {
      found_.has_report = true;
      for (const Row& row : *rows) check_score(row);
      check_hidden(*rows);
    }
    if (const auto rows = employee_rows(folder / "themes.csv"))
      for (const Row& row : *rows) check_theme(row);
  }

  AnonymityAudit run() {
    std::set<std::uint32_t> recovered;
    for (const std::vector<PublishedCount>* system : {&scores_, &themes_}) {
      const anonymity::AttackResult result = anonymity::attack(answers_.all(), *system, k_);
      found_.unknowns += static_cast<std::int64_t>(result.unknowns);
      found_.equations += static_cast<std::int64_t>(result.equations);
      found_.combinations += static_cast<std::int64_t>(result.isolated);
      for (std::uint32_t i : result.recovered) recovered.insert(answers_.all()[i].person);
    }
    found_.recovered = static_cast<std::int64_t>(recovered.size());
    std::set<std::uint32_t> people;
    for (const PublishedCount& count : scores_)
      for (std::uint32_t i : count.members) people.insert(answers_.all()[i].person);
    found_.employees = static_cast<std::int64_t>(people.size());
    return found_;
  }

 private:
  static std::vector<const store::StoredResponse*> employees(const StoredData& data) {
    std::vector<const store::StoredResponse*> responses;
    for (const store::StoredResponse& response : data.responses)
      if (response.survey == SurveyKind::kEnps) responses.push_back(&response);
    return responses;
  }

  void add(const FigureKey& key, const Group& members) {
    if (key.kind == FigureKind::kTheme) {
      themes_.push_back(anonymity::theme_line(answers_.all(), members));
      return;
    }
    scores_.push_back(anonymity::exact_line(answers_.all(), members));
    if (key.kind == FigureKind::kTotal || key.by.empty()) themes_.push_back(scores_.back());
  }

  void check_score(const Row& row) {
    if (cell(row, "suppressed") == "true") return;
    const anonymity::Counts counts = {number(cell(row, "detractors")), number(cell(row, "passives")), number(cell(row, "promoters"))};
    const FigureKey key = key_of(row);
    const auto says_this = [&](const Group& group) { return anonymity::count_bands(answers_.all(), group) == counts; };
    const std::vector<Group>& versions = answers_.published(key);
    if (std::any_of(versions.begin(), versions.end(), says_this)) return;
    ++found_.unaccounted;
    const auto now = current_.find(key);
    if (now == current_.end() || !says_this(now->second)) return;
    ++found_.figures;
    add(key, now->second);
  }

  void check_theme(const Row& row) {
    const FigureKey key{.kind = FigureKind::kTheme, .period = "", .by = "", .value = cell(row, "theme_id")};
    const std::vector<Group>& versions = answers_.published(key);
    const auto is_said_of = [&](const Group& group) { return says_no_more(row, anonymity::theme_line(answers_.all(), group)); };
    if (std::any_of(versions.begin(), versions.end(), is_said_of)) return;
    ++found_.unaccounted;
    for (const Group& version : versions) themes_.push_back(anonymity::exact_line(answers_.all(), version));
  }

  /// Hidden rows of one quarter and attribute share what the shown ones leave over of everybody.
  void check_hidden(const std::vector<Row>& rows) {
    struct Table {
      std::int64_t shown = 0, hidden = 0, hidden_people = 0;
    };
    std::map<std::pair<std::string, std::string>, Table> tables;
    std::map<std::string, std::int64_t> everybody;
    for (const Row& row : rows) {
      const bool is_hidden = cell(row, "suppressed") == "true";
      if (is_hidden) ++found_.hidden;
      if (cell(row, "period").empty()) continue;
      if (cell(row, "by").empty()) {
        if (!is_hidden) everybody[cell(row, "period")] = number(cell(row, "n"));
        continue;
      }
      Table& table = tables[{cell(row, "period"), cell(row, "by")}];
      if (!is_hidden) {
        table.shown += number(cell(row, "n"));
        continue;
      }
      ++table.hidden;
      if (const auto now = current_.find(key_of(row)); now != current_.end())
        table.hidden_people += static_cast<std::int64_t>(now->second.size());
    }
    for (const auto& [place, table] : tables) {
      const auto total = everybody.find(place.first);
      if (table.hidden == 0 || total == everybody.end()) continue;  // without a total nothing bounds them
      const std::int64_t rest = total->second - table.shown;
      if (anonymity::hidden_width(rest, table.hidden, rest != table.hidden_people) < k_) found_.narrow += table.hidden;
    }
  }

  StoredData data_;
  std::int64_t k_;
  EmployeeAnswers answers_;
  std::map<FigureKey, Group> current_;
  std::vector<PublishedCount> scores_, themes_;
  AnonymityAudit found_;
};

}  // namespace

AnonymityAudit audit_anonymity(store::Database& database, const std::filesystem::path& folder, std::int64_t k) {
  Audit audit(database, k);
  audit.read(folder);
  return audit.run();
}

}  // namespace koe::stages
