#include "pipeline/stages/sentences.h"

#include <gtest/gtest.h>

#include "pipeline/stages/assets.h"

namespace koe::stages {
namespace {

/// In: a verbatim that outlives what is read.
std::vector<Sentence> sentences(std::string_view verbatim) {
  static const Assets assets = Assets::load(KOE_SOURCE_DIR);
  static nlp::Arena memory;
  std::vector<Sentence> found;
  SentenceReader(assets.lexicons()).read(verbatim, memory, found);
  return found;
}

TEST(Sentences, KeepTheRespondentsOwnCharactersAndWhereTheyStood) {
  const auto found = sentences("ＡＰＩが遅い。 Support is great!");
  ASSERT_EQ(found.size(), 2U);
  EXPECT_EQ(found[0].text, "ＡＰＩが遅い。");
  EXPECT_EQ(found[0].normalized.utf8, "APIが遅い。");
  EXPECT_EQ(found[0].language, Language::kJapanese);
  EXPECT_EQ(found[0].begin, 0);
  EXPECT_EQ(found[0].end, 7);
  EXPECT_EQ(found[1].text, "Support is great!");
  EXPECT_EQ(found[1].begin, 8);
  EXPECT_EQ(found[1].end, 25);
}

TEST(Sentences, ShowAPlaceholderForPersonalDataInBothForms) {
  const auto found = sentences("Write to jane.doe@example.com please.");
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].text, "Write to [email] please.");
  EXPECT_EQ(found[0].normalized.utf8, found[0].text);
}

TEST(Sentences, ShowALetterOfTheOriginalWholeWhereItIsCut) {
  // U+1F56D with U+0328 and U+031A: its own normal form, one letter of the original. The pictograph ends a sentence.
  const auto found = sentences("とても良い\U0001F56D\u0328\u031A未対応です。");
  ASSERT_EQ(found.size(), 2U);
  EXPECT_EQ(found[0].normalized.utf8, "とても良い\U0001F56D");
  EXPECT_EQ(found[0].text, "とても良い\U0001F56D\u0328\u031A");
  EXPECT_EQ(found[0].end, 8);
}

TEST(Sentences, OfOneAnswerAreOneTextWithSpacesBetween) {
  const auto found = sentences("検索が遅い。ＰＤＦが出ない。Support is great!");
  ASSERT_EQ(found.size(), 3U);
  EXPECT_EQ(joined(found).utf8, "検索が遅い。 PDFが出ない。 Support is great!");
  EXPECT_EQ(joined(std::span(found).subspan(1)).code_points, U"PDFが出ない。 Support is great!");
  EXPECT_EQ(joined(std::span(found).first(1)).utf8, found[0].normalized.utf8);
}

TEST(Sentences, OfABlankAnswerAreNone) { EXPECT_TRUE(sentences(" \n").empty()); }

}  // namespace
}  // namespace koe::stages
