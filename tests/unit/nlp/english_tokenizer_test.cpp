#include "nlp/english_tokenizer.h"

#include <gtest/gtest.h>

#include "nlp/utf8.h"
#include "tests/unit/nlp/nlp_fixtures.h"

namespace koe::nlp {
namespace {

using test::plain;
using test::PlainToken;

std::vector<Token> tokens_of(std::string_view text) {
  std::vector<Token> tokens;
  EnglishTokenizer(test::lexicons()).tokenize({text, decode_utf8(text)}, test::words(), tokens);
  return tokens;
}

std::string lemmas_of(std::string_view text) {
  std::string out;
  for (const Token& token : tokens_of(text)) out += (out.empty() ? "" : " ") + token.lemma();
  return out;
}

TEST(EnglishTokenizer, ContractionsAreOpened) {
  EXPECT_EQ(lemmas_of("I don't, can't, won't and it's"), "i do not , can not , will not and it is");
  EXPECT_EQ(lemmas_of("Doesnt work, cannot log in"), "does not work , can not log in");
  EXPECT_EQ(lemmas_of("mayn't"), "may not");
}

TEST(EnglishTokenizer, BothWordsOfAContractionStandForAllOfIt) {
  const std::vector<Token> tokens = tokens_of("We can't");
  ASSERT_EQ(tokens.size(), 3U);
  EXPECT_EQ(plain(tokens[1]), (PlainToken{"can't", "can", Pos::kWord, 3, 8}));
  EXPECT_EQ(plain(tokens[2]), (PlainToken{"can't", "not", Pos::kWord, 3, 8}));
}

TEST(EnglishTokenizer, PossessivesLoseTheirEnding) {
  EXPECT_EQ(lemmas_of("The vendor's API"), "the vendor api");
}

TEST(EnglishTokenizer, HyphensAndFullStopsSeparate) {
  EXPECT_EQ(lemmas_of("easy-to-use,slow.Please fix"), "easy - to - use , slow . please fix");
}

TEST(EnglishTokenizer, NumbersAndMixedWordsAreToldApart) {
  const std::vector<Token> tokens = tokens_of("1,200.50 2FA v2 3rd");
  ASSERT_EQ(tokens.size(), 4U);
  EXPECT_EQ(tokens[0].pos(), Pos::kNumber);
  EXPECT_EQ(tokens[0].surface(), "1,200.50");
  for (std::size_t i = 1; i < 4; ++i) EXPECT_EQ(tokens[i].pos(), Pos::kWord) << tokens[i].surface();
}

TEST(EnglishTokenizer, OtherScriptsEmojiAndPlaceholdersAreNoWords) {
  const std::vector<Token> tokens = tokens_of("Naïve 設定 👍 [phone]");
  ASSERT_EQ(tokens.size(), 4U);
  EXPECT_EQ(tokens[0].lemma(), "naïve");
  EXPECT_EQ(tokens[1].pos(), Pos::kOther);
  EXPECT_EQ(tokens[2].pos(), Pos::kSymbol);
  EXPECT_EQ(plain(tokens[3]), (PlainToken{"[phone]", "[phone]", Pos::kSymbol, 11, 18}));
}

TEST(EnglishTokenizer, SurfacesAreTheText) {
  const std::string_view text = "It's \"naïve\": 3.5% of users can't e-mail 😊!";
  for (const Token& token : tokens_of(text)) EXPECT_EQ(slice(text, {token.begin, token.end}), token.surface());
}

}  // namespace
}  // namespace koe::nlp
