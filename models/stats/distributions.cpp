#include "models/stats/distributions.h"

#include <boost/math/distributions/beta.hpp>
#include <boost/math/distributions/normal.hpp>
#include <boost/math/distributions/students_t.hpp>
#include <boost/math/special_functions/gamma.hpp>
#include <cmath>

namespace koe::models::stats {

double normal_quantile(double probability) {
  return boost::math::quantile(boost::math::normal_distribution<double>(), probability);
}

double two_sided_p(double z) {
  return 2 *
         boost::math::cdf(boost::math::complement(boost::math::normal_distribution<double>(), std::abs(z)));
}

double two_sided_t_p(double t, double degrees_of_freedom) {
  return 2 * boost::math::cdf(boost::math::complement(
                 boost::math::students_t_distribution<double>(degrees_of_freedom), std::abs(t)));
}

double student_t_quantile(double probability, double degrees_of_freedom) {
  return boost::math::quantile(boost::math::students_t_distribution<double>(degrees_of_freedom), probability);
}

double beta_quantile(double probability, double alpha, double beta) {
  return boost::math::quantile(boost::math::beta_distribution<double>(alpha, beta), probability);
}

double log_beta(double a, double b) {
  return boost::math::lgamma(a) + boost::math::lgamma(b) - boost::math::lgamma(a + b);
}

}  // namespace koe::models::stats
