#include "nlp/mecab_tokenizer.h"

#include <gtest/gtest.h>

#include <filesystem>

#include "nlp/load_error.h"
#include "nlp/utf8.h"
#include "tests/unit/nlp/nlp_fixtures.h"

namespace koe::nlp {
namespace {

using test::mecab;
using test::plain;
using test::PlainToken;

std::vector<Token> tokens_of(std::string_view text) {
  std::vector<Token> tokens;
  mecab().worker().tokenize(text, test::words(), tokens);
  return tokens;
}

std::string lemmas_of(std::string_view text) {
  std::string out;
  for (const Token& token : tokens_of(text)) out += (out.empty() ? "" : " ") + token.lemma();
  return out;
}

TEST(MecabTokenizer, GivesDictionaryFormsAndPartsOfSpeech) {
  EXPECT_EQ(lemmas_of("返信が遅くて使えなかった。"), "返信 が 遅い て 使える ない た 。");
  const std::vector<Token> tokens = tokens_of("使いにくい");
  ASSERT_EQ(tokens.size(), 2U);
  EXPECT_EQ(plain(tokens[0]), (PlainToken{"使い", "使う", Pos::kVerb, 0, 2}));
  EXPECT_EQ(plain(tokens[1]), (PlainToken{"にくい", "にくい", Pos::kDependentAdjective, 2, 5}));
}

TEST(MecabTokenizer, OffsetsAreCodePointsAndSurfacesAreTheText) {
  const std::string_view text = "𠮷野家の UI は😊 Wi-Fi が3.5倍\n遅い!?";
  for (const Token& token : tokens_of(text)) EXPECT_EQ(slice(text, {token.begin, token.end}), token.surface());
}

TEST(MecabTokenizer, AsciiWordsAreWordsAndAsciiMarksAreSymbols) {
  const std::vector<Token> tokens = tokens_of("UI(画面)が10%");
  ASSERT_GE(tokens.size(), 5U);
  EXPECT_EQ(plain(tokens[0]), (PlainToken{"UI", "ui", Pos::kWord, 0, 2}));
  EXPECT_EQ(tokens[1].pos(), Pos::kSymbol);
  EXPECT_EQ(tokens[2].lemma(), "画面");
  EXPECT_EQ(tokens[3].pos(), Pos::kSymbol);
  EXPECT_EQ(tokens[5].pos(), Pos::kNumber);
}

TEST(MecabTokenizer, EmojiAndPlaceholdersAreSymbols) {
  const std::vector<Token> tokens = tokens_of("最高😊👍[email]へ");
  ASSERT_EQ(tokens.size(), 5U);
  EXPECT_EQ(tokens[1].pos(), Pos::kSymbol);
  EXPECT_EQ(plain(tokens[3]), (PlainToken{"[email]", "[email]", Pos::kSymbol, 4, 11}));
  EXPECT_EQ(tokens[4].pos(), Pos::kParticle);
}

TEST(MecabTokenizer, NulDoesNotEndTheText) {
  using namespace std::string_view_literals;
  EXPECT_EQ(lemmas_of("便利\0高い"sv), "便利 高い");
}

TEST(MecabTokenizer, ALongTextIsTheSameAsItsSentences) {
  const std::string sentence = "返信が遅くて使えなかった。";
  std::string text;
  for (int i = 0; i < 3000; ++i) text += sentence;  // 117 kB: eight pieces
  const std::vector<Token> one = tokens_of(sentence);
  const std::vector<Token> all = tokens_of(text);
  ASSERT_EQ(all.size(), 3000 * one.size());
  for (std::size_t i = 0; i < all.size(); ++i) {
    const Token& expected = one[i % one.size()];
    const auto shift = static_cast<std::uint32_t>(i / one.size()) * count_code_points(sentence);
    ASSERT_EQ(plain(all[i]), (PlainToken{expected.surface(), expected.lemma(), expected.pos(), expected.begin + shift,
                             expected.end + shift}));
  }
}

TEST(MecabTokenizer, ATextWithoutSentenceEndsIsCutAnyway) {
  std::string text;
  for (int i = 0; i < 20000; ++i) text += "あ";
  const std::vector<Token> tokens = tokens_of(text);
  ASSERT_FALSE(tokens.empty());
  EXPECT_EQ(tokens.back().end, 20000U);
}

TEST(MecabTokenizer, AWorkerForgetsTheTextBefore) {
  MecabTokenizer::Worker worker = mecab().worker();
  std::vector<Token> tokens;
  worker.tokenize("とても長い文章の後で、短い文章を解析する。", test::words(), tokens);
  worker.tokenize("高い", test::words(), tokens);
  ASSERT_EQ(tokens.size(), 1U);
  EXPECT_EQ(plain(tokens[0]), (PlainToken{"高い", "高い", Pos::kAdjective, 0, 2}));
  worker.tokenize("", test::words(), tokens);
  EXPECT_TRUE(tokens.empty());
}

TEST(MecabTokenizer, ReportsWhatItLoaded) {
  const DictionaryInfo& info = mecab().dictionary();
  EXPECT_GT(info.entries, 300000U);
  ASSERT_EQ(info.files.size(), 5U);
  for (const std::string& file : info.files) EXPECT_TRUE(std::filesystem::exists(file)) << file;
}

TEST(MecabTokenizer, RefusesAFolderWithoutADictionary) {
  try {
    const MecabTokenizer refused("/nonexistent");
    FAIL();
  } catch (const LoadError& error) {
    EXPECT_EQ(error.path(), "/nonexistent");
    EXPECT_NE(error.hint().find("mecab-ipadic-utf8"), std::string::npos);
  }
}

TEST(MecabTokenizer, RefusesOtherCharsetsAndLayouts) {
  for (const char* directory : {"/var/lib/mecab/dic/ipadic", "/var/lib/mecab/dic/juman-utf8"}) {
    if (!std::filesystem::exists(directory)) GTEST_SKIP() << directory << " is not installed";
    EXPECT_THROW(MecabTokenizer refused(directory), LoadError) << directory;
  }
}

TEST(MecabTokenizer, ReadsATextAlikeWhateverWasReadBefore) {
  MecabTokenizer::Worker worker = mecab().worker();
  const std::vector<std::string_view> texts = {"返信が遅くて使えなかった。", "API 連携が便利", "😊", "𠮷野家は3.5倍遅い", ""};
  const auto plain_ones = [](const std::vector<Token>& tokens) {
    std::vector<PlainToken> all;
    for (const Token& token : tokens) all.push_back(plain(token));
    return all;
  };
  std::vector<Token> tokens, fresh;
  for (int round = 0; round < 3; ++round)
    for (const std::string_view text : texts) {
      worker.tokenize(text, test::words(), tokens);
      Vocabulary nothing_met(test::lexicons());
      mecab().worker().tokenize(text, nothing_met, fresh);
      EXPECT_EQ(plain_ones(tokens), plain_ones(fresh)) << text;
    }
}

}  // namespace
}  // namespace koe::nlp
