#include "models/stats/logistic.h"

#include <Eigen/Dense>
#include <algorithm>
#include <array>
#include <cassert>
#include <cmath>

#include "models/stats/distributions.h"
#include "models/stats/rng.h"

namespace koe::models::stats {
namespace {

using RowMatrix = Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;
using Eigen::Index;
using Eigen::MatrixXd;
using Eigen::VectorXd;

constexpr double kConverged = 1e-16;  // Newton's decrement: twice the distance to the maximum in log-likelihood
constexpr int kMaxIterations = 100;
constexpr int kMaxHalvings = 60;

double logistic(double x) { return x >= 0 ? 1 / (1 + std::exp(-x)) : std::exp(x) / (1 + std::exp(x)); }

double log_logistic(double x) { return x >= 0 ? -std::log1p(std::exp(-x)) : x - std::log1p(std::exp(x)); }

/// Log posterior of the coefficients, up to a constant.
class Posterior {
 public:
  Posterior(const DesignView& design, std::span<const std::uint8_t> outcome,
            const CoefficientBeliefs& beliefs)
      : x_(design.values.data(), static_cast<Index>(design.rows), static_cast<Index>(design.columns)),
        y_(x_.rows()),
        mean_(x_.cols()),
        precision_(x_.cols()) {
    for (Index i = 0; i < y_.size(); ++i) y_[i] = outcome[static_cast<std::size_t>(i)] != 0 ? 1.0 : 0.0;
    for (Index j = 0; j < mean_.size(); ++j) {
      const CoefficientBelief& belief = beliefs[static_cast<std::size_t>(j)];
      assert(belief.deviation > 0);
      mean_[j] = belief.mean;
      precision_[j] = 1 / (belief.deviation * belief.deviation);
    }
  }

  [[nodiscard]] const VectorXd& mean() const { return mean_; }

  [[nodiscard]] double objective(const VectorXd& coefficients) const {
    const VectorXd eta = x_ * coefficients;
    double sum = -0.5 * precision_.dot((coefficients - mean_).cwiseAbs2());
    for (Index i = 0; i < eta.size(); ++i) sum += log_logistic(y_[i] > 0 ? eta[i] : -eta[i]);
    return sum;
  }

  /// Gradient of the objective and its negative Hessian, which is positive definite.
  void derivatives(const VectorXd& coefficients, VectorXd& gradient, MatrixXd& information) const {
    const VectorXd chance = (x_ * coefficients).unaryExpr([](double eta) { return logistic(eta); });
    const VectorXd curvature = chance.cwiseProduct((1 - chance.array()).matrix());
    gradient = x_.transpose() * (y_ - chance) - precision_.cwiseProduct(coefficients - mean_);
    information = x_.transpose() * curvature.asDiagonal() * x_;
    information.diagonal() += precision_;
  }

 private:
  Eigen::Map<const RowMatrix> x_;
  VectorXd y_, mean_, precision_;
};

/// Fold of each row: rows of one outcome are shuffled and dealt in turn, so that every fold gets its share.
std::vector<std::uint32_t> deal_folds(std::span<const std::uint8_t> outcome, std::uint32_t folds,
                                      std::uint64_t seed) {
  std::vector<std::uint32_t> fold(outcome.size());
  Rng rng(seed);
  std::uint32_t next = 0;  // runs on over both outcomes, so that folds stay of equal size
  for (const bool event : {true, false}) {
    std::vector<std::size_t> rows;
    for (std::size_t i = 0; i < outcome.size(); ++i)
      if ((outcome[i] != 0) == event) rows.push_back(i);
    for (std::size_t i = rows.size(); i > 1; --i)
      std::swap(rows[i - 1], rows[rng.index(static_cast<std::uint32_t>(i))]);
    for (const std::size_t row : rows) fold[row] = next++ % folds;
  }
  return fold;
}

}  // namespace

LogisticFit logistic_regression(const DesignView& design, std::span<const std::uint8_t> outcome,
                                const CoefficientBeliefs& beliefs) {
  assert(outcome.size() == design.rows && beliefs.size() == design.columns);
  assert(design.values.size() == design.rows * design.columns);
  const Posterior posterior(design, outcome, beliefs);
  VectorXd coefficients = posterior.mean();
  double objective = posterior.objective(coefficients);
  VectorXd gradient;
  MatrixXd information;
  for (int iteration = 0; iteration < kMaxIterations; ++iteration) {
    posterior.derivatives(coefficients, gradient, information);
    VectorXd step = information.llt().solve(gradient);
    if (gradient.dot(step) < kConverged * static_cast<double>(design.rows + 1)) break;
    bool improved = false;
    for (int halving = 0; halving < kMaxHalvings && !improved; ++halving, step /= 2) {
      const double candidate = posterior.objective(coefficients + step);
      if (candidate <= objective) continue;
      coefficients += step;
      objective = candidate;
      improved = true;
    }
    if (!improved) break;  // at the limit of rounding
  }
  posterior.derivatives(coefficients, gradient, information);
  const Index k = coefficients.size();
  const RowMatrix covariance = information.llt().solve(MatrixXd::Identity(k, k));
  // The normal density of the beliefs over that of the curvature; their powers of 2 pi cancel.
  double log_evidence = objective + 0.5 * std::log(covariance.determinant());
  for (const CoefficientBelief& belief : beliefs) log_evidence -= std::log(belief.deviation);
  return {{coefficients.begin(), coefficients.end()},
          {covariance.data(), covariance.data() + covariance.size()},
          design.rows == 0 ? 0 : log_evidence};
}

LogisticFit averaged_fit(const DesignView& design, std::span<const std::uint8_t> outcome,
                         std::span<const CoefficientBeliefs> candidates) {
  assert(!candidates.empty());
  if (design.rows == 0) return logistic_regression(design, outcome, candidates.front());
  std::vector<LogisticFit> fits;
  for (const CoefficientBeliefs& candidate : candidates) fits.push_back(logistic_regression(design, outcome, candidate));
  const double best = std::ranges::max(fits, {}, &LogisticFit::log_evidence).log_evidence;
  double total = 0;
  for (const LogisticFit& fit : fits) total += std::exp(fit.log_evidence - best);
  const std::size_t k = design.columns;
  LogisticFit mean{.coefficients = std::vector<double>(k), .covariance = std::vector<double>(k * k)};
  mean.log_evidence = best + std::log(total / static_cast<double>(fits.size()));
  const auto share = [&](const LogisticFit& fit) { return std::exp(fit.log_evidence - best) / total; };
  for (const LogisticFit& fit : fits)
    for (std::size_t i = 0; i < k; ++i) mean.coefficients[i] += share(fit) * fit.coefficients[i];
  for (const LogisticFit& fit : fits)
    for (std::size_t i = 0; i < k; ++i)
      for (std::size_t j = 0; j < k; ++j)
        mean.covariance[i * k + j] += share(fit) * (fit.covariance[i * k + j] + (fit.coefficients[i] - mean.coefficients[i]) *
                                                                                    (fit.coefficients[j] - mean.coefficients[j]));
  return mean;
}

Estimate event_chance(const LogisticFit& fit, std::span<const double> row, double level) {
  const std::size_t k = fit.coefficients.size();
  assert(row.size() == k);
  double log_odds = 0;
  double variance = 0;
  for (std::size_t i = 0; i < k; ++i) {
    log_odds += fit.coefficients[i] * row[i];
    for (std::size_t j = 0; j < k; ++j) variance += row[i] * fit.covariance[i * k + j] * row[j];
  }
  const double half_width = normal_quantile((1 + level) / 2) * std::sqrt(std::max(0.0, variance));
  return {logistic(log_odds), logistic(log_odds - half_width), logistic(log_odds + half_width)};
}

HeldOutChances cross_validated_chances(const DesignView& design, std::span<const std::uint8_t> outcome,
                                              std::span<const CoefficientBeliefs> candidates, std::uint32_t folds,
                                              std::uint64_t seed) {
  assert(folds >= 2 && outcome.size() == design.rows);
  HeldOutChances out{.chance = std::vector<Estimate>(design.rows), .fold = deal_folds(outcome, folds, seed)};
  for (std::uint32_t fold = 0; fold < folds; ++fold) {
    std::vector<double> values;
    std::vector<std::uint8_t> seen;
    for (std::size_t i = 0; i < design.rows; ++i) {
      if (out.fold[i] == fold) continue;
      const auto row = design.values.subspan(i * design.columns, design.columns);
      values.insert(values.end(), row.begin(), row.end());
      seen.push_back(outcome[i]);
    }
    const LogisticFit fit = averaged_fit({values, seen.size(), design.columns}, seen, candidates);
    for (std::size_t i = 0; i < design.rows; ++i)
      if (out.fold[i] == fold)
        out.chance[i] = event_chance(fit, design.values.subspan(i * design.columns, design.columns));
  }
  return out;
}

}  // namespace koe::models::stats
