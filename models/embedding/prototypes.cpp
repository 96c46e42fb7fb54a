#include "models/embedding/prototypes.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <stdexcept>
#include <vector>

namespace koe::models::embedding {
namespace {

/// Writes `values` divided by their length; zeros when they have none.
void write_direction(std::span<const double> values, std::span<float> out) {
  double squares = 0.0;
  for (const double value : values) squares += value * value;
  const double factor = squares > 0.0 ? 1.0 / std::sqrt(squares) : 0.0;
  for (std::size_t j = 0; j < values.size(); ++j) out[j] = static_cast<float>(values[j] * factor);
}

}  // namespace

Matrix prototypes(const Matrix& directions, std::span<const std::uint32_t> group, std::size_t groups) {
  if (group.size() != directions.rows()) throw std::invalid_argument("one group a direction");
  std::vector<std::vector<double>> sums(groups, std::vector<double>(directions.columns()));
  for (std::size_t i = 0; i < directions.rows(); ++i) {
    const std::span<const float> row = directions.row(i);
    for (std::size_t j = 0; j < row.size(); ++j) sums.at(group[i])[j] += double{row[j]};
  }
  Matrix result(groups, directions.columns());
  for (std::size_t g = 0; g < groups; ++g) write_direction(sums[g], result.row(g));
  return result;
}

AffinityMeasure::AffinityMeasure(const Matrix& prototypes, const PrototypeOptions& options)
    : count_(prototypes.rows()),
      dimensions_(prototypes.columns()),
      options_(options),
      columns_(column_blocks() * dimensions_ * kLanes),
      kernels_(fastest_vector_kernels()) {
  for (std::size_t k = 0; k < count_; ++k)
    for (std::size_t j = 0; j < dimensions_; ++j)
      columns_[(k / kLanes * dimensions_ + j) * kLanes + k % kLanes] = double{prototypes.row(k)[j]};
}

Matrix AffinityMeasure::affinities(const Matrix& directions) const {
  if (directions.rows() > 0 && directions.columns() != dimensions_) throw std::invalid_argument("dimensions differ");
  Matrix result(directions.rows(), count_);
  std::vector<double> rows(kRowsAtOnce * dimensions_);
  const std::size_t width = column_blocks() * kLanes;
  std::vector<double> cosines(kRowsAtOnce * width);
  std::vector<double> odds(count_);
  for (std::size_t begin = 0; begin < directions.rows(); begin += kRowsAtOnce) {
    const std::size_t here = std::min(kRowsAtOnce, directions.rows() - begin);
    for (std::size_t r = 0; r < here; ++r) {
      const std::span<const float> row = directions.row(begin + r);
      for (std::size_t j = 0; j < dimensions_; ++j) rows[j * kRowsAtOnce + r] = double{row[j]};
    }
    measure(rows, cosines);
    for (std::size_t r = 0; r < here; ++r)
      if (!is_zero(directions.row(begin + r)))
        soften(std::span(cosines).subspan(r * width, count_), odds, result.row(begin + r));
  }
  return result;
}

void AffinityMeasure::measure(std::span<const double> rows, std::span<double> cosines) const {
  const std::size_t width = column_blocks() * kLanes;
  std::array<double, kRowsAtOnce * kLanes> sums{};
  for (std::size_t block = 0; block < column_blocks(); ++block) {
    kernels_.dot_columns(rows.data(), columns_.data() + block * dimensions_ * kLanes, dimensions_, sums.data());
    for (std::size_t r = 0; r < kRowsAtOnce; ++r)
      std::copy_n(sums.data() + r * kLanes, kLanes, cosines.data() + r * width + block * kLanes);
  }
}

void AffinityMeasure::soften(std::span<const double> cosines, std::span<double> odds, std::span<float> affinity) const {
  double sum = 1.0;  // odds against "none of them"
  for (std::size_t k = 0; k < count_; ++k) {
    odds[k] = std::exp((cosines[k] - options_.unrelated) / options_.temperature);
    sum += odds[k];
  }
  for (std::size_t k = 0; k < count_; ++k) affinity[k] = static_cast<float>(odds[k] / sum);
}

void append_affinities(std::span<const float> direction, std::span<const float> affinity, const PrototypeOptions& options,
                       std::span<float> out) {
  if (out.size() != direction.size() + affinity.size()) throw std::invalid_argument("no room for both parts");
  thread_local std::vector<double> joined;  // keeps its memory: it is needed for every text
  joined.assign(direction.begin(), direction.end());
  for (const float near : affinity) joined.push_back(options.weight * std::sqrt(double{near}));
  write_direction(joined, out);
}

}  // namespace koe::models::embedding
