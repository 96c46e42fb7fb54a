// What do an analyst's edits amount to? The log read as a whole, and where one text belongs under it: pure functions of the
// events, so that every run replays them over what koe found, and taking an edit back leaves no trace.
#pragma once
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "pipeline/store/theme_edit_store.h"
#include "pipeline/store/theme_store.h"

namespace koe::stages {

/// The edits in force: those that are no undo and that no undo takes back, in order.
[[nodiscard]] std::vector<store::ThemeEdit> edits_in_force(const std::vector<store::ThemeEdit>& log);

/// What of the log decides anything, for the stages' fingerprints: the numbers of the edits in force.
[[nodiscard]] std::string edits_fingerprint(const std::vector<store::ThemeEdit>& log);

/// An analyst's name; empty = none in that language.
struct GivenName {
  std::string ja, en;
  bool operator==(const GivenName&) const = default;
};

/// The edits in force by what they speak of. A theme has ended when it is in `merged` or in `parts`, never in both.
struct EditPlan {
  std::map<std::int64_t, GivenName> names;                     ///< by theme
  std::map<std::int64_t, std::int64_t> merged;                 ///< theme -> the one it was merged into
  std::map<std::int64_t, std::vector<store::ThemePart>> parts; ///< split theme -> its parts
  std::map<std::string, std::int64_t, std::less<>> pins;                    ///< text -> theme
  std::map<std::string, std::set<std::int64_t>, std::less<>> forbidden;     ///< text -> themes it does not belong to
  std::map<std::int64_t, std::vector<store::ThemeExample>> taught;  ///< theme -> its examples, a text being one theme's only

  /// Whether a split in force made this theme.
  [[nodiscard]] bool has_part(std::int64_t theme_no) const;

  [[nodiscard]] bool empty() const { return names.empty() && merged.empty() && parts.empty() && pins.empty() && forbidden.empty() && taught.empty(); }
};

/// The plan of a log. Of several names, of a pin and a prohibition of the same text and theme, or of themes that the same
/// text is an example of, the latest holds.
/// Cost: O(log). Checked in tests/unit/stages/theme_edits_test.cpp and tests/property/theme_edits_property_test.cpp.
[[nodiscard]] EditPlan plan_of(const std::vector<store::ThemeEdit>& log);

/// The theme that an ended theme's texts are found under now: follows merges; nullopt when the way ends in a split.
[[nodiscard]] std::optional<std::int64_t> surviving_theme(const EditPlan& plan, std::int64_t theme_no);

/// How close a text is to a theme (cosine), asked only where an edit makes it matter.
using Likeness = std::function<double(std::int64_t theme_no)>;

/// Where the text `unit_key` belongs under `plan`.
/// In: `found`, where koe put it; `taught`, the theme that examples claim it for; `themes`, the themes koe found, for a text that may not stay where it is; `floor`, the
/// least likeness for that.
/// Out: a pinned text goes to its theme. Any other follows its theme, the taught one before the found one, through merges and
/// splits (to the part that it defines, else the closest). Where that way meets a theme forbidden to it, it goes to the closest other theme whose way does not;
/// without one it is unassigned. Nothing else changes: an unassigned text stays unassigned.
/// Cost: O(1) without splits and prohibitions. Checked as plan_of.
[[nodiscard]] store::UnitTheme edited_place(const EditPlan& plan, std::string_view unit_key,
                                            const store::UnitTheme& found, std::optional<std::int64_t> taught,
                                            std::span<const std::int64_t> themes, double floor,
                                            const Likeness& likeness);

/// Why `edit` cannot follow `log`; nullopt when it can. In: the edit's themes exist.
/// Out: the issue to end with (exit 2), its arguments naming the remedy. Refused: a theme that was merged or split away, a
/// merge into itself or in a circle, an undo of nothing, of an undo or of what is undone already.
/// Checked in tests/unit/stages/theme_edits_test.cpp.
[[nodiscard]] std::optional<Issue> objection(const std::vector<store::ThemeEdit>& log, const store::ThemeEdit& edit);

}  // namespace koe::stages
