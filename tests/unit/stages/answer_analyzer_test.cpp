#include "pipeline/stages/answer_analyzer.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <memory>
#include <span>
#include <tuple>
#include <vector>

#include "pipeline/stages/assets.h"

namespace koe::stages {
namespace {

const Assets& assets() {
  static const Assets kAssets = Assets::load(KOE_SOURCE_DIR);
  return kAssets;
}

/// The segments of an answer, '|' between them, by koe's own table and lexicons.
std::string segments_of(const std::string& text) {
  AnswerAnalyzer analyzer(assets());
  AnalyzedAnswers found;
  const store::Verbatim answer{.response_no = 1, .text = text};
  analyzer.analyze(std::span(&answer, 1), found);
  std::string out;
  for (const store::SegmentRow& segment : found.segments) out.append(out.empty() ? "" : "|").append(segment.text);
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

const std::vector<store::Verbatim>& answers() {
  static const std::vector<store::Verbatim> kAnswers = {
      {1, "請求書のPDFが出力できない。サポートの返信も遅いです。"},
      {2, "The invoice PDF cannot be exported. Support is slow, but the app is easy to use!"},
      {3, "特になし"},
      {4, "料金が高い。もう少し安くしてほしい。Thanks."},
      {6, "昨日請求書を出力しようとしましたが、ボタンが押せませんでした。"},
      {7, "Great. 😊"}};
  return kAnswers;
}

struct Analysis {
  std::unique_ptr<AnalyzedAnswers> answers = std::make_unique<AnalyzedAnswers>();
  std::vector<std::vector<store::StoredLabelTerm>> terms;  ///< of each segment
};

Analysis analyze(AnswerAnalyzer& analyzer, std::span<const store::Verbatim> some) {
  Analysis found;
  analyzer.analyze(some, *found.answers);
  for (const store::SegmentRow& segment : found.answers->segments) {
    std::vector<store::StoredLabelTerm>& terms = found.terms.emplace_back();
    for (const std::uint32_t term : segment.label_terms) terms.push_back(found.answers->label_terms.terms[term]->term);
  }
  return found;
}

TEST(AnswerAnalyzer, ReadsAnswersTogetherAsItReadsEachAlone) {
  AnswerAnalyzer analyzer(assets());
  const Analysis together = analyze(analyzer, answers());
  std::size_t at = 0;
  for (const store::Verbatim& answer : answers()) {
    AnswerAnalyzer fresh(assets());
    for (AnswerAnalyzer* one : {&analyzer, &fresh}) {  // memory of earlier answers must not show
      const Analysis alone = analyze(*one, std::span(&answer, 1));
      ASSERT_LE(at + alone.answers->segments.size(), together.answers->segments.size());
      for (std::size_t s = 0; s < alone.answers->segments.size(); ++s) {
        const store::SegmentRow& a = alone.answers->segments[s];
        const store::SegmentRow& b = together.answers->segments[at + s];
        EXPECT_EQ(std::tie(a.response_no, a.ordinal, a.begin, a.end, a.language, a.unit_key, a.polarity, a.text,
                           a.normalized),
                  std::tie(b.response_no, b.ordinal, b.begin, b.end, b.language, b.unit_key, b.polarity, b.text,
                           b.normalized));
        EXPECT_TRUE(std::ranges::equal(a.table_rows, b.table_rows));
        EXPECT_EQ(alone.terms[s], together.terms[at + s]);
      }
      if (one == &fresh) at += alone.answers->segments.size();
    }
  }
  EXPECT_EQ(at, together.answers->segments.size());
}

TEST(AnswerAnalyzer, ReadsAlikeAfterItForgotItsWords) {
  std::string many;
  for (int i = 0; i <= 100'000; ++i) many += "w" + std::to_string(i) + " ";  // more words than a thread keeps
  AnswerAnalyzer analyzer(assets()), fresh(assets());
  const store::Verbatim noise{.response_no = 9, .text = many};
  static_cast<void>(analyze(analyzer, answers()));
  static_cast<void>(analyze(analyzer, std::span(&noise, 1)));
  const Analysis again = analyze(analyzer, answers());
  const Analysis expected = analyze(fresh, answers());
  ASSERT_EQ(again.answers->segments.size(), expected.answers->segments.size());
  for (std::size_t s = 0; s < again.answers->segments.size(); ++s) {
    EXPECT_TRUE(std::ranges::equal(again.answers->segments[s].table_rows, expected.answers->segments[s].table_rows));
    EXPECT_EQ(again.answers->segments[s].polarity, expected.answers->segments[s].polarity);
    EXPECT_EQ(again.terms[s], expected.terms[s]);
  }
}

TEST(AnswerAnalyzer, KnowsAnswersWithoutContent) {
  AnswerAnalyzer analyzer(assets());
  const Analysis found = analyze(analyzer, std::span(answers()).subspan(2, 1));
  ASSERT_EQ(found.answers->segments.size(), 1U);
  EXPECT_EQ(found.answers->segments[0].unit_key, "");
  EXPECT_TRUE(found.answers->segments[0].table_rows.empty());
}

}  // namespace
}  // namespace koe::stages
