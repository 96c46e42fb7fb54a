#include "models/embedding/prototypes.h"

#include <algorithm>
#include <cmath>
#include <stdexcept>
#include <vector>

#include "models/embedding/vector_kernels.h"
#include "models/parallel.h"

namespace koe::models::embedding {
namespace {

constexpr std::size_t kChunk = 256;  ///< texts a thread takes at a time

/// Prototypes column by column, so that the cosines to a few of them are summed side by side.
class Columns {
 public:
  explicit Columns(const Matrix& prototypes)
      : dimensions_(prototypes.columns()), blocks_((prototypes.rows() + kLanes - 1) / kLanes) {
    values_.resize(blocks_ * dimensions_ * kLanes);
    for (std::size_t k = 0; k < prototypes.rows(); ++k)
      for (std::size_t j = 0; j < dimensions_; ++j)
        values_[(k / kLanes * dimensions_ + j) * kLanes + k % kLanes] = double{prototypes.row(k)[j]};
  }

  /// Dot products of `row` with all prototypes; `out` holds a multiple of kLanes.
  void dots(std::span<const float> row, std::span<double> out) const {
    for (std::size_t block = 0; block < blocks_; ++block)
      kernels_.dot_columns(row.data(), values_.data() + block * dimensions_ * kLanes, dimensions_,
                           out.data() + block * kLanes);
  }

  [[nodiscard]] std::size_t padded_count() const { return blocks_ * kLanes; }

 private:
  std::size_t dimensions_;
  std::size_t blocks_;
  std::vector<double> values_;
  VectorKernels kernels_ = fastest_vector_kernels();
};

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
  const Columns columns(prototypes);
  parallel_chunks(directions.rows(), kChunk, threads, [&](std::size_t begin, std::size_t end) {
    std::vector<double> cosines(columns.padded_count());
    std::vector<double> odds(prototypes.rows());
    for (std::size_t i = begin; i < end; ++i) {
      const std::span<const float> row = directions.row(i);
      if (is_zero(row)) continue;
      columns.dots(row, cosines);
      double sum = 1.0;  // odds against "none of them"
      for (std::size_t k = 0; k < odds.size(); ++k) {
        odds[k] = std::exp((cosines[k] - options.unrelated) / options.temperature);
        sum += odds[k];
      }
      for (std::size_t k = 0; k < odds.size(); ++k) result.row(i)[k] = static_cast<float>(odds[k] / sum);
    }
  });
  return result;
}

void append_affinities(std::span<const float> direction, std::span<const float> affinity, const PrototypeOptions& options,
                       std::span<float> out) {
  if (out.size() != direction.size() + affinity.size()) throw std::invalid_argument("no room for both parts");
  std::vector<double> joined(direction.begin(), direction.end());
  for (const float near : affinity) joined.push_back(options.weight * std::sqrt(double{near}));
  write_direction(joined, out);
}

}  // namespace koe::models::embedding
