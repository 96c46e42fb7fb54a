#include "pipeline/ingest/text_folding.h"

#include <gtest/gtest.h>

namespace koe {
namespace {

TEST(Fold, MakesWidthAndCaseEqual) {
  EXPECT_EQ(fold("ＮＰＳ"), "nps");
  EXPECT_EQ(fold("ｽｺｱ"), "スコア");
  EXPECT_EQ(fold("Straße"), "strasse");
  EXPECT_EQ(fold("㋿8年"), "令和8年");
  EXPECT_EQ(fold("PLAIN ascii 1"), "plain ascii 1");
}

TEST(HeaderKey, OneKeyForOneHeaderInManySpellings) {
  for (const char* spelling :
       {"Response ID", "ResponseId", "response_id", "RESPONSE-ID", " response.id ", "ＲｅｓｐｏｎｓｅＩＤ"})
    EXPECT_EQ(header_key(spelling), "responseid") << spelling;
  EXPECT_EQ(header_key("Completion time\xC2\xA0"),
            "completiontime");  // Microsoft Forms ends headers with U+00A0
  EXPECT_EQ(header_key("【必須】\n推奨度（0～10）"), "必須推奨度0~10");
}

TEST(HeaderKey, RemovesMarkupButNotComparisons) {
  EXPECT_EQ(header_key("<strong>Why</strong> so?"), "whyso");
  EXPECT_EQ(header_key("a < b > c"), "a<b>c");
  EXPECT_EQ(header_key("#"), "#");
}

TEST(Trim, KnowsTheWideSpaces) {
  EXPECT_EQ(trim("\xEF\xBB\xBF\xE3\x80\x80 a b \t\xC2\xA0"), "a b");
  EXPECT_EQ(trim(" \xE3\x80\x80 "), "");
}

TEST(Excerpt, ShowsControlsAndDirectionMarksAndCutsAtEightyCodePoints) {
  EXPECT_EQ(excerpt_of("a\tb\n\x7F"), "a␉b␊␡");
  EXPECT_EQ(excerpt_of("9\u202E01"), "9[U+202E]01");
  std::string long_text;
  for (int i = 0; i < 81; ++i) long_text += "あ";
  EXPECT_EQ(code_points(excerpt_of(long_text)), 81U);  // 80 and the mark of the cut
  EXPECT_TRUE(excerpt_of(long_text).ends_with("あ…"));
}

}  // namespace
}  // namespace koe
