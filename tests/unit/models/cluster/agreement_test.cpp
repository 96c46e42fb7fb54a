#include "models/cluster/agreement.h"

#include <gtest/gtest.h>

#include <fstream>
#include <sstream>
#include <string>
#include <vector>

namespace koe::models::cluster {
namespace {

using Labels = std::vector<std::uint32_t>;

Labels parse(const std::string& cell) {
  Labels labels;
  std::istringstream in(cell);
  for (std::string item; std::getline(in, item, ',');)
    labels.push_back(static_cast<std::uint32_t>(std::stoul(item)));
  return labels;
}

TEST(Agreement, MatchesScikitLearn) {
  std::ifstream file(KOE_SOURCE_DIR "/tests/fixtures/cluster/agreement.tsv");
  std::string line;
  std::getline(file, line);
  int cases = 0;
  while (std::getline(file, line)) {
    std::istringstream in(line);
    std::string left, right;
    double adjusted = 0.0, normalised = 0.0, rand = 0.0;
    in >> left >> right >> adjusted >> normalised >> rand;
    EXPECT_NEAR(adjusted_mutual_information(parse(left), parse(right)), adjusted, 1e-9) << left;
    EXPECT_NEAR(adjusted_mutual_information(parse(right), parse(left)), adjusted, 1e-9) << left;
    EXPECT_NEAR(normalised_mutual_information(parse(left), parse(right)), normalised, 1e-9) << left;
    EXPECT_NEAR(adjusted_rand_index(parse(left), parse(right)), rand, 1e-9) << left;
    ++cases;
  }
  EXPECT_EQ(cases, 6);
}

TEST(Agreement, IsOneForTheSamePartitionUnderOtherNames) {
  const Labels left = {0, 0, 1, 1, 2};
  const Labels right = {7, 7, 3, 3, 0};
  EXPECT_DOUBLE_EQ(adjusted_mutual_information(left, right), 1.0);
  EXPECT_DOUBLE_EQ(normalised_mutual_information(left, right), 1.0);
  EXPECT_DOUBLE_EQ(adjusted_rand_index(left, right), 1.0);
  EXPECT_EQ(adjusted_mutual_information(Labels{1, 1}, Labels{4, 4}), 1.0);
}

TEST(Agreement, IsNothingWhenOneSideSaysNothing) {
  EXPECT_NEAR(adjusted_mutual_information(Labels{0, 0, 0, 0}, Labels{0, 0, 1, 1}), 0.0, 1e-12);
  EXPECT_NEAR(adjusted_rand_index(Labels{0, 0, 0, 0}, Labels{0, 0, 1, 1}), 0.0, 1e-12);
}

}  // namespace
}  // namespace koe::models::cluster
