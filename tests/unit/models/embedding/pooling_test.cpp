#include "models/embedding/pooling.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include <stdexcept>

#include "tests/unit/models/embedding/table_file.h"

namespace koe::models::embedding {
namespace {

using testing::table_bytes;
using testing::TemporaryFile;

/// Vectors are axes, so that a sum shows which entries went into it.
class PoolingTest : public ::testing::Test {
 protected:
  EmbeddedTexts embed(std::vector<Term> terms) const {
    const TextTerms text{Language::kEnglish, std::move(terms)};
    return embedder_.embed(std::span(&text, 1), 1);
  }
  static std::vector<float> values(const Matrix& matrix) {
    return {matrix.values().begin(), matrix.values().end()};
  }

  TemporaryFile file_{table_bytes({{"ebill", {10, 0, 0, 0}, 0.5F, 2.0F},
                                   {"enot", {0, 1, 0, 0}},
                                   {"enot_work", {0, 0, 0, 7}},
                                   {"ework", {0, 0, 1, 0}},
                                   {"j請求", {3, 0, 0, 0}}},
                                  {1.0F, 0.0F, 0.0F, 0.0F, 0.0F, 2.0F, 0.0F, 0.0F})};
  StaticEmbedding table_ = StaticEmbedding::load(file_.path());
  TableEmbedder embedder_{table_};
};

TEST_F(PoolingTest, AddsWeightTimesScaleTimesIntegers) {
  EXPECT_EQ(values(embed({{{"ebill"}}, {{"ework"}}, {{"ebill"}}}).vectors),
            (std::vector<float>{20, 0, 1, 0}));
}

TEST_F(PoolingTest, TakesTheFirstNameThatIsKnown) {
  EXPECT_EQ(values(embed({{{"einvoice", "ebill", "ework"}}}).vectors), (std::vector<float>{10, 0, 0, 0}));
}

TEST_F(PoolingTest, AnEntryOfTwoLemmasReplacesBoth) {
  EXPECT_EQ(values(embed({{{"enot"}}, {{"eworks", "ework"}}}).vectors), (std::vector<float>{0, 0, 0, 7}));
  EXPECT_EQ(values(embed({{{"ework"}}, {{"enot"}}}).vectors), (std::vector<float>{0, 1, 1, 0}));
  EXPECT_EQ(values(embed({{{"enot"}}, {{"ework"}}, {{"ework"}}}).vectors), (std::vector<float>{0, 0, 1, 7}));
}

TEST_F(PoolingTest, ReportsTheShareOfTermsThatWereKnown) {
  EXPECT_FLOAT_EQ(embed({{{"ebill"}}, {{"eunknown"}}}).known_share[0], 0.5F);
  EXPECT_FLOAT_EQ(embed({{{"enot"}}, {{"ework"}}, {{"eunknown"}}, {{}}}).known_share[0], 0.5F);
  EXPECT_EQ(embed({}).known_share[0], 0.0F);
}

TEST_F(PoolingTest, IsLookingUpAndThenAddingUp) {
  // Entries are sorted by key: ebill 0, enot 1, enot_work 2, ework 3.
  const std::vector<Term> terms = {{{"enot"}}, {{"eworks", "ework"}}, {{"eunknown"}}, {{"ebill"}}};
  const KnownTerms known = embedder_.look_up(terms);
  EXPECT_EQ(known.rows, (std::vector<std::uint32_t>{2, 0}));
  EXPECT_EQ(known.terms, 3U) << "an entry of two lemmas stands for two terms";
  std::vector<float> sum(4);
  embedder_.add_up(known.rows, sum);
  EXPECT_EQ(sum, values(embed(terms).vectors));
}

TEST_F(PoolingTest, GivesTheSameBitsAtAnyNumberOfThreads) {
  std::vector<TextTerms> texts(1000);
  for (std::size_t i = 0; i < texts.size(); ++i)
    texts[i].terms.assign(i % 7, Term{{i % 2 == 0 ? "ebill" : "ework"}});
  const EmbeddedTexts alone = embedder_.embed(texts, 1);
  const EmbeddedTexts together = embedder_.embed(texts, 4);
  EXPECT_EQ(alone.vectors, together.vectors);
  EXPECT_EQ(alone.known_share, together.known_share);
}

TEST_F(PoolingTest, MeansOfFewTextsStayNearThePrior) {
  Matrix vectors(3, 4);
  vectors.row(0)[0] = 5.0F;  // Japanese
  vectors.row(1)[1] = 8.0F;  // English
  const std::vector<Language> languages = {Language::kJapanese, Language::kEnglish, Language::kEnglish};
  const LanguageMeans means = estimate_language_means(vectors, languages, prior_means(embedder_), {4}, {.prior_texts = 3.0});
  EXPECT_FLOAT_EQ(means.mean[0][0], (5.0F + 3.0F * 1.0F) / 4.0F);
  EXPECT_FLOAT_EQ(means.mean[1][1],
                  (8.0F + 3.0F * 2.0F) / 4.0F);  // the third text knew nothing and does not count
}

TEST_F(PoolingTest, WithoutTextsTheMeanIsThePrior) {
  const LanguageMeans means = estimate_language_means(Matrix(0, 4), {}, prior_means(embedder_), {4}, {.prior_texts = 0.0});
  EXPECT_EQ(means.mean[0], (std::vector<float>{1, 0, 0, 0}));
}

TEST_F(PoolingTest, CentredVectorsHaveLengthOneOrZero) {
  Matrix vectors(3, 4);
  vectors.row(0)[0] = 4.0F;
  vectors.row(0)[1] = 4.0F;
  vectors.row(2)[0] = 1.0F;  // equals the Japanese mean
  const std::vector<Language> languages(3, Language::kJapanese);
  const LanguageMeans means{{{{1, 0, 0, 0}, {0, 0, 0, 0}}}};
  centre_and_normalise(vectors, languages, means, {4});
  EXPECT_FLOAT_EQ(vectors.row(0)[0], 0.6F);
  EXPECT_FLOAT_EQ(vectors.row(0)[1], 0.8F);
  EXPECT_EQ(vectors.row(1)[0], 0.0F);
  EXPECT_EQ(vectors.row(2)[0], 0.0F);
}

TEST_F(PoolingTest, EveryBlockCountsTheSameHoweverLongItsVectors) {
  Matrix vectors(2, 4);
  vectors.row(0)[0] = 300.0F;  // both blocks know something
  vectors.row(0)[2] = 0.5F;
  vectors.row(1)[3] = 7.0F;    // only the second does
  const std::vector<Language> languages(2, Language::kEnglish);
  centre_and_normalise(vectors, languages, LanguageMeans{{{{0, 0, 0, 0}, {0, 0, 0, 0}}}}, {2, 2});
  EXPECT_FLOAT_EQ(vectors.row(0)[0], std::sqrt(0.5F));
  EXPECT_FLOAT_EQ(vectors.row(0)[2], std::sqrt(0.5F));
  EXPECT_FLOAT_EQ(vectors.row(1)[0], 0.0F);  // not minus the mean of texts that have something there
  EXPECT_FLOAT_EQ(vectors.row(1)[3], 1.0F);
}

TEST_F(PoolingTest, ATextThatOneBlockKnowsNothingOfCountsInTheOthersMeanOnly) {
  Matrix vectors(2, 4);
  vectors.row(0)[0] = 4.0F;
  vectors.row(1)[0] = 2.0F;
  vectors.row(1)[2] = 6.0F;
  const std::vector<Language> languages(2, Language::kEnglish);
  const LanguageMeans none{{{{0, 0, 0, 0}, {0, 0, 0, 0}}}};
  const LanguageMeans means = estimate_language_means(vectors, languages, none, {2, 2}, {.prior_texts = 0.0});
  EXPECT_EQ(means.mean[1], (std::vector<float>{3, 0, 6, 0}));
}

TEST_F(PoolingTest, RefusesShapesThatDoNotFit) {
  Matrix vectors(2, 4);
  const std::vector<Language> one(1);
  EXPECT_THROW((void)estimate_language_means(vectors, one, prior_means(embedder_), {4}), std::invalid_argument);
  EXPECT_THROW(centre_and_normalise(vectors, one, prior_means(embedder_), {4}), std::invalid_argument);
  const std::vector<Language> both(2);
  EXPECT_THROW(centre_and_normalise(vectors, both, prior_means(embedder_), {3}), std::invalid_argument);
}

TEST_F(PoolingTest, MeansOfPiecesHaveTheBitsOfTheMeansOfAll) {
  Matrix vectors(7, 4);
  std::vector<Language> languages;
  for (std::size_t i = 0; i < vectors.rows(); ++i) {
    for (std::size_t j = 0; j < 4; ++j) vectors.row(i)[j] = 1.0F / static_cast<float>(3 + i * 4 + j);
    languages.push_back(i % 3 == 0 ? Language::kJapanese : Language::kEnglish);
  }
  const LanguageMeans prior = prior_means(embedder_);
  const Blocks blocks = {3, 1};
  LanguageMeansEstimate estimate(prior, blocks);
  for (std::size_t begin = 0; begin < vectors.rows(); begin += 2) {
    const std::size_t count = std::min<std::size_t>(2, vectors.rows() - begin);
    Matrix piece(count, 4);
    for (std::size_t i = 0; i < count; ++i) std::ranges::copy(vectors.row(begin + i), piece.row(i).begin());
    estimate.add(piece, std::span(languages).subspan(begin, count));
  }
  EXPECT_EQ(estimate.means(), estimate_language_means(vectors, languages, prior, blocks));
}

}  // namespace
}  // namespace koe::models::embedding
