#include "models/embedding/prototypes.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <stdexcept>

namespace koe::models::embedding {
namespace {

Matrix rows(std::initializer_list<std::array<float, 2>> values) {
  Matrix matrix(values.size(), 2);
  std::size_t i = 0;
  for (const auto& value : values) {
    matrix.row(i)[0] = value[0];
    matrix.row(i++)[1] = value[1];
  }
  return matrix;
}

double dot(std::span<const float> a, std::span<const float> b) {
  double sum = 0;
  for (std::size_t j = 0; j < a.size(); ++j) sum += double{a[j]} * double{b[j]};
  return sum;
}

TEST(Prototypes, AreMeanDirections) {
  const std::array<std::uint32_t, 3> group = {0, 0, 2};
  const Matrix found = prototypes(rows({{1, 0}, {0, 1}, {0, -1}}), group, 3);
  EXPECT_NEAR(found.row(0)[0], std::sqrt(0.5), 1e-6);
  EXPECT_NEAR(found.row(0)[1], std::sqrt(0.5), 1e-6);
  EXPECT_EQ(found.row(1)[0], 0) << "a group without texts has no direction";
  EXPECT_EQ(found.row(2)[1], -1);
}

TEST(Prototypes, NeedOneGroupADirection) {
  const std::array<std::uint32_t, 1> group = {0};
  EXPECT_THROW((void)prototypes(rows({{1, 0}, {0, 1}}), group, 1), std::invalid_argument);
}

TEST(Affinities, AreASoftmaxWithTheAlternativeOfNone) {
  const PrototypeOptions options{.temperature = 0.5, .unrelated = 0.5, .weight = 1};
  // Cosines 1 and 0: odds e^(0.5/0.5) = e and e^-1 against 1 for "none".
  const Matrix found = AffinityMeasure(rows({{1, 0}, {0, 1}}), options).affinities(rows({{1, 0}}));
  const double sum = std::exp(1.0) + std::exp(-1.0) + 1.0;
  EXPECT_NEAR(found.row(0)[0], std::exp(1.0) / sum, 1e-6);
  EXPECT_NEAR(found.row(0)[1], std::exp(-1.0) / sum, 1e-6);
}

TEST(Affinities, OfATextWithoutDirectionAreZero) {
  const Matrix found = AffinityMeasure(rows({{1, 0}})).affinities(rows({{0, 0}}));
  EXPECT_EQ(found.row(0)[0], 0);
}

TEST(Affinities, AreTheSameWhicheverTextsAreMeasuredWithOne) {
  Matrix texts(7, 2);  // some at once, and a rest
  for (std::size_t i = 0; i < texts.rows(); ++i) {
    texts.row(i)[0] = static_cast<float>(std::cos(static_cast<double>(i)));
    texts.row(i)[1] = static_cast<float>(std::sin(static_cast<double>(i)));
  }
  const AffinityMeasure measure(rows({{1, 0}, {0, 1}}));
  const Matrix together = measure.affinities(texts);
  for (std::size_t i = 0; i < texts.rows(); ++i) {
    const Matrix alone = measure.affinities(rows({{texts.row(i)[0], texts.row(i)[1]}}));
    EXPECT_TRUE(std::ranges::equal(alone.row(0), together.row(i))) << i;
  }
}

Matrix appended(const Matrix& directions, const Matrix& affinity, const PrototypeOptions& options) {
  Matrix joined(directions.rows(), directions.columns() + affinity.columns());
  for (std::size_t i = 0; i < directions.rows(); ++i)
    append_affinities(directions.row(i), affinity.row(i), options, joined.row(i));
  return joined;
}

TEST(AppendedAffinities, BringTextsOfOneSubjectCloserAndLeaveUnrelatedTextsApart) {
  Matrix affinity(3, 1);
  affinity.row(0)[0] = affinity.row(1)[0] = 1;
  const Matrix joined = appended(rows({{1, 0}, {0, 1}, {0, 1}}), affinity, {.weight = 0.5});
  // (1, 0, 1/2) and (0, 1, 1/2) of length sqrt(5/4): dot (1/4) / (5/4) = 1/5, where the directions alone give 0.
  EXPECT_NEAR(dot(joined.row(0), joined.row(1)), 0.2, 1e-6);
  EXPECT_NEAR(dot(joined.row(0), joined.row(2)), 0.0, 1e-6);
  for (std::size_t i = 0; i < 3; ++i) EXPECT_NEAR(dot(joined.row(i), joined.row(i)), 1.0, 1e-6);
}

TEST(AppendedAffinities, LeaveATextWithoutDirectionWithoutOne) {
  const Matrix joined = appended(rows({{0, 0}}), Matrix(1, 1), {});
  EXPECT_EQ(dot(joined.row(0), joined.row(0)), 0);
}

}  // namespace
}  // namespace koe::models::embedding
