#include "models/neighbors/unit_vectors.h"

#include <algorithm>
#include <cmath>
#include <stdexcept>

#include "models/neighbors/dot_kernel.h"

namespace koe::models::neighbors {
namespace {

/// The nearest integer, halves away from zero.
std::int16_t quantise_value(double value) {
  const double limit = static_cast<double>(kUnit);
  return static_cast<std::int16_t>(std::lround(std::clamp(value * limit, -limit, limit)));
}

/// The same for a float, whose multiple by a power of two and whose rest are exact. No call, no branch that the signs of
/// embeddings would mislead, and nothing that the compiler cannot do with several values at once.
std::int16_t quantise_value(float value) {
  const float scaled = value * static_cast<float>(kUnit);
  const auto whole = static_cast<std::int32_t>(scaled);
  const float rest = scaled - static_cast<float>(whole);
  const std::int32_t nearest = whole + (rest >= 0.5F ? 1 : 0) - (rest <= -0.5F ? 1 : 0);
  const std::int32_t not_above = nearest > kUnit ? kUnit : nearest;
  return static_cast<std::int16_t>(not_above < -kUnit ? -kUnit : not_above);
}

}  // namespace

UnitVectors::UnitVectors(std::size_t n, std::size_t dimensions) : UnitVectors(unset(n, dimensions)) {
  std::ranges::fill(values_, std::int16_t{0});
}

UnitVectors UnitVectors::unset(std::size_t n, std::size_t dimensions) {
  UnitVectors vectors;
  vectors.rows_ = n;
  vectors.dimensions_ = dimensions;
  vectors.stride_ = (dimensions + kDotBlock - 1) / kDotBlock * kDotBlock;
  vectors.values_ = UnsetVector<std::int16_t>(n * vectors.stride_);
  return vectors;
}

UnitVectors UnitVectors::quantise(const Matrix& vectors) {
  UnitVectors result = unset(vectors.rows(), vectors.columns());
  for (std::size_t i = 0; i < vectors.rows(); ++i) result.set_row(i, vectors.row(i));
  return result;
}

void UnitVectors::set_row(std::size_t index, std::span<const float> vector) {
  constexpr std::size_t kStep = 16;  // a fixed number of turns lets the compiler use vector instructions at -O2
  const float* const from = vector.data();
  std::int16_t* const to = values_.data() + index * stride_;
  std::size_t j = 0;
  for (; j + kStep <= dimensions_; j += kStep)
    for (std::size_t i = 0; i < kStep; ++i) to[j + i] = quantise_value(from[j + i]);
  for (; j < dimensions_; ++j) to[j] = quantise_value(from[j]);
  std::fill(to + dimensions_, to + stride_, std::int16_t{0});
}

void UnitVectors::set_direction(std::size_t index, std::span<const double> sum) {
  double squares = 0.0;
  for (const double value : sum) squares += value * value;
  const double factor = squares > 0.0 ? 1.0 / std::sqrt(squares) : 0.0;
  for (std::size_t j = 0; j < dimensions_; ++j)
    values_[index * stride_ + j] = quantise_value(sum[j] * factor);
}

void UnitVectors::append(const UnitVectors& other) {
  if (other.dimensions_ != dimensions_) throw std::invalid_argument("dimensions differ");
  values_.insert(values_.end(), other.values_.begin(), other.values_.end());
  rows_ += other.rows_;
}

UnitVectors UnitVectors::subset(std::span<const std::uint32_t> rows) const {
  UnitVectors result = unset(rows.size(), dimensions_);
  for (std::size_t i = 0; i < rows.size(); ++i) {
    std::ranges::copy(padded_row(rows[i]), result.values_.begin() + static_cast<std::ptrdiff_t>(i * stride_));
  }
  return result;
}

bool UnitVectors::is_zero(std::size_t index) const {
  return std::ranges::all_of(row(index), [](std::int16_t value) { return value == 0; });
}

std::int32_t dot(const UnitVectors& left, std::size_t a, const UnitVectors& right, std::size_t b) {
  const std::span<const std::int16_t> x = left.row(a);
  const std::span<const std::int16_t> y = right.row(b);
  std::int32_t sum = 0;
  for (std::size_t j = 0; j < x.size(); ++j) sum += std::int32_t{x[j]} * std::int32_t{y[j]};
  return sum;
}

}  // namespace koe::models::neighbors
