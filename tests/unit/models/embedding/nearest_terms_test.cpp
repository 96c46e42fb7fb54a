#include "models/embedding/nearest_terms.h"

#include <gtest/gtest.h>

#include "tests/unit/models/embedding/table_file.h"

namespace koe::models::embedding {
namespace {

using testing::table_bytes;
using testing::TemporaryFile;

TEST(NearestTerms, RanksByCosineWhateverTheScale) {
  const TemporaryFile file(
      table_bytes({{"eaaa", {100, 0}, 9.0F, 1.0F}, {"ebbb", {3, 4}}, {"eccc", {30, 40}}, {"eddd", {0, 1}}}));
  const StaticEmbedding table = StaticEmbedding::load(file.path());
  const std::vector<std::uint32_t> all = {0, 1, 2, 3};
  const auto found = nearest_terms(table, std::vector<float>{0.0F, 2.0F}, all, 3);
  ASSERT_EQ(found.size(), 3U);
  EXPECT_EQ(found[0], (NearTerm{3, 1.0F}));
  EXPECT_EQ(found[1], (NearTerm{1, 0.8F}));  // the tie goes to the lower row
  EXPECT_EQ(found[2], (NearTerm{2, 0.8F}));
}

TEST(NearestTerms, NothingIsNearAPointWithoutDirection) {
  const TemporaryFile file(table_bytes({{"eaaa", {1, 0}}, {"ebbb", {0, 0}}}));
  const StaticEmbedding table = StaticEmbedding::load(file.path());
  const std::vector<std::uint32_t> all = {0, 1};
  EXPECT_TRUE(nearest_terms(table, std::vector<float>{0.0F, 0.0F}, all, 2).empty());
  EXPECT_EQ(nearest_terms(table, std::vector<float>{1.0F, 0.0F}, all, 2).size(), 1U);
}

TEST(FrequentRows, KeepsFrequentSingleLemmasThatSayMoreThanALetter) {
  const TemporaryFile file(table_bytes({{"eat", {1}, 1.0F, 0.1F},
                                        {"ebill", {1}, 1.0F, 0.1F},
                                        {"ebill_pay", {1}, 1.0F, 0.1F},
                                        {"ezeugma", {1}, 1.0F, 0.99F},
                                        {"jする", {1}, 1.0F, 0.1F},
                                        {"jログイン", {1}, 1.0F, 0.1F},
                                        {"j人", {1}, 1.0F, 0.1F},
                                        {"j請求", {1}, 1.0F, 0.1F}}));
  const StaticEmbedding table = StaticEmbedding::load(file.path());
  EXPECT_EQ(frequent_rows(table, Language::kEnglish, 0.5F), (std::vector<std::uint32_t>{1}));
  EXPECT_EQ(frequent_rows(table, Language::kJapanese, 0.5F), (std::vector<std::uint32_t>{5, 7}));
}

}  // namespace
}  // namespace koe::models::embedding
