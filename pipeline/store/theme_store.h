// Which themes exist, and which theme does a text belong to? Permanent identities: a theme_no is never reused.
#pragma once
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "pipeline/domain/run_result.h"
#include "pipeline/store/database.h"

namespace SQLite {
class Statement;
}  // namespace SQLite

namespace koe::store {

/// Where a theme comes from: found in the texts, given by an analyst's own coding, cut out of another theme by an analyst,
/// taught by examples; or it is a group, the level above.
enum class ThemeOrigin : std::uint8_t { kFound, kCoded, kPart, kGroup, kTaught };

/// A theme as it is kept between runs. `theme_no` 0 = not stored yet.
struct StoredTheme {
  std::int64_t theme_no = 0;
  SurveyKind survey = SurveyKind::kNps;
  ThemeOrigin origin = ThemeOrigin::kFound;
  std::optional<std::int64_t> parent_no;
  std::string label_ja, label_en;    ///< made from its texts when it was first found
  std::string given_ja, given_en;    ///< by an analyst; empty = none
  std::vector<std::string> terms_ja, terms_en;
  Phase phase = Phase::kNone;
  Family family = Family::kNone;
  std::string phase_reason, family_reason;
  std::string born_in;               ///< first quarter with a text of those it was found in
  std::int64_t units = 0;            ///< different texts it was fitted on
  double cohesion = 0;               ///< mean cosine of those texts to the centroid
  double typical_floor = 0;          ///< cosine that nine of ten of those texts reach
  std::vector<std::string> exemplars;  ///< unit_keys worth quoting, best first
  bool retired = false;              ///< found with an earlier table and not found again: keeps its number, gets no texts
  std::vector<std::int16_t> centroid;  ///< unit vector, 2^14 = 1

  /// What readers see: the analyst's name, else the one made from the texts.
  [[nodiscard]] const std::string& shown_ja() const { return given_ja.empty() ? label_ja : given_ja; }
  [[nodiscard]] const std::string& shown_en() const { return given_en.empty() ? label_en : given_en; }
};

/// What a corpus says of its words (models/embedding/term_contexts.h).
struct StoredContexts {
  std::vector<std::uint32_t> table_rows;
  std::vector<std::int8_t> values;
  std::vector<float> scales;
  double weight = 0;
  std::vector<float> mean_ja, mean_en;
};

/// What later texts are measured with (models/cluster/theme_model.h, models/embedding/pooling.h).
struct StoredThemeModel {
  std::string embedding;  ///< SHA-256 of all that makes the space: table, library, sentence encoder
  std::string encoder;    ///< identity of the sentence encoder; empty = none
  double floor = 0;
  std::vector<float> mean_ja, mean_en;
  StoredContexts contexts;
};

/// Theme of one unit (a text said once or many times). `theme_no` absent = unassigned.
struct UnitTheme {
  std::optional<std::int64_t> theme_no;
  double similarity = 0;
};

/// Units by unit_key.
using UnitThemes = std::map<std::string, UnitTheme, std::less<>>;

/// "T0007": how a theme is named outside.
[[nodiscard]] std::string theme_id(std::int64_t theme_no);

/// The number of "T0007" or "t7"; nullopt for anything else.
[[nodiscard]] std::optional<std::int64_t> theme_no_of(std::string_view theme_id);

/// Places many units, inside the caller's transaction.
class UnitThemeWriter {
 public:
  explicit UnitThemeWriter(Database& database);
  ~UnitThemeWriter();
  UnitThemeWriter(const UnitThemeWriter&) = delete;
  UnitThemeWriter& operator=(const UnitThemeWriter&) = delete;

  /// Places a unit; `shown` differs from `found` only by an analyst's edits.
  void add(std::string_view unit_key, const UnitTheme& found, const UnitTheme& shown);

 private:
  struct Statements;
  std::unique_ptr<Statements> statements_;
};

/// Themes in and out, inside the caller's transaction. Checked in tests/unit/store/theme_store_test.cpp.
class ThemeStore {
 public:
  explicit ThemeStore(Database& database) : database_(database) {}

  /// All themes of a survey kind by theme_no.
  [[nodiscard]] std::vector<StoredTheme> themes(SurveyKind survey) const;

  /// Inserts (theme_no 0) or updates; returns the theme's permanent number.
  std::int64_t save(const StoredTheme& theme);

  /// The model of a survey kind; absent before its first fit.
  [[nodiscard]] std::optional<StoredThemeModel> model(SurveyKind survey) const;
  void save_model(SurveyKind survey, const StoredThemeModel& model);

  /// The theme with that number, of whatever survey kind and origin.
  [[nodiscard]] std::optional<StoredTheme> theme(std::int64_t theme_no) const;

  /// unit_key -> theme as shown, for every unit ever placed.
  [[nodiscard]] UnitThemes unit_themes() const;

  /// unit_key -> theme as koe found it, before any edit.
  [[nodiscard]] UnitThemes found_unit_themes() const;

  /// response_no -> themes of the analyst's own coding, ascending; empty without one.
  [[nodiscard]] std::map<std::int64_t, std::vector<std::int64_t>> response_codes() const;

  /// Replaces the coding of a survey kind.
  void replace_codes(SurveyKind survey, const std::map<std::int64_t, std::vector<std::int64_t>>& codes);

 private:
  Database& database_;
};

}  // namespace koe::store
