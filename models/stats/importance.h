// How much of what can be explained does each theme explain? Relative weights split R^2 among correlated
// predictors, where regression coefficients flip signs and single correlations count the common part twice.
#pragma once
#include <optional>
#include <span>
#include <vector>

#include "models/stats/regression.h"

namespace koe::models::stats {

/// Relative weights of the predictors and the R^2 they add up to.
struct RelativeWeights {
  std::vector<double> weights;  ///< k, each >= 0; 0 for a column that does not vary
  double r_squared = 0;         ///< of the ordinary regression on all columns
};

/// Johnson's relative weights: regression on the orthogonal variables closest to the predictors, mapped back.
/// In: `design` n x k, columns may be collinear; `response`, n.
/// Out: weights that sum to r_squared; nullopt when n < 2 or the response does not vary.
/// Cost: O(n k^2 + k^3). Errors: none.
/// Source: Johnson (2000), Multivariate Behavioral Research 35(1), 1-19. Checked in
///     tests/unit/models/stats/importance_test.cpp against a NumPy implementation.
[[nodiscard]] std::optional<RelativeWeights> relative_weights(const DesignView& design,
                                                              std::span<const double> response);

}  // namespace koe::models::stats
