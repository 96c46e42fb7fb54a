#include "pipeline/stages/answer_analyzer.h"

#include <gtest/gtest.h>

namespace koe::stages {
namespace {

/// The segments of an answer, '|' between them, by koe's own table and lexicons.
std::string segments_of(const std::string& text) {
  static const Assets kAssets = Assets::load(KOE_SOURCE_DIR);
  AnswerAnalyzer analyzer(kAssets);
  LabelTermIndex label_terms;
  std::vector<store::StoredSegment> segments;
  analyzer.analyze({.response_no = 1, .text = text}, segments, label_terms);
  std::string out;
  for (const store::StoredSegment& segment : segments) out += (out.empty() ? "" : "|") + segment.text;
  return out;
}

TEST(AnswerAnalyzer, CutsWherePraiseTurnsToBlameAboutSomethingElse) {
  EXPECT_EQ(segments_of("The dashboard is beautiful and easy to use, but customer support never answers my tickets."),
            "The dashboard is beautiful and easy to use,|but customer support never answers my tickets.");
  EXPECT_EQ(segments_of("画面のデザインはとても見やすいですが、サポートの返信が遅くて困っています。"),
            "画面のデザインはとても見やすいですが、|サポートの返信が遅くて困っています。");
}

TEST(AnswerAnalyzer, KeepsAStoryTogetherThatAContrastRunsThrough) {
  const std::string english = "I tried to export the invoices yesterday but the button was greyed out.";
  const std::string japanese = "昨日請求書を出力しようとしましたが、ボタンが押せませんでした。";
  EXPECT_EQ(segments_of(english).find('|'), std::string::npos);
  EXPECT_EQ(segments_of(japanese).find('|'), std::string::npos);
}

TEST(AnswerAnalyzer, CutsBetweenTwoTopics) {
  EXPECT_EQ(segments_of("料金が高すぎて社内で説明できません。検索機能の表示速度が遅くて仕事になりません。"),
            "料金が高すぎて社内で説明できません。|検索機能の表示速度が遅くて仕事になりません。");
}

}  // namespace
}  // namespace koe::stages
