#include "pipeline/store/theme_store.h"

#include <SQLiteCpp/SQLiteCpp.h>

#include <array>
#include <utility>

#include "pipeline/store/names.h"
#include "pipeline/store/number_list.h"
#include "pipeline/store/row_reader.h"
#include "pipeline/store/row_writer.h"
#include "pipeline/store/text_list.h"

namespace koe::store {
namespace {

constexpr std::array kOrigins = {std::pair{ThemeOrigin::kFound, "found"}, std::pair{ThemeOrigin::kCoded, "coded"},
                                 std::pair{ThemeOrigin::kPart, "part"}, std::pair{ThemeOrigin::kGroup, "group"},
                                 std::pair{ThemeOrigin::kTaught, "taught"}};

const char* origin_name(ThemeOrigin origin) { return kOrigins[static_cast<std::size_t>(origin)].second; }

ThemeOrigin origin_named(const std::string& name) {
  for (const auto& [origin, its_name] : kOrigins)
    if (name == its_name) return origin;
  return ThemeOrigin::kFound;
}

constexpr const char* kThemeColumns =
    "theme_no, parent_no, label_ja, label_en, terms_ja, terms_en, phase, family, phase_reason, family_reason, born_in,"
    " units, cohesion, typical_floor, exemplars, origin, retired, given_ja, given_en, centroid, survey";

}  // namespace

std::string theme_id(std::int64_t theme_no) {
  std::string digits = std::to_string(theme_no);
  if (digits.size() < 4) digits.insert(0, 4 - digits.size(), '0');
  return "T" + digits;
}

std::optional<std::int64_t> theme_no_of(std::string_view theme_id) {
  constexpr std::size_t kMostDigits = 15;
  if (theme_id.size() < 2 || theme_id.size() > kMostDigits || (theme_id[0] != 'T' && theme_id[0] != 't'))
    return std::nullopt;
  std::int64_t number = 0;
  for (char digit : theme_id.substr(1)) {
    if (digit < '0' || digit > '9') return std::nullopt;
    number = number * 10 + (digit - '0');
  }
  return number > 0 ? std::optional(number) : std::nullopt;
}

namespace {

StoredTheme read_theme(SQLite::Statement& query) {
  StoredTheme theme;
  theme.theme_no = query.getColumn(0).getInt64();
  if (!query.getColumn(1).isNull()) theme.parent_no = query.getColumn(1).getInt64();
  theme.label_ja = query.getColumn(2).getString();
  theme.label_en = query.getColumn(3).getString();
  theme.terms_ja = split_list(query.getColumn(4).getString());
  theme.terms_en = split_list(query.getColumn(5).getString());
  theme.phase = phase_named(query.getColumn(6).getString());
  theme.family = family_named(query.getColumn(7).getString());
  theme.phase_reason = query.getColumn(8).getString();
  theme.family_reason = query.getColumn(9).getString();
  theme.born_in = query.getColumn(10).getString();
  theme.units = query.getColumn(11).getInt64();
  theme.cohesion = query.getColumn(12).getDouble();
  theme.typical_floor = query.getColumn(13).getDouble();
  theme.exemplars = split_list(query.getColumn(14).getString());
  theme.origin = origin_named(query.getColumn(15).getString());
  theme.retired = query.getColumn(16).getInt() != 0;
  theme.given_ja = query.getColumn(17).getString();
  theme.given_en = query.getColumn(18).getString();
  theme.centroid = numbers_of<std::int16_t>(query.getColumn(19));
  theme.survey = parse_survey_kind(query.getColumn(20).getString()).value();
  return theme;
}

/// unit_key -> theme from two columns of unit_theme.
UnitThemes placed_by(const Database& database, const std::string& columns) {
  RowReader rows(database.handle(), "SELECT unit_key, " + columns + " FROM unit_theme ORDER BY unit_key");
  UnitThemes placed;
  while (rows.next()) {
    UnitTheme& unit = placed.emplace_hint(placed.end(), rows.text(0), UnitTheme())->second;
    if (!rows.is_null(1)) unit.theme_no = rows.number(1);
    unit.similarity = rows.real(2);
  }
  return placed;
}

}  // namespace

std::vector<StoredTheme> ThemeStore::themes(SurveyKind survey) const {
  SQLite::Statement query(database_.handle(), std::string("SELECT ") + kThemeColumns +
                                                  " FROM theme WHERE survey = ? ORDER BY theme_no");
  query.bind(1, std::string(name_of(survey)));
  std::vector<StoredTheme> themes;
  while (query.executeStep()) themes.push_back(read_theme(query));
  return themes;
}

std::optional<StoredTheme> ThemeStore::theme(std::int64_t theme_no) const {
  SQLite::Statement query(database_.handle(), std::string("SELECT ") + kThemeColumns + " FROM theme WHERE theme_no = ?");
  query.bind(1, theme_no);
  return query.executeStep() ? std::optional(read_theme(query)) : std::nullopt;
}

std::int64_t ThemeStore::save(const StoredTheme& theme) {
  SQLite::Statement upsert(
      database_.handle(),
      "INSERT INTO theme (theme_no, survey, parent_no, label_ja, label_en, terms_ja, terms_en, phase, family,"
      " phase_reason, family_reason, born_in, units, cohesion, typical_floor, exemplars, origin, retired, given_ja, given_en,"
      " centroid) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
      " ON CONFLICT (theme_no) DO UPDATE SET parent_no = excluded.parent_no, label_ja = excluded.label_ja,"
      " label_en = excluded.label_en, terms_ja = excluded.terms_ja, terms_en = excluded.terms_en,"
      " phase = excluded.phase, family = excluded.family, phase_reason = excluded.phase_reason,"
      " family_reason = excluded.family_reason, units = excluded.units, cohesion = excluded.cohesion,"
      " typical_floor = excluded.typical_floor, exemplars = excluded.exemplars, retired = excluded.retired,"
      " given_ja = excluded.given_ja, given_en = excluded.given_en, centroid = excluded.centroid");
  if (theme.theme_no != 0) upsert.bind(1, theme.theme_no);
  upsert.bind(2, std::string(name_of(theme.survey)));
  if (theme.parent_no) upsert.bind(3, *theme.parent_no);
  upsert.bind(4, theme.label_ja);
  upsert.bind(5, theme.label_en);
  upsert.bind(6, join_list(theme.terms_ja));
  upsert.bind(7, join_list(theme.terms_en));
  upsert.bind(8, std::string(name_of(theme.phase)));
  upsert.bind(9, std::string(name_of(theme.family)));
  upsert.bind(10, theme.phase_reason);
  upsert.bind(11, theme.family_reason);
  upsert.bind(12, theme.born_in);
  upsert.bind(13, theme.units);
  upsert.bind(14, theme.cohesion);
  upsert.bind(15, theme.typical_floor);
  upsert.bind(16, join_list(theme.exemplars));
  upsert.bind(17, origin_name(theme.origin));
  upsert.bind(18, theme.retired ? 1 : 0);
  upsert.bind(19, theme.given_ja);
  upsert.bind(20, theme.given_en);
  bind_numbers(upsert, 21, theme.centroid);
  upsert.exec();
  return theme.theme_no != 0 ? theme.theme_no : database_.handle().getLastInsertRowid();
}

std::optional<StoredThemeModel> ThemeStore::model(SurveyKind survey) const {
  SQLite::Statement query(database_.handle(),
                          "SELECT embedding, encoder, floor, mean_ja, mean_en, context_rows, context_values,"
                          " context_scales, context_weight, context_mean_ja, context_mean_en FROM theme_model WHERE survey = ?");
  query.bind(1, std::string(name_of(survey)));
  if (!query.executeStep()) return std::nullopt;
  return StoredThemeModel{.embedding = query.getColumn(0).getString(),
                          .encoder = query.getColumn(1).getString(),
                          .floor = query.getColumn(2).getDouble(),
                          .mean_ja = numbers_of<float>(query.getColumn(3)),
                          .mean_en = numbers_of<float>(query.getColumn(4)),
                          .contexts = {.table_rows = numbers_of<std::uint32_t>(query.getColumn(5)),
                                       .values = numbers_of<std::int8_t>(query.getColumn(6)),
                                       .scales = numbers_of<float>(query.getColumn(7)),
                                       .weight = query.getColumn(8).getDouble(),
                                       .mean_ja = numbers_of<float>(query.getColumn(9)),
                                       .mean_en = numbers_of<float>(query.getColumn(10))}};
}

void ThemeStore::save_model(SurveyKind survey, const StoredThemeModel& model) {
  SQLite::Statement replace(database_.handle(), "INSERT OR REPLACE INTO theme_model VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
  replace.bind(1, std::string(name_of(survey)));
  replace.bind(2, model.embedding);
  replace.bind(3, model.encoder);
  replace.bind(4, model.floor);
  bind_numbers(replace, 5, model.mean_ja);
  bind_numbers(replace, 6, model.mean_en);
  bind_numbers(replace, 7, model.contexts.table_rows);
  bind_numbers(replace, 8, model.contexts.values);
  bind_numbers(replace, 9, model.contexts.scales);
  replace.bind(10, model.contexts.weight);
  bind_numbers(replace, 11, model.contexts.mean_ja);
  bind_numbers(replace, 12, model.contexts.mean_en);
  replace.exec();
}

UnitThemes ThemeStore::unit_themes() const { return placed_by(database_, "theme_no, similarity"); }

UnitThemes ThemeStore::found_unit_themes() const {
  return placed_by(database_, "found_no, found_similarity");
}

/// Two statements instead of INSERT OR REPLACE, which opens a savepoint for every row, and most units are new.
struct UnitThemeWriter::Statements {
  explicit Statements(SQLite::Database& database)
      : insert(database, "INSERT OR IGNORE INTO unit_theme VALUES (?1, ?2, ?3, ?4, ?5)"),
        update(database,
               "UPDATE unit_theme SET theme_no = ?2, similarity = ?3, found_no = ?4, found_similarity = ?5"
               " WHERE unit_key = ?1") {}
  RowWriter insert;
  RowWriter update;
};

UnitThemeWriter::UnitThemeWriter(Database& database) : statements_(std::make_unique<Statements>(database.handle())) {}

UnitThemeWriter::~UnitThemeWriter() = default;

void UnitThemeWriter::add(std::string_view unit_key, const UnitTheme& found, const UnitTheme& shown) {
  const auto run = [&](RowWriter& statement) {
    statement.bind(1, unit_key);
    statement.bind(2, shown.theme_no);
    statement.bind(3, shown.similarity);
    statement.bind(4, found.theme_no);
    statement.bind(5, found.similarity);
    return statement.run();
  };
  if (run(statements_->insert) == 0) run(statements_->update);
}

std::map<std::int64_t, std::vector<std::int64_t>> ThemeStore::response_codes() const {
  SQLite::Statement query(database_.handle(),
                          "SELECT response_no, theme_no FROM response_code ORDER BY response_no, theme_no");
  std::map<std::int64_t, std::vector<std::int64_t>> codes;
  while (query.executeStep()) codes[query.getColumn(0).getInt64()].push_back(query.getColumn(1).getInt64());
  return codes;
}

void ThemeStore::replace_codes(SurveyKind survey, const std::map<std::int64_t, std::vector<std::int64_t>>& codes) {
  SQLite::Statement clear(database_.handle(),
                          "DELETE FROM response_code WHERE theme_no IN (SELECT theme_no FROM theme WHERE survey = ?)");
  clear.bind(1, std::string(name_of(survey)));
  clear.exec();
  SQLite::Statement insert(database_.handle(), "INSERT OR IGNORE INTO response_code VALUES (?, ?)");
  for (const auto& [response_no, themes] : codes)
    for (std::int64_t theme_no : themes) {
      insert.bind(1, response_no);
      insert.bind(2, theme_no);
      insert.exec();
      insert.reset();
    }
}

}  // namespace koe::store
