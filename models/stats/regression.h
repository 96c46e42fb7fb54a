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

/// A linear fit: y = intercept + x . coefficients.
struct LinearFit {
  double intercept = 0;
  std::vector<double> coefficients;  ///< k
  double r_squared = 0;              ///< of the fit to its own data; 0 when y does not vary
};

/// Ridge regression with an unpenalised intercept: minimises sum (y - a - x b)^2 + penalty * sum b^2.
/// In: `design` n x k; `response`, n finite numbers; `penalty` > 0 on the columns as they are (not
/// standardised). Out: the unique minimiser; nullopt when n = 0. Constant columns get 0. Cost: O(n k^2 +
/// k^3). Errors: none. Source: Hoerl and Kennard (1970), Technometrics 12(1). Checked in
/// tests/unit/models/stats/regression_test.cpp.
[[nodiscard]] std::optional<LinearFit> ridge_regression(const DesignView& design,
                                                        std::span<const double> response, double penalty);

/// An ordinal (proportional odds) fit of detractor < passive < promoter: P(Y <= j) = logistic(threshold_j - x
/// . b).
struct OrdinalFit {
  std::array<double, 2> thresholds{};  ///< ascending
  std::vector<double> coefficients;    ///< k; positive = towards promoter
  std::vector<double>
      average_effects;        ///< k; mean change of P(promoter) - P(detractor), -1..1, when x_j goes 0 -> 1
  double log_likelihood = 0;  ///< without the penalty
  int iterations = 0;
};

/// Ordinal logit with a ridge penalty on the coefficients (not on the thresholds), by damped Newton steps.
/// In: `design` n x k; `value`, n of -1, 0, +1; `penalty` > 0: maximises logL - penalty/2 * sum b^2.
/// Out: the maximiser; nullopt when one of the three bands does not occur (its threshold would be infinite).
/// Cost: O(n k^2) an iteration, about ten iterations. Errors: none: the objective is strictly concave and
/// every step
///     that does not improve it is halved.
/// Source: McCullagh (1980), JRSS B 42(2), section 2; ridge le Cessie and van Houwelingen (1992), Applied
/// Statistics 41(1). Checked in tests/unit/models/stats/regression_test.cpp against statsmodels.
[[nodiscard]] std::optional<OrdinalFit> ordinal_logit(const DesignView& design,
                                                      std::span<const std::int8_t> value, double penalty);

}  // namespace koe::models::stats
