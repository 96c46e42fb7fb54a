// What does each theme add when the others are held fixed? Ridge regression (closed form) and ridge ordinal
// logit on detractor < passive < promoter (Newton), both small and dense: tens of themes, thousands of
// responses.
#pragma once
#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace koe::models::stats {

/// A design matrix seen in place: n rows (responses) of k columns (predictors), row-major. Does not own its
/// numbers.
struct DesignView {
  std::span<const double> values;  ///< n x k, finite
  std::size_t rows = 0;
  std::size_t columns = 0;
};

/// Row-major 0/1 design of `rows` responses and one column a theme.
/// In: `members`, one list a theme of indices below `rows` (estimate.h).
/// Out: rows x themes numbers.
/// Cost: O(rows x themes). Errors: none.
/// Source: definition. Checked in tests/unit/models/stats/regression_test.cpp.
[[nodiscard]] std::vector<double> membership_design(std::span<const std::vector<std::uint32_t>> members,
                                                    std::size_t rows);

/// A linear fit: y = intercept + x . coefficients.
struct LinearFit {
  double intercept = 0;
  std::vector<double> coefficients;  ///< k
  double r_squared = 0;              ///< of the fit to its own data; 0 when y does not vary
  std::vector<double> influence;     ///< n x k, row-major: first-order change of each coefficient by each row
};

/// Ridge regression with an unpenalised intercept: minimises sum w (y - a - x b)^2 + penalty * sum b^2.
/// In: `design` n x k; `response`, n finite numbers; `penalty` > 0 on the columns as they are (not
///     standardised); `weight`, n numbers >= 0 with a positive sum, or empty = all 1.
/// Out: the unique minimiser; nullopt when n = 0. Constant columns get 0. The squares of a column of
///     `influence` sum to the sandwich variance of that coefficient.
/// Cost: O(n k^2 + k^3). Errors: none.
/// Source: Hoerl and Kennard (1970), Technometrics 12(1); influence White (1980), Econometrica 48(4),
///     817-838. Checked in tests/unit/models/stats/regression_test.cpp.
[[nodiscard]] std::optional<LinearFit> ridge_regression(const DesignView& design,
                                                        std::span<const double> response, double penalty,
                                                        std::span<const double> weight = {});

/// An ordinal (proportional odds) fit of detractor < passive < promoter: with threshold t, P(Y <= band) =
/// logistic(t - x . b).
struct OrdinalFit {
  std::array<double, 2> thresholds{};  ///< ascending
  std::vector<double> coefficients;    ///< k; positive = towards promoter
  /// k; mean change of P(promoter) - P(detractor), -1..1, when a column goes from 0 to 1 in every row
  std::vector<double> average_effects;
  double log_likelihood = 0;  ///< without the penalty
  int iterations = 0;
};

/// Ordinal logit with a ridge penalty on the coefficients (not on the thresholds), by damped Newton steps.
/// In: `design` n x k; `value`, n of -1, 0, +1; `penalty` > 0: maximises logL - penalty/2 * sum b^2.
/// Out: the maximiser; nullopt when one of the three bands does not occur (its threshold would be infinite).
/// Cost: O(n k^2) an iteration, about ten iterations. Errors: none: the objective is strictly concave and
///     every step that does not improve it is halved.
/// Source: McCullagh (1980), JRSS B 42(2), section 2; ridge le Cessie and van Houwelingen (1992), Applied
///     Statistics 41(1). Checked in tests/unit/models/stats/regression_test.cpp against statsmodels.
[[nodiscard]] std::optional<OrdinalFit> ordinal_logit(const DesignView& design,
                                                      std::span<const std::int8_t> value, double penalty);

}  // namespace koe::models::stats
