#include "nlp/sentence.h"

#include <gtest/gtest.h>

#include "tests/unit/nlp/nlp_fixtures.h"

namespace koe::nlp {
namespace {

/// The segments of raw text, with '|' between.
std::string split(std::string_view raw) {
  const std::string text = normalize(raw).text;
  std::string out;
  for (const Span& span : split_sentences(text, test::lexicons())) {
    if (!out.empty()) out += "|";
    out += slice(text, span);
  }
  return out;
}

TEST(SplitSentences, AtJapaneseAndEnglishEnds) {
  EXPECT_EQ(split("高い。遅い！なぜ？"), "高い。|遅い!|なぜ?");
  EXPECT_EQ(split("It is slow. Please fix it! Why?"), "It is slow.|Please fix it!|Why?");
  EXPECT_EQ(split("サポートが遅い.改善を"), "サポートが遅い.|改善を");
  EXPECT_EQ(split("it is slow. please fix"), "it is slow.|please fix");
  EXPECT_EQ(split("Too slow.Please fix"), "Too slow.|Please fix");
}

TEST(SplitSentences, MarksBehindAnEndBelongToIt) {
  EXPECT_EQ(split("本当に！？！最高。。。だった"), "本当に!?!|最高。。。|だった");
  EXPECT_EQ(split("He said \"no.\" Then left."), "He said \"no.\"|Then left.");
}

TEST(SplitSentences, NotAtAbbreviationsNumbersAndAddresses) {
  EXPECT_EQ(split("Use e.g. Excel vs. Sheets."), "Use e.g. Excel vs. Sheets.");
  EXPECT_EQ(split("Version 3.5 costs $1.20 more."), "Version 3.5 costs $1.20 more.");
  EXPECT_EQ(split("Reports, exports, etc. Everything is slow."),
            "Reports, exports, etc.|Everything is slow.");
  EXPECT_EQ(split("Call Mr. J. Smith."), "Call Mr. J. Smith.");
  EXPECT_EQ(split("See www.example.com/Help.Page for ASP.NET and Node.js"),
            "See www.example.com/Help.Page for ASP.NET and Node.js");
  EXPECT_EQ(split("Yahoo!Japan"), "Yahoo!Japan");
}

TEST(SplitSentences, SayWhichClausesFollowAContrast) {
  const std::string text = normalize("It is easy to use, but exports take forever. Support is slow. 画面は見やすいですが、検索が遅いです。").text;
  std::string marks;
  for (const Statement& statement : split_sentences(text, test::lexicons())) marks += statement.follows_contrast ? 'c' : '-';
  EXPECT_EQ(marks, "-c--c");
}

TEST(SplitSentences, QuotesAndBracketsAreKeptWhole) {
  EXPECT_EQ(split("「無効です。もう一度」と出る。困る"), "「無効です。もう一度」と出る。|困る");
  EXPECT_EQ(split("料金（税込。送料別）が高い"), "料金(税込。送料別)が高い");
  EXPECT_EQ(split("「閉じない。次の文"), "「閉じない。|次の文");
}

TEST(SplitSentences, EmojiAndEmoticonsEnd) {
  EXPECT_EQ(split("使いやすい😊ただ画面が暗い"), "使いやすい😊|ただ画面が暗い");
  EXPECT_EQ(split("便利です(^^)値段も安い"), "便利です(^^)|値段も安い");
  EXPECT_EQ(split("遅い(笑)直して"), "遅い(笑)|直して");
  EXPECT_EQ(split("I love 😊 this app"), "I love 😊 this app");
  EXPECT_EQ(split("🍣を食べた"), "🍣を食べた");
  EXPECT_EQ(split("😊便利です。👍"), "😊便利です。👍");
}

TEST(SplitSentences, EllipsisEndsBeforeANewBeginning) {
  EXPECT_EQ(split("便利だけど…高い"), "便利だけど...|高い");
  EXPECT_EQ(split("It is ok... but slow"), "It is ok... but slow");
}

TEST(SplitSentences, LineEndsEndUnlessTheLineGoesOn) {
  EXPECT_EQ(split("高い\n遅い\r\n\r\n重い"), "高い|遅い|重い");
  EXPECT_EQ(split("サポートの\n対応が遅い"), "サポートの\n対応が遅い");
  EXPECT_EQ(split("The export function of this product stops\nevery Friday. Fix it"),
            "The export function of this product stops\nevery Friday.|Fix it");
  EXPECT_EQ(split("slow\nexpensive"), "slow|expensive");
}

TEST(SplitSentences, ListMarksBegin) {
  EXPECT_EQ(split("・高い\n・遅い"), "・高い|・遅い");
  EXPECT_EQ(split("・高い ・遅い"), "・高い|・遅い");
  EXPECT_EQ(split("1. Too slow 2. Too dear"), "1. Too slow|2. Too dear");
  EXPECT_EQ(split("データ・分析が遅い"), "データ・分析が遅い");
}

TEST(SplitSentences, ContrastsCutWhenBothSidesSayEnough) {
  EXPECT_EQ(split("機能は良いですが、価格が高すぎます。"), "機能は良いですが、|価格が高すぎます。");
  EXPECT_EQ(split("使いやすいけど動作が重い"), "使いやすいけど|動作が重い");
  EXPECT_EQ(split("便利なのに、全然使われない"), "便利なのに、|全然使われない");
  EXPECT_EQ(split("画面は綺麗、しかし動作が遅い"), "画面は綺麗、|しかし動作が遅い");
  EXPECT_EQ(split("The app is great, but the price is too high."),
            "The app is great,|but the price is too high.");
  EXPECT_EQ(split("Although support is fast, the docs are poor."),
            "Although support is fast,|the docs are poor.");
  EXPECT_EQ(split("The UI is nice; however it is slow"), "The UI is nice;|however it is slow");
}

TEST(SplitSentences, NoCutWhereNothingIsContrasted) {
  EXPECT_EQ(split("良いけど"), "良いけど");
  EXPECT_EQ(split("サポートが、とても遅い"), "サポートが、とても遅い");
  EXPECT_EQ(split("価格の違いが、よく分からない"), "価格の違いが、よく分からない");
  EXPECT_EQ(split("Good, but slow"), "Good, but slow");
  EXPECT_EQ(split("Not only fast but also cheap to run"), "Not only fast but also cheap to run");
}

TEST(SplitSentences, BlankTextsHaveNone) {
  EXPECT_EQ(split(""), "");
  EXPECT_EQ(split(" \n　"), "");
  EXPECT_EQ(split("。。。"), "。。。");
}

}  // namespace
}  // namespace koe::nlp
