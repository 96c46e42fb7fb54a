// What did the analyst change? Edits of themes as events: appended, never altered, replayed on every run.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "pipeline/domain/run_result.h"
#include "pipeline/store/database.h"

namespace koe::store {

/// What an edit does. kPin and kForbid speak of a text, the others of a theme; kUndo of an earlier edit.
enum class EditKind : std::uint8_t { kRename, kMerge, kSplit, kPin, kForbid, kUndo, kTeach };
[[nodiscard]] std::string_view name_of(EditKind kind);  ///< "rename" "merge" "split" "pin" "forbid" "undo" "teach"

/// A theme that a split made, and the texts that define it: later texts of the split theme join the part whose texts they
/// are closest to.
struct ThemePart {
  std::int64_t theme_no = 0;
  std::vector<std::string> unit_keys;
  bool operator==(const ThemePart&) const = default;
};

/// A text marked as an example of a theme, whether or not a response says it. Personal data are replaced.
struct ThemeExample {
  std::string unit_key;
  Language language = Language::kOther;
  std::string normalized;
  bool operator==(const ThemeExample&) const = default;
};

/// One edit. Fields that its kind does not use are empty.
struct ThemeEdit {
  std::int64_t event_no = 0;  ///< 1, 2, 3...; 0 = not stored yet
  EditKind kind = EditKind::kRename;
  std::int64_t theme_no = 0;       ///< the theme renamed, merged away, split, pinned to, forbidden or taught
  std::int64_t into_no = 0;        ///< kMerge: the theme that survives
  std::string label_ja, label_en;  ///< kRename: empty = as it was; kTeach: the name of a theme that the edit made
  std::string unit_key;            ///< kPin, kForbid: the text
  std::string said_by;             ///< kPin, kForbid: the response it was named by, "R-17:0"
  std::vector<ThemePart> parts;    ///< kSplit: two or more
  std::vector<ThemeExample> examples;  ///< kTeach: by unit_key
  std::int64_t undone_no = 0;      ///< kUndo: the event it takes back
  std::string author;
  std::string at;  ///< ISO UTC; for the log only, it decides nothing
};

/// The log in and out, inside the caller's transaction. Checked in tests/unit/store/theme_edit_store_test.cpp.
class ThemeEditStore {
 public:
  explicit ThemeEditStore(Database& database) : database_(database) {}

  /// Appends `edit`; returns its number. The tables refuse to alter or delete what they hold.
  std::int64_t append(const ThemeEdit& edit);

  /// Every edit ever made, in order.
  [[nodiscard]] std::vector<ThemeEdit> edits() const;

 private:
  Database& database_;
};

}  // namespace koe::store
