#include "nlp/polarity_evidence.h"

#include <gtest/gtest.h>

#include "tests/unit/nlp/nlp_fixtures.h"

namespace koe::nlp {
namespace {

PolarityEvidence find(std::string_view raw, Lang lang) {
  const std::string text = normalize(raw).text;
  return polarity_evidence(text, test::tokenize(text, lang), lang, test::lexicons());
}

double ja(std::string_view text) { return find(text, Lang::kJa).sum; }
double en(std::string_view text) { return find(text, Lang::kEn).sum; }

TEST(PolarityEvidence, WordsHaveTheValuesOfTheLexicons) {
  // 遅い and "slow" are listed with -2, 親切 and "friendly" with 2.
  EXPECT_DOUBLE_EQ(ja("返信が遅い"), -2.0);
  EXPECT_DOUBLE_EQ(en("Support is slow"), -2.0);
  EXPECT_GT(ja("サポートが親切でした"), 0.0);
  EXPECT_GT(en("Support is friendly"), 0.0);
  EXPECT_TRUE(find("毎月使っています", Lang::kJa).findings.empty());
}

TEST(PolarityEvidence, NegationTurnsWeakened) {
  // 不満 is listed with -2; turned blame keeps half: 1. "friendly" is 2; turned praise keeps .8: -1.6.
  EXPECT_DOUBLE_EQ(ja("不満はない"), 1.0);
  EXPECT_DOUBLE_EQ(en("It is not friendly"), -1.6);
  EXPECT_TRUE(find("不満はない", Lang::kJa).findings.front().turned);
  EXPECT_LT(ja("使いやすくない"), 0.0);
  EXPECT_LT(ja("良いとは思わない"), 0.0);
  EXPECT_GT(en("It never fails"), 0.0);
}

TEST(PolarityEvidence, ANegationStopsAtTheClause) {
  // から joins clauses, so the negation behind it governs nothing before it; しか makes it "only".
  EXPECT_FALSE(find("遅いから使わない", Lang::kJa).findings.front().turned);
  EXPECT_TRUE(find("便利さしかない", Lang::kJa).findings.empty() ||
              !find("便利さしかない", Lang::kJa).findings.front().turned);
}

TEST(PolarityEvidence, ADoubleNegationTurnsBack) { EXPECT_GT(ja("使えないわけではない"), ja("使えない")); }

TEST(PolarityEvidence, AnObligationIsNoNegation) { EXPECT_GT(ja("良い製品でなければならない"), 0.0); }

TEST(PolarityEvidence, LessBlameIsPraise) {
  EXPECT_GT(ja("入力ミスが減りました"), 0.0);
  EXPECT_GT(en("The stress is gone"), 0.0);
}

TEST(PolarityEvidence, WhatStandsBeforeAContrastCountsHalf) {
  EXPECT_DOUBLE_EQ(ja("遅いけど毎日使う"), 0.5 * ja("遅い"));
  EXPECT_EQ(find("毎日使う", Lang::kJa).contrast, 0U);
}

TEST(PolarityEvidence, RequestsInTheirManyForms) {
  for (const char* text : {"検索を速くしてほしい", "検索を速くして欲しいです", "改善をお願いします",
                           "ご検討いただけますと幸いです", "CSVで出力できると助かります",
                           "英語版を出していただけませんか", "一覧で見られるようにしてください"})
    EXPECT_TRUE(find(text, Lang::kJa).request) << text;
  for (const char* text :
       {"Please add dark mode", "It would be nice to have an app", "Could you fix the export?",
        "Let us choose the columns", "I'd like an API", "We would appreciate longer hours"})
    EXPECT_TRUE(find(text, Lang::kEn).request) << text;
  EXPECT_FALSE(find("教えてくれません", Lang::kJa).request);
  EXPECT_FALSE(find("Show is over", Lang::kEn).request);
}

TEST(PolarityEvidence, OtherLanguagesHaveNone) {
  EXPECT_EQ(find("Sehr langsam", Lang::kOther), PolarityEvidence{});
}

}  // namespace
}  // namespace koe::nlp
