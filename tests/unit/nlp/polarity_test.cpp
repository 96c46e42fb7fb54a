#include "nlp/polarity.h"

#include <gtest/gtest.h>

#include "tests/unit/nlp/nlp_fixtures.h"

namespace koe::nlp {
namespace {

PolarityResult judge(std::string_view raw, Lang lang) {
  const std::string text = normalize(raw).text;
  return polarity(text, test::tokenize(text, lang), lang, test::lexicons(), test::polarity_model());
}

std::string_view ja(std::string_view text) { return name_of(judge(text, Lang::kJa).kind); }
std::string_view en(std::string_view text) { return name_of(judge(text, Lang::kEn).kind); }

// Texts that the shipped model was not trained on.

TEST(Polarity, SegmentsTakeSides) {
  EXPECT_EQ(ja("サポートの返信が遅い"), "neg");
  EXPECT_EQ(ja("サポートが親切でした"), "pos");
  EXPECT_EQ(ja("毎月使っています"), "neu");
  EXPECT_EQ(en("Support is slow"), "neg");
  EXPECT_EQ(en("Support is friendly"), "pos");
  EXPECT_EQ(en("We use it every month"), "neu");
}

TEST(Polarity, NegationTurns) {
  EXPECT_EQ(ja("使いやすくない"), "neg");
  EXPECT_EQ(ja("良いとは思わない"), "neg");
  EXPECT_EQ(ja("不満はありません"), "pos");
  EXPECT_EQ(en("It is not easy to use"), "neg");
  EXPECT_EQ(en("It never fails"), "pos");
}

TEST(Polarity, ADoubleNegationTurnsBack) {
  EXPECT_EQ(ja("使えない"), "neg");
  EXPECT_NE(ja("使えないわけではない"), "neg");
}

TEST(Polarity, LessBlameIsPraise) {
  EXPECT_EQ(ja("入力ミスが減りました"), "pos");
  EXPECT_EQ(en("The stress is gone"), "pos");
}

TEST(Polarity, Requests) {
  for (const char* text : {"検索を速くしてほしい", "検索を速くして欲しいです", "改善をお願いします",
                           "ご検討いただけますと幸いです", "CSVで出力できると助かります",
                           "英語版を出していただけませんか", "一覧で見られるようにしてください"})
    EXPECT_EQ(ja(text), "req") << text;
  for (const char* text :
       {"Please add dark mode", "It would be nice to have an app", "Could you fix the export?",
        "Let us choose the columns", "I'd like an API", "We would appreciate longer hours"})
    EXPECT_EQ(en(text), "req") << text;
}

TEST(Polarity, AskingInAngerIsBlame) {
  EXPECT_EQ(ja("いい加減にしてほしい"), "neg");
  EXPECT_EQ(ja("事前に言ってほしかった"), "neg");
  EXPECT_EQ(ja("教えてくれません"), "neg");
}

TEST(Polarity, WhatComesAfterAContrastCountsMore) {
  EXPECT_EQ(ja("良いけど高すぎる"), "neg");
  EXPECT_EQ(ja("高いけど良い"), "pos");
  EXPECT_EQ(en("Expensive but excellent"), "pos");
  EXPECT_EQ(en("Nice but far too slow"), "neg");
}

TEST(Polarity, ScoresAreBoundedAndOrdered) {
  const double praise = judge("とても便利で気に入っています", Lang::kJa).score;
  const double plain = judge("毎月使っています", Lang::kJa).score;
  const double blame = judge("最悪。遅いし高すぎる", Lang::kJa).score;
  EXPECT_LT(blame, plain);
  EXPECT_LT(plain, praise);
  EXPECT_GT(blame, -1.0);
  EXPECT_LT(praise, 1.0);
}

TEST(Polarity, EmojiAreWords) {
  EXPECT_EQ(ja("サポート😡"), "neg");
  EXPECT_EQ(en("support 🎉"), "pos");
}

TEST(Polarity, OtherLanguagesAndNothingAreNeutral) {
  EXPECT_EQ(judge("Sehr langsam", Lang::kOther), PolarityResult{});
  EXPECT_EQ(judge("", Lang::kJa), PolarityResult{});
}

}  // namespace
}  // namespace koe::nlp
