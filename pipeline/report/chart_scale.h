// Where does a value fall on an axis? Round steps, always with 0 in sight, positions in per cent of the axis,
// so that one chart fits a phone and a desk.
#pragma once
#include <string>
#include <vector>

namespace koe::report {

/// A labelled line of an axis.
struct Tick {
  double value = 0;
  std::string label;
};

/// An axis from `low` to `high`, low < high.
struct Scale {
  double low = 0;
  double high = 1;
  std::vector<Tick> ticks;  ///< ascending, inside low..high

  /// 0..100 from low to high; values outside are cut off at the ends.
  [[nodiscard]] double percent(double value) const;
};

/// An axis of NPS points that holds `low`, `high` and 0, with steps of 1, 2 or 5 times a power of ten.
/// In: low <= high, finite. Checked in tests/unit/report/chart_scale_test.cpp.
[[nodiscard]] Scale point_scale(double low, double high);

/// An axis of shares from 0 to at least `high` (0..1), ticks in per cent. Checked in the same test.
[[nodiscard]] Scale share_scale(double high);

}  // namespace koe::report
