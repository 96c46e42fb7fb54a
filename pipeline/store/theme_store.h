// Which themes exist, and which theme does a text belong to? Permanent identities: a theme_no is never reused.
#pragma once
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "pipeline/domain/run_result.h"
#include "pipeline/store/database.h"

namespace koe::store {

/// A theme as it is kept between runs. `theme_no` 0 = not stored yet.
struct StoredTheme {
  std::int64_t theme_no = 0;
  SurveyKind survey = SurveyKind::kNps;
  std::optional<std::int64_t> parent_no;
  std::string label_ja, label_en;
  std::vector<std::string> terms_ja, terms_en;
  Phase phase = Phase::kNone;
  Family family = Family::kNone;
  std::string phase_reason, family_reason;
  std::string born_in;
  std::vector<float> centroid;  ///< unit length, the table's dimensions
};

/// Theme of one unit (a text said once or many times). `theme_no` absent = unassigned.
struct UnitTheme {
  std::optional<std::int64_t> theme_no;
  double similarity = 0;
};

/// "T0007": how a theme is named outside.
[[nodiscard]] std::string theme_id(std::int64_t theme_no);

/// Themes in and out, inside the caller's transaction. Checked in tests/unit/store/theme_store_test.cpp.
class ThemeStore {
 public:
  explicit ThemeStore(Database& database) : database_(database) {}

  /// All themes of a survey kind by theme_no.
  [[nodiscard]] std::vector<StoredTheme> themes(SurveyKind survey) const;

  /// Inserts (theme_no 0) or updates; returns the theme's permanent number.
  std::int64_t save(const StoredTheme& theme);

  /// unit_key -> theme, for every unit ever placed.
  [[nodiscard]] std::map<std::string, UnitTheme> unit_themes() const;
  void save_unit(const std::string& unit_key, const UnitTheme& placed);

 private:
  Database& database_;
};

}  // namespace koe::store
