#include "pipeline/stages/label_term_memory.h"

#include <gtest/gtest.h>

#include "nlp/tokenizer.h"
#include "pipeline/stages/assets.h"

namespace koe::stages {
namespace {

class LabelTermMemoryTest : public ::testing::Test {
 protected:
  /// The numbers of the label terms of `text`.
  std::vector<std::uint32_t> numbers(const std::string& text, nlp::Lang lang) {
    std::vector<nlp::Token> tokens;
    tokenizer_.tokenize(text, lang, tokens);
    std::vector<std::uint32_t> out;
    for (const nlp::LabelTerm& term : nlp::label_terms(tokens, lang)) out.push_back(memory_.number_of(term, chunk_));
    return out;
  }

  static const Assets& assets() {
    static const Assets kAssets = Assets::load(KOE_SOURCE_DIR);
    return kAssets;
  }

  nlp::Tokenizer tokenizer_{assets().mecab(), assets().lexicons()};
  void SetUp() override { memory_.start(chunk_); }

  LabelTermMemory memory_;
  ChunkLabelTerms chunk_;
};

using Numbers = std::vector<std::uint32_t>;

TEST_F(LabelTermMemoryTest, NumbersTermsInOrderOfFirstUse) {
  EXPECT_EQ(numbers("検索機能", nlp::Lang::kJa), (Numbers{0, 1, 2}));  // 検索機能, 検索, 機能
  EXPECT_EQ(numbers("機能の検索", nlp::Lang::kJa), (Numbers{2, 1}));
  EXPECT_EQ(numbers("使えない検索", nlp::Lang::kJa), (Numbers{3, 1}));
  EXPECT_EQ(numbers("使えなくて", nlp::Lang::kJa), (Numbers{3})) << "other words, the same text";
  ASSERT_EQ(chunk_.terms.size(), 4U);
  EXPECT_EQ(chunk_.terms[0]->term, (store::StoredLabelTerm{Language::kJapanese, "検索機能", "j検索_機能", true}));
  EXPECT_EQ(chunk_.terms[3]->term, (store::StoredLabelTerm{Language::kJapanese, "使えない", "j使える_ない", false}));
}

TEST_F(LabelTermMemoryTest, EachChunkHasItsOwnNumbers) {
  EXPECT_EQ(numbers("customer support", nlp::Lang::kEn), (Numbers{0, 1, 2}));  // customer, the pair, support
  memory_.start(chunk_);
  EXPECT_EQ(numbers("support", nlp::Lang::kEn), (Numbers{0}));
  ASSERT_EQ(chunk_.terms.size(), 1U);
  EXPECT_EQ(chunk_.terms[0]->term.display, "support");
}

TEST_F(LabelTermMemoryTest, NumbersManyTermsAsOne) {
  // More pairs than the table has places at first: all keep their numbers while it grows.
  std::string text;
  for (char a = 'b'; a <= 'z'; ++a)
    for (char b = 'b'; b <= 'z'; ++b) text += std::string("q") + a + b + "q ";
  const Numbers first = numbers(text, nlp::Lang::kEn);
  EXPECT_GT(first.size(), 1200U);
  EXPECT_EQ(numbers(text, nlp::Lang::kEn), first);
  EXPECT_EQ(chunk_.terms.size(), first.size());
}

TEST_F(LabelTermMemoryTest, ForgetsWithTheWordsButLeavesChunksTheirTerms) {
  numbers("検索機能", nlp::Lang::kJa);
  const ChunkLabelTerms before = chunk_;
  memory_.clear();
  memory_.start(chunk_);
  EXPECT_EQ(numbers("機能", nlp::Lang::kJa), (Numbers{0}));
  EXPECT_EQ(chunk_.terms.size(), 1U);
  EXPECT_EQ(before.terms[0]->term.display, "検索機能");
}

}  // namespace
}  // namespace koe::stages
