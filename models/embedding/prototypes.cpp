#include "models/embedding/prototypes.h"

#include <algorithm>
#include <cmath>
#include <stdexcept>
#include <vector>

#include "models/parallel.h"

namespace koe::models::embedding {
namespace {

constexpr std::size_t kChunk = 256;  ///< texts a thread takes at a time

double dot(std::span<const float> a, std::span<const float> b) {
  double sum = 0.0;
  for (std::size_t j = 0; j < a.size(); ++j) sum += double{a[j]} * double{b[j]};
  return sum;
}

bool is_zero(std::span<const float> row) {
  return std::ranges::all_of(row, [](float value) { return value == 0.0F; });
}

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

Matrix affinities(const Matrix& directions, const Matrix& prototypes, const PrototypeOptions& options,
                  unsigned threads) {
  Matrix result(directions.rows(), prototypes.rows());
  parallel_chunks(directions.rows(), kChunk, threads, [&](std::size_t begin, std::size_t end) {
    std::vector<double> odds(prototypes.rows());
    for (std::size_t i = begin; i < end; ++i) {
      const std::span<const float> row = directions.row(i);
      if (is_zero(row)) continue;
      double sum = 1.0;  // odds against "none of them"
      for (std::size_t k = 0; k < odds.size(); ++k) {
        odds[k] = std::exp((dot(row, prototypes.row(k)) - options.unrelated) / options.temperature);
        sum += odds[k];
      }
      for (std::size_t k = 0; k < odds.size(); ++k) result.row(i)[k] = static_cast<float>(odds[k] / sum);
    }
  });
  return result;
}

Matrix append_affinities(const Matrix& directions, const Matrix& affinity, const PrototypeOptions& options) {
  if (affinity.rows() != directions.rows()) throw std::invalid_argument("one row of affinities a direction");
  const std::size_t d = directions.columns();
  Matrix result(directions.rows(), d + affinity.columns());
  std::vector<double> joined(result.columns());
  for (std::size_t i = 0; i < directions.rows(); ++i) {
    std::ranges::copy(directions.row(i), joined.begin());
    const std::span<const float> near = affinity.row(i);
    for (std::size_t k = 0; k < near.size(); ++k) joined[d + k] = options.weight * std::sqrt(double{near[k]});
    write_direction(joined, result.row(i));
  }
  return result;
}

}  // namespace koe::models::embedding
