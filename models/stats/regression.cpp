#include "models/stats/regression.h"

#include <Eigen/Dense>
#include <algorithm>
#include <cassert>
#include <cmath>

namespace koe::models::stats {
namespace {

using RowMatrix = Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;
using Eigen::Index;
using Eigen::MatrixXd;
using Eigen::VectorXd;

Eigen::Map<const RowMatrix> as_matrix(const DesignView& design) {
  assert(design.values.size() == design.rows * design.columns);
  return {design.values.data(), static_cast<Index>(design.rows), static_cast<Index>(design.columns)};
}

double logistic(double x) { return x >= 0 ? 1 / (1 + std::exp(-x)) : std::exp(x) / (1 + std::exp(x)); }

double log_logistic(double x) { return x >= 0 ? -std::log1p(std::exp(-x)) : x - std::log1p(std::exp(x)); }

/// The ordinal model at one point. With a = t0 - eta and b = t1 - eta its three probabilities are F(a), 1 -
/// F(b) and F(b) - F(a) = (1 - e^-(t1-t0)) F(b) (1 - F(a)): a sum of logistic log-likelihoods and one term in
/// t1 - t0, so that nothing is lost by subtraction and concavity is plain to see.
class OrdinalModel {
 public:
  OrdinalModel(const DesignView& design, std::span<const std::int8_t> value, double penalty)
      : x_(as_matrix(design)), value_(value), penalty_(penalty) {
    passives_ = static_cast<double>(std::ranges::count(value, std::int8_t{0}));
  }

  /// Parameters are t0, t1, then the coefficients.
  [[nodiscard]] Index parameters() const { return 2 + x_.cols(); }

  [[nodiscard]] double log_likelihood(const VectorXd& parameter) const {
    const VectorXd eta = x_ * parameter.tail(x_.cols());
    double sum = passives_ * std::log(-std::expm1(parameter[0] - parameter[1]));
    for (Index i = 0; i < eta.size(); ++i) {
      const std::int8_t y = value_[static_cast<std::size_t>(i)];
      if (y <= 0) sum += y < 0 ? log_logistic(parameter[0] - eta[i]) : log_logistic(eta[i] - parameter[0]);
      if (y >= 0) sum += y > 0 ? log_logistic(eta[i] - parameter[1]) : log_logistic(parameter[1] - eta[i]);
    }
    return sum;
  }

  [[nodiscard]] double objective(const VectorXd& parameter) const {
    return log_likelihood(parameter) - penalty_ / 2 * parameter.tail(x_.cols()).squaredNorm();
  }

  /// Gradient of the objective and its negative Hessian, which is positive definite.
  void derivatives(const VectorXd& parameter, VectorXd& gradient, MatrixXd& information) const {
    const Index k = x_.cols();
    const VectorXd eta = x_ * parameter.tail(k);
    VectorXd slope[2] = {VectorXd::Zero(eta.size()), VectorXd::Zero(eta.size())};
    VectorXd curvature[2] = {VectorXd::Zero(eta.size()), VectorXd::Zero(eta.size())};
    for (Index i = 0; i < eta.size(); ++i) {
      const std::int8_t y = value_[static_cast<std::size_t>(i)];
      for (Index side = 0; side < 2;
           ++side) {  // below or above the threshold of this side; promoters are above both
        if ((side == 0 && y > 0) || (side == 1 && y < 0)) continue;
        const bool below = y < side;
        const double f = logistic(parameter[side] - eta[i]);
        slope[side][i] = below ? 1 - f : -f;
        curvature[side][i] = f * (1 - f);
      }
    }
    gradient.setZero(parameters());
    information.setZero(parameters(), parameters());
    for (Index side = 0; side < 2; ++side) {
      gradient[side] = slope[side].sum();
      gradient.tail(k) -= x_.transpose() * slope[side];
      information(side, side) = curvature[side].sum();
      information.block(side, 2, 1, k) = -(x_.transpose() * curvature[side]).transpose();
    }
    information.block(2, 0, k, 2) = information.block(0, 2, 2, k).transpose();
    information.bottomRightCorner(k, k) = x_.transpose() * (curvature[0] + curvature[1]).asDiagonal() * x_;
    gradient.tail(k) -= penalty_ * parameter.tail(k);
    information.bottomRightCorner(k, k).diagonal().array() += penalty_;
    const double growth = std::expm1(parameter[1] - parameter[0]);
    const double gap_slope = passives_ / growth;
    const double gap_curvature = gap_slope * (1 + 1 / growth);
    gradient[0] -= gap_slope;
    gradient[1] += gap_slope;
    information(0, 0) += gap_curvature;
    information(1, 1) += gap_curvature;
    information(0, 1) -= gap_curvature;
    information(1, 0) -= gap_curvature;
  }

  /// Mean change of P(promoter) - P(detractor) when column j goes from 0 to 1 in every row.
  [[nodiscard]] double average_effect(const VectorXd& parameter, Index j) const {
    const VectorXd without = x_ * parameter.tail(x_.cols()) - x_.col(j) * parameter[2 + j];
    double sum = 0;
    for (Index i = 0; i < without.size(); ++i) {
      sum += expected_value(parameter, without[i] + parameter[2 + j]) - expected_value(parameter, without[i]);
    }
    return sum / static_cast<double>(without.size());
  }

 private:
  static double expected_value(const VectorXd& parameter, double eta) {
    return logistic(eta - parameter[1]) - logistic(parameter[0] - eta);
  }

  Eigen::Map<const RowMatrix> x_;
  std::span<const std::int8_t> value_;
  double penalty_;
  double passives_ = 0;
};

// Newton's decrement is twice the distance to the maximum in log-likelihood: far below what a printed digit
// shows.
constexpr double kConverged = 1e-16;
constexpr int kMaxIterations = 100;
constexpr int kMaxHalvings = 60;

}  // namespace

std::vector<double> membership_design(std::span<const std::vector<std::uint32_t>> members, std::size_t rows) {
  std::vector<double> design(rows * members.size());
  for (std::size_t theme = 0; theme < members.size(); ++theme) {
    for (const std::uint32_t row : members[theme]) {
      assert(row < rows);
      design[row * members.size() + theme] = 1;
    }
  }
  return design;
}

std::optional<LinearFit> ridge_regression(const DesignView& design, std::span<const double> response,
                                          double penalty, std::span<const double> weight) {
  assert(response.size() == design.rows && penalty > 0);
  assert(weight.empty() || weight.size() == design.rows);
  if (design.rows == 0) return std::nullopt;
  const auto n = static_cast<Index>(design.rows);
  const auto k = static_cast<Index>(design.columns);
  const Eigen::Map<const RowMatrix> x = as_matrix(design);
  const Eigen::Map<const VectorXd> y(response.data(), n);
  const VectorXd w =
      weight.empty() ? VectorXd::Ones(n).eval() : VectorXd(Eigen::Map<const VectorXd>(weight.data(), n));
  const Eigen::RowVectorXd mean_x = w.transpose() * x / w.sum();
  const double mean_y = w.dot(y) / w.sum();
  const RowMatrix centred = x.rowwise() - mean_x;
  const VectorXd deviation = y.array() - mean_y;

  MatrixXd gram = centred.transpose() * w.asDiagonal() * centred;
  gram.diagonal().array() += penalty;
  const MatrixXd inverse = gram.llt().solve(MatrixXd::Identity(k, k));
  const VectorXd coefficients = inverse * (centred.transpose() * w.cwiseProduct(deviation));
  const VectorXd residual = deviation - centred * coefficients;

  LinearFit fit;
  fit.coefficients.assign(coefficients.begin(), coefficients.end());
  fit.intercept = mean_y - mean_x.dot(coefficients);
  const double total = w.dot(deviation.cwiseAbs2());
  fit.r_squared = total > 0 ? 1 - w.dot(residual.cwiseAbs2()) / total : 0;
  fit.influence.resize(design.rows * design.columns);
  Eigen::Map<RowMatrix>(fit.influence.data(), n, k) =
      w.cwiseProduct(residual).asDiagonal() * (centred * inverse);
  return fit;
}

std::optional<OrdinalFit> ordinal_logit(const DesignView& design, std::span<const std::int8_t> value,
                                        double penalty) {
  assert(value.size() == design.rows && penalty > 0);
  const auto n = static_cast<double>(value.size());
  const auto detractors = static_cast<double>(std::ranges::count(value, std::int8_t{-1}));
  const auto promoters = static_cast<double>(std::ranges::count(value, std::int8_t{1}));
  if (detractors == 0 || promoters == 0 || detractors + promoters == n) return std::nullopt;

  const OrdinalModel model(design, value, penalty);
  VectorXd parameter = VectorXd::Zero(model.parameters());
  parameter[0] = std::log(detractors / (n - detractors));
  parameter[1] = std::log((n - promoters) / promoters);
  double objective = model.objective(parameter);
  VectorXd gradient;
  MatrixXd information;
  OrdinalFit fit;
  while (fit.iterations < kMaxIterations) {
    ++fit.iterations;
    model.derivatives(parameter, gradient, information);
    VectorXd step = information.llt().solve(gradient);
    if (gradient.dot(step) < kConverged * n) break;
    bool improved = false;
    for (int halving = 0; halving < kMaxHalvings && !improved; ++halving, step /= 2) {
      const VectorXd candidate = parameter + step;
      if (candidate[0] >= candidate[1]) continue;
      const double candidate_objective = model.objective(candidate);
      if (candidate_objective > objective) {
        parameter = candidate;
        objective = candidate_objective;
        improved = true;
      }
    }
    if (!improved) break;  // at the limit of rounding
  }
  fit.thresholds = {parameter[0], parameter[1]};
  fit.coefficients.assign(parameter.begin() + 2, parameter.end());
  for (Index j = 0; j + 2 < model.parameters(); ++j) {
    fit.average_effects.push_back(model.average_effect(parameter, j));
  }
  fit.log_likelihood = model.log_likelihood(parameter);
  return fit;
}

}  // namespace koe::models::stats
