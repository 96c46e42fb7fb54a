// Which quantile belongs to a level? The few distribution functions that intervals and tests need, by
// Boost.Math behind one door, so that no formula file hand-writes a quantile and no header needs Boost.
#pragma once

namespace koe::models::stats {

/// Standard normal quantile.
/// In: `probability` in (0, 1).
/// Out: z with P(Z <= z) = probability.
/// Cost: O(1). Errors: none within the range.
/// Source: Boost.Math normal_distribution. Checked in tests/unit/models/stats/distributions_test.cpp.
[[nodiscard]] double normal_quantile(double probability);

/// Two-sided p value of a standard normal statistic.
/// In: finite `z`.
/// Out: P(|Z| >= |z|), 0..1.
/// Cost: O(1). Errors: none.
/// Source: Boost.Math normal_distribution. Checked in tests/unit/models/stats/distributions_test.cpp.
[[nodiscard]] double two_sided_p(double z);

/// Student t quantile for real degrees of freedom.
/// In: `probability` in (0, 1); `degrees_of_freedom` > 0.
/// Cost: O(1). Errors: none within the range.
/// Source: Boost.Math students_t_distribution. Checked in tests/unit/models/stats/distributions_test.cpp.
[[nodiscard]] double student_t_quantile(double probability, double degrees_of_freedom);

/// Two-sided p value of a Student t statistic.
/// In: finite `t`; `degrees_of_freedom` > 0.
/// Out: P(|T| >= |t|), 0..1.
/// Cost: O(1). Errors: none within the range.
/// Source: Boost.Math students_t_distribution. Checked in tests/unit/models/stats/distributions_test.cpp.
[[nodiscard]] double two_sided_t_p(double t, double degrees_of_freedom);

/// Quantile of the Beta(alpha, beta) distribution.
/// In: `probability` in (0, 1); `alpha`, `beta` > 0.
/// Out: 0..1.
/// Cost: O(1). Errors: none within the range.
/// Source: Boost.Math beta_distribution. Checked in tests/unit/models/stats/distributions_test.cpp.
[[nodiscard]] double beta_quantile(double probability, double alpha, double beta);

/// Logarithm of the Beta function, the building block of binomial coefficients.
/// In: `a`, `b` > 0.
/// Cost: O(1). Errors: none within the range.
/// Source: Boost.Math lgamma (reentrant, unlike the C library's). Checked in
///     tests/unit/models/stats/distributions_test.cpp.
[[nodiscard]] double log_beta(double a, double b);

}  // namespace koe::models::stats
