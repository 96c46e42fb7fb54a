#include "models/stats/importance.h"

#include <Eigen/Dense>
#include <cassert>
#include <cmath>

namespace koe::models::stats {
namespace {

using RowMatrix = Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;
using Eigen::Index;
using Eigen::MatrixXd;
using Eigen::VectorXd;

// A principal direction with less than this share of the largest one's variance is a linear dependence
// between columns seen through rounding (correlations carry about 1e-15); it explains nothing and must not be
// divided by.
constexpr double kNegligibleEigenvalue = 1e-10;
// A column whose variance is this small against its mean square is constant up to rounding.
constexpr double kNegligibleVariance = 1e-20;

}  // namespace

std::optional<RelativeWeights> relative_weights(const DesignView& design, std::span<const double> response) {
  assert(design.values.size() == design.rows * design.columns && response.size() == design.rows);
  if (design.rows < 2) return std::nullopt;
  const auto n = static_cast<Index>(design.rows);
  const auto k = static_cast<Index>(design.columns);
  const Eigen::Map<const RowMatrix> x(design.values.data(), n, k);
  const Eigen::Map<const VectorXd> y(response.data(), n);
  VectorXd standard_y = y.array() - y.mean();
  if (standard_y.squaredNorm() <= kNegligibleVariance * y.squaredNorm()) return std::nullopt;
  standard_y.normalize();
  RowMatrix standard_x = x.rowwise() - x.colwise().mean();
  for (Index j = 0; j < k; ++j) {
    const bool varies = standard_x.col(j).squaredNorm() > kNegligibleVariance * x.col(j).squaredNorm();
    standard_x.col(j) *= varies ? 1 / standard_x.col(j).norm() : 0;
  }

  RelativeWeights out;
  out.weights.assign(design.columns, 0);
  if (k == 0) return out;
  // Z = the orthogonal variables closest to X; X = Z root, root^2 = correlations, and y regressed on Z gives
  // `beta`.
  const MatrixXd correlations = standard_x.transpose() * standard_x;
  const Eigen::SelfAdjointEigenSolver<MatrixXd> eigen(correlations);
  const VectorXd& values = eigen.eigenvalues();
  VectorXd root_values = VectorXd::Zero(k);
  VectorXd inverse_root_values = VectorXd::Zero(k);
  for (Index j = 0; j < k; ++j) {
    if (values[j] <= kNegligibleEigenvalue * values[k - 1]) continue;
    root_values[j] = std::sqrt(values[j]);
    inverse_root_values[j] = 1 / root_values[j];
  }
  const MatrixXd& vectors = eigen.eigenvectors();
  const MatrixXd root = vectors * root_values.asDiagonal() * vectors.transpose();
  const VectorXd beta = vectors * inverse_root_values.asDiagonal() * vectors.transpose() *
                        (standard_x.transpose() * standard_y);
  const VectorXd weights = root.array().square().matrix() * beta.array().square().matrix();
  out.weights.assign(weights.begin(), weights.end());
  out.r_squared = beta.squaredNorm();
  return out;
}

}  // namespace koe::models::stats
