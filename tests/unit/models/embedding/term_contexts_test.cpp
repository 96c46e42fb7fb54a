#include "models/embedding/term_contexts.h"

#include <gtest/gtest.h>

#include <cmath>
#include <stdexcept>

namespace koe::models::embedding {
namespace {

using Rows = std::vector<std::uint32_t>;

/// Texts with their directions in the plane, in English unless said otherwise.
class TermContextsTest : public ::testing::Test {
 protected:
  TermContexts learn(const std::vector<Rows>& texts, const std::vector<std::vector<float>>& directions,
                     std::vector<Language> languages = {}, unsigned threads = 1) const {
    Matrix matrix(directions.size(), 2);
    std::vector<std::span<const std::uint32_t>> rows(texts.begin(), texts.end());
    for (std::size_t i = 0; i < directions.size(); ++i) std::ranges::copy(directions[i], matrix.row(i).begin());
    languages.resize(texts.size(), Language::kEnglish);
    return TermContexts::learn(rows, matrix, languages, threads);
  }
  static std::vector<float> blended(const TermContexts& contexts, const Rows& rows, std::vector<float> direction,
                                    Language language = Language::kEnglish) {
    std::vector<float> scratch;
    contexts.blend(rows, language, direction, scratch);
    return direction;
  }
};

TEST_F(TermContextsTest, AreTheMeanDirectionOfTheTextsThatHoldATerm) {
  const ContextTable table = learn({{7}, {7, 9}, {9}}, {{1, 0}, {0, 1}, {0, -1}}).table();
  EXPECT_EQ(table.rows, (Rows{7, 9}));
  // Term 7: mean of (1, 0) and (0, 1) = (1/2, 1/2), 127 steps of 1/254 each. Term 9: (0, 1) and (0, -1) cancel.
  EXPECT_EQ(table.values, (std::vector<std::int8_t>{127, 127, 0, 0}));
  EXPECT_FLOAT_EQ(table.scales[0], 0.5F / 127.0F);
  EXPECT_FLOAT_EQ(table.scales[1], 0.0F);
}

TEST_F(TermContextsTest, CountMoreTheMoreTextsTheyWereLearntFrom) {
  EXPECT_FLOAT_EQ(learn({{1}}, {{1, 0}}).table().weight, 1.0F / 501.0F);
  EXPECT_FLOAT_EQ(learn(std::vector<Rows>(500, {1}), std::vector<std::vector<float>>(500, {1, 0})).table().weight, 0.5F);
}

TEST_F(TermContextsTest, AreTheSameAtAnyNumberOfThreads) {
  std::vector<Rows> texts;
  std::vector<std::vector<float>> directions;
  std::vector<Language> languages;
  for (std::uint32_t i = 0; i < 2500; ++i) {
    texts.push_back({i % 7, i % 301, i % 301});
    const float angle = static_cast<float>(i);
    directions.push_back({std::cos(angle), std::sin(angle)});
    languages.push_back(i % 3 == 0 ? Language::kJapanese : Language::kEnglish);
  }
  EXPECT_EQ(learn(texts, directions, languages, 1).table(), learn(texts, directions, languages, 5).table());
}

TEST_F(TermContextsTest, KeepWhatTheTextsOfEachLanguageHaveInCommonShrunkTowardsNothing) {
  const ContextTable table =
      learn({{1}, {2}, {3}}, {{1, 0}, {0, 1}, {0, 1}}, {Language::kJapanese, Language::kEnglish, Language::kEnglish}).table();
  // Sums of the texts' contexts over (texts + 50): (1, 0) / 51 and (0, 2) / 52.
  EXPECT_FLOAT_EQ(table.mean[index_of(Language::kJapanese)][0], 1.0F / 51.0F);
  EXPECT_FLOAT_EQ(table.mean[index_of(Language::kEnglish)][1], 2.0F / 52.0F);
}

TEST_F(TermContextsTest, BringTextsTogetherWhoseTermsKeepTheSameCompany) {
  // 400 texts: terms 1 and 2 are both said along (1, 0), term 3 along (0, 1). The weight is 400 / 900 = 4/9.
  std::vector<Rows> texts;
  std::vector<std::vector<float>> directions;
  for (std::uint32_t i = 0; i < 400; ++i) {
    texts.push_back({i % 2 == 1 ? 3U : 1U + i / 2 % 2});
    directions.push_back(i % 2 == 1 ? std::vector<float>{0, 1} : std::vector<float>{1, 0});
  }
  const TermContexts contexts = learn(texts, directions);
  // Common to all: 200 x (1, 0) and 200 x (0, 1) over 450 = (4/9, 4/9). Term 2 less that: (5/9, -4/9), of length sqrt(41)/9.
  // Added to the direction (0, -1) at 4/9 of its length: (20/(9 sqrt 41), -1 - 16/(9 sqrt 41)), then at length one.
  const double x = 20.0 / (9.0 * std::sqrt(41.0)), y = -1.0 - 16.0 / (9.0 * std::sqrt(41.0));
  const std::vector<float> result = blended(contexts, {2}, {0, -1});
  EXPECT_NEAR(result[0], x / std::hypot(x, y), 1e-5);
  EXPECT_NEAR(result[1], y / std::hypot(x, y), 1e-5);
  EXPECT_EQ(blended(contexts, {1}, {0, -1}), result);
}

TEST_F(TermContextsTest, KeepTheLengthOfADirection) {
  const TermContexts contexts = learn({{1}, {2}}, {{1, 0}, {0, 1}});
  const std::vector<float> result = blended(contexts, {1}, {0.3F, 0.4F});
  EXPECT_NEAR(std::hypot(result[0], result[1]), 0.5, 1e-6);
}

TEST_F(TermContextsTest, ChangeNothingForTermsWithoutAContext) {
  const TermContexts contexts = learn({{1}, {2}}, {{1, 0}, {0, 1}});
  EXPECT_EQ(blended(contexts, {0, 3, 4000000000U}, {0.6F, 0.8F}), (std::vector<float>{0.6F, 0.8F}));
  EXPECT_EQ(blended(contexts, {}, {0.6F, 0.8F}), (std::vector<float>{0.6F, 0.8F}));
  EXPECT_EQ(blended(TermContexts(), {1}, {0.6F, 0.8F}), (std::vector<float>{0.6F, 0.8F}));
}

TEST_F(TermContextsTest, GiveNoDirectionToATextWithoutOne) {
  EXPECT_EQ(blended(learn({{1}, {2}}, {{1, 0}, {0, 1}}), {1}, {0, 0}), (std::vector<float>{0, 0}));
}

TEST_F(TermContextsTest, AreTheSameWhenMadeFromWhatWasKept) {
  const TermContexts learnt = learn({{5, 8}, {5}, {11}}, {{0.6F, 0.8F}, {-1, 0}, {0, 1}});
  const TermContexts kept(learnt.table());
  EXPECT_EQ(blended(kept, {5, 11}, {0.8F, 0.6F}), blended(learnt, {5, 11}, {0.8F, 0.6F}));
}

TEST_F(TermContextsTest, RefuseShapesThatDoNotFit) {
  EXPECT_THROW(learn({{1}, {2}}, {{1, 0}}), std::invalid_argument);
}

TEST_F(TermContextsTest, KnowNothingWithoutTexts) {
  EXPECT_EQ(blended(learn({}, {}), {1}, {0, 1}), (std::vector<float>{0, 1}));
}

}  // namespace
}  // namespace koe::models::embedding
