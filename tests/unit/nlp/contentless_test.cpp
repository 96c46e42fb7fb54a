#include "nlp/contentless.h"

#include <gtest/gtest.h>

#include "nlp/sentence.h"
#include "nlp/utf8.h"
#include "tests/unit/nlp/nlp_fixtures.h"

namespace koe::nlp {
namespace {

bool contentless(std::string_view text) { return is_contentless(normalize(text).text, test::lexicons()); }

TEST(IsContentless, Refusals) {
  for (const char* text :
       {"なし", "特になし。", "特に　ありません", "とくにございません。", "今のところ特に意見はありません",
        "改善点は特にないです", "現時点では思いつきません。", "これといって要望はございません！", "N/A",
        "none", "Nothing at the moment", "No comments.", "No comment at this time", "Nothing comes to mind",
        "I can't think of anything", "Currently nothing to report"})
    EXPECT_TRUE(contentless(text)) << text;
}

TEST(IsContentless, MarksNumbersAndTyping) {
  for (const char* text : {"-", "。", "...", "👍", "😊😊", "10", "ｗｗｗ", "ああああ", "xxx", "", " ", "(^^)"})
    EXPECT_TRUE(contentless(text)) << text;
}

TEST(IsContentless, CourtesyAndTests) {
  for (const char* text :
       {"ありがとうございます。", "いつもお世話になっております。", "Thanks!", "テスト", "test",
        "特にありません。いつもありがとうございます。今後ともよろしくお願いいたします。", "None. Thank you!"})
    EXPECT_TRUE(contentless(text)) << text;
}

TEST(IsContentless, ABareVerdictIsContent) {
  for (const char* text : {"良い", "Good", "最高!", "高", "満足", "使いにくい", "Too expensive"})
    EXPECT_FALSE(contentless(text)) << text;
}

TEST(IsContentless, ARefusalWithSomethingBesideIsContent) {
  for (const char* text :
       {"特になしだが、価格は高い", "サポートがない", "機能が無い", "意見を聞いてくれない",
        "No export to Excel", "Nothing works", "ありがとうございます。検索が速くなりました。"})
    EXPECT_FALSE(contentless(text)) << text;
}

TEST(IsContentless, OfASentenceNeedsNoSecondSplit) {
  for (const char* text : {"特にありません。いつもありがとうございます。", "None. Thank you!", "遅い。でも助かっています。",
                           "The app is slow, but thanks.", "Nothing at the moment"}) {
    const std::string normalized = normalize(text).text;
    for (const Span& span : split_sentences(normalized, test::lexicons())) {
      const std::string_view sentence = slice(normalized, span);
      EXPECT_EQ(is_contentless_sentence(fold_for_identity(sentence), test::lexicons()),
                is_contentless(sentence, test::lexicons()))
          << sentence;
    }
  }
}

}  // namespace
}  // namespace koe::nlp
