// How did today's themes come about? What happened to a theme when themes were fitted or extended, with the evidence.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "pipeline/store/database.h"

namespace koe::store {

/// What happened. kBorn: found by a first fit. kOpened: new texts that no theme covered. kContinued: found again by a new
/// fit. kSplitOff: found by a new fit, mostly in texts of one earlier theme, which it does not continue. kMerged: not found again, most of its texts
/// are in another. kEnded: not found again, its texts went several ways.
enum class LineageKind : std::uint8_t { kBorn, kOpened, kContinued, kSplitOff, kMerged, kEnded };
[[nodiscard]] std::string_view name_of(LineageKind kind);  ///< "born" "opened" "continued" "split_off" "merged" "ended"

/// One thing that happened to one theme.
struct LineageEvent {
  std::int64_t theme_no = 0;
  LineageKind kind = LineageKind::kBorn;
  std::string period;                     ///< latest quarter of the data of that time; "" unknown
  std::optional<std::int64_t> other_no;   ///< split off from, merged into; for kOpened the closest earlier theme
  std::optional<std::int64_t> texts;      ///< kOpened: different texts it was opened from
  std::optional<double> cohesion;         ///< kOpened: mean cosine of each of these texts to the others' centre ...
  std::optional<double> old_similarity;   ///< ... and to the best earlier theme, which it exceeds
  std::optional<double> other_similarity; ///< kOpened: cosine of the theme to `other_no`
};

/// The history in and out, inside the caller's transaction; appended only. Checked in
/// tests/unit/store/lineage_store_test.cpp.
class LineageStore {
 public:
  explicit LineageStore(Database& database) : database_(database) {}

  /// Appends one event.
  void append(const LineageEvent& event);

  /// All events in the order in which they happened.
  [[nodiscard]] std::vector<LineageEvent> events() const;

 private:
  Database& database_;
};

}  // namespace koe::store
