// Can a predicted chance be believed? How well it tells those with the event from those without (area under
// the ROC curve), and whether one in five happens when it says one in five (calibration).
#pragma once
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "models/stats/estimate.h"

namespace koe::models::stats {

/// Chance that a random row with the event was given a higher score than a random row without it, ties
/// counting half: 0.5 = no better than a coin, 1 = perfect.
/// In: `outcome`, n of 0 or 1; `score`, n finite numbers, higher = the event is more likely; `fold`, n numbers of the fit that
///     gave each score, or empty = one fit gave all. Only rows of the same fit are compared: scores of different fits are on
///     slightly different scales, and comparing them makes a good predictor look worse than each of its fits is.
/// Out: 0..1 with interval; nullopt when all outcomes of every fold are equal.
/// Cost: O(n log n). Errors: none.
/// Source: Hanley and McNeil (1982), Radiology 143, 29-36; within folds Airola et al. (2011), Computational Statistics and
///     Data Analysis 55(4), 1828-1844; interval by inverting the score test, method 5 of Newcombe (2006), Statistics in
///     Medicine 25, 559-573, which stays honest at 0 and 1. Checked in
///     tests/unit/models/stats/prediction_quality_test.cpp.
[[nodiscard]] std::optional<Estimate> area_under_curve(std::span<const std::uint8_t> outcome,
                                                       std::span<const double> score,
                                                       std::span<const std::uint32_t> fold = {}, double level = 0.95);

/// Rows of similar predicted chance.
struct CalibrationGroup {
  std::int64_t rows = 0;
  std::int64_t events = 0;
  double expected = 0;  ///< mean predicted chance, 0..1
  Estimate observed;    ///< share with the event, Wilson interval
};

/// What was predicted against what happened.
struct Calibration {
  double expected_events = 0;  ///< sum of the predicted chances
  std::int64_t events = 0;
  double brier = 0;            ///< mean squared error of the chance, 0..1; lower is better
  std::optional<Estimate> slope;  ///< of the outcome on the predicted log odds; 1 = right, below 1 = too bold
  std::vector<CalibrationGroup> groups;  ///< from the lowest predicted chance to the highest
};

/// Compares predicted chances with outcomes.
/// In: `outcome`, n of 0 or 1; `chance`, n numbers in (0, 1); `groups` >= 1: rows are cut, in order of their
///     chance, into at most so many groups of nearly equal size.
/// Out: empty groups left out; `slope` absent when all outcomes or all chances are equal.
/// Cost: O(n log n). Errors: none.
/// Source: Cox (1958), Biometrika 45, 562-565 (slope); Brier (1950), Monthly Weather Review 78; groups as
///     Hosmer and Lemeshow (1980), Communications in Statistics A9. Checked in
///     tests/unit/models/stats/prediction_quality_test.cpp.
[[nodiscard]] Calibration calibration(std::span<const std::uint8_t> outcome, std::span<const double> chance,
                                      std::size_t groups);

}  // namespace koe::models::stats
