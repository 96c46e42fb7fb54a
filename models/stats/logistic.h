// How likely is an event, given some indicators? Logistic regression that starts from stated beliefs about its
// coefficients: with no data it is a stated formula, with much data it is the data's own, and in between it is
// the compromise that Bayes' rule asks for.
#pragma once
#include <cstdint>
#include <span>
#include <vector>

#include "models/stats/estimate.h"
#include "models/stats/regression.h"

namespace koe::models::stats {

/// What is believed about a coefficient before any data: a normal distribution.
struct CoefficientBelief {
  double mean = 0;
  double deviation = 1;  ///< > 0: two thirds of the belief lie within mean +- deviation
};

/// P(event) = logistic(x . coefficients) with the uncertainty of the coefficients.
struct LogisticFit {
  std::vector<double> coefficients;  ///< k
  std::vector<double> covariance;    ///< k x k, row-major: of the coefficients given the data
  double log_evidence = 0;           ///< log chance of the outcomes under the beliefs alone; 0 when n = 0
};

/// Beliefs about all k coefficients.
using CoefficientBeliefs = std::vector<CoefficientBelief>;

/// The most probable coefficients given beliefs and data, and their covariance by the curvature there.
/// In: `design` n x k, n >= 0, the constant column included by the caller where wanted; `outcome`, n of 0 or
///     1; `beliefs`, k of them. `log_evidence` is by Laplace's approximation.
/// Out: always finite, also when nobody, or everybody, has the event; with n = 0 the beliefs themselves.
/// Cost: O(n k^2) an iteration, about ten iterations. Errors: none: the objective is strictly concave and
///     every step that does not improve it is halved.
/// Source: normal beliefs on logistic coefficients and the normal approximation at the mode, Gelman et al.
///     (2013), Bayesian Data Analysis, sections 4.1 and 16.3; with means of zero it is the ridge of le Cessie
///     and van Houwelingen (1992), Applied Statistics 41(1). Checked in
///     tests/unit/models/stats/logistic_test.cpp.
[[nodiscard]] LogisticFit logistic_regression(const DesignView& design, std::span<const std::uint8_t> outcome,
                                              const CoefficientBeliefs& beliefs);

/// The fit averaged over several beliefs, each as far as the outcomes speak for it: how bold beliefs may be is learned too.
/// In: as logistic_regression; `candidates`, one or more, equally likely before.
/// Out: mean and covariance of the coefficients over all candidates (that of the means included), weighted by evidence;
///     `log_evidence` is that of the candidates together. With n = 0 the fit of the first candidate.
/// Cost: that of a fit a candidate. Errors: none.
/// Source: Bayesian model averaging, Hoeting, Madigan, Raftery and Volinsky (1999), Statistical Science 14(4), 382-417.
///     Checked in tests/unit/models/stats/logistic_test.cpp.
[[nodiscard]] LogisticFit averaged_fit(const DesignView& design, std::span<const std::uint8_t> outcome,
                                       std::span<const CoefficientBeliefs> candidates);

/// Chance of the event for one row, with the interval that the coefficients' uncertainty gives.
/// In: `row`, k finite numbers; `level` in (0, 1).
/// Out: within 0..1.
/// Cost: O(k^2). Errors: none.
/// Source: as logistic_regression; interval on the scale of log odds. Checked in
///     tests/unit/models/stats/logistic_test.cpp.
[[nodiscard]] Estimate event_chance(const LogisticFit& fit, std::span<const double> row, double level = 0.95);

/// Chances that fits gave to rows they had not seen.
struct HeldOutChances {
  std::vector<Estimate> chance;
  std::vector<std::uint32_t> fold;  ///< rows of the same fold were judged by the same fit
  friend bool operator==(const HeldOutChances&, const HeldOutChances&) = default;
};

/// Chance of each row by a fit that has not seen it: rows are dealt into `folds` groups, those with and those
/// without the event separately, and each group is predicted from the others.
/// In: as averaged_fit, which every fold makes anew; `folds` >= 2; `seed` of the dealing.
/// Out: n chances as event_chance gives them and their folds, in row order; the same for the same seed.
/// Cost: folds x the cost of a fit. Errors: none.
/// Source: stratified cross-validation, Stone (1974), JRSS B 36(2); Kohavi (1995), IJCAI 14. Checked in
///     tests/unit/models/stats/logistic_test.cpp.
[[nodiscard]] HeldOutChances cross_validated_chances(const DesignView& design, std::span<const std::uint8_t> outcome,
                                                     std::span<const CoefficientBeliefs> candidates, std::uint32_t folds,
                                                     std::uint64_t seed);

}  // namespace koe::models::stats
