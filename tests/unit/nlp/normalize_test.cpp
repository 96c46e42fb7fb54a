#include "nlp/normalize.h"

#include <gtest/gtest.h>

namespace koe::nlp {
namespace {

std::string normalized(std::string_view text) { return normalize(text).text; }

TEST(Normalize, FullAndHalfWidthAreOne) {
  EXPECT_EQ(normalized("ＮＰＳ１０点！"), "NPS10点!");
  EXPECT_EQ(normalized("ｱﾌﾟﾘｶﾞ落ﾁﾙ"), "アプリガ落チル");
  EXPECT_EQ(normalized("（株）　㈱ ① ㌔ ﬁ ㍻"), "(株) (株) 1 キロ fi 平成");
}

TEST(Normalize, CombiningSequencesAreComposed) {
  EXPECT_EQ(normalized("か\u3099は\u309A"), "がぱ");
  EXPECT_EQ(normalized("cafe\u0301"), "café");
}

TEST(Normalize, AnInvisibleCharacterDoesNotSeparateALetterFromItsSoundMark) {
  EXPECT_EQ(normalized("か\u200B\u3099"), "が");
}

TEST(Normalize, DashesWavesAndQuotesHaveOneForm) {
  EXPECT_EQ(normalized("1‐2–3—4−5－6"), "1-2-3-4-5-6");
  EXPECT_EQ(normalized("10〜20～30∼"), "10~20~30~");
  EXPECT_EQ(normalized("don’t “say” ‘x’"), "don't \"say\" 'x'");
}

TEST(Normalize, ADashBetweenKatakanaIsTheProlongedSoundMark) {
  EXPECT_EQ(normalized("ユ－ザ－が"), "ユーザーが");
  EXPECT_EQ(normalized("ﾕ-ｻﾞ-ｻﾎﾟ-ﾄ"), "ユーザーサポート");
  EXPECT_EQ(normalized("アプリ-連携"), "アプリ-連携");
  EXPECT_EQ(normalized("A-カ"), "A-カ");
}

TEST(Normalize, SpacesAreOneKindAndLineEndsAreLineFeeds) {
  EXPECT_EQ(normalized("a\u3000b\u00A0c\td"), "a b c d");
  EXPECT_EQ(normalized("1\r\n2\r3\n4\u20285\u00856\v7"), "1\n2\n3\n4\n5\n6\n7");
}

TEST(Normalize, ControlAndFormatCharactersAreDropped) {
  EXPECT_EQ(normalized("\uFEFFa\u202Eb\u200Bc\u00ADd\x01"
                       "e❤\uFE0F"),
            "abcde❤");
  EXPECT_EQ(normalized(std::string_view("a\0b", 3)), "ab");
}

TEST(Normalize, TheMapLeadsToTheOriginalCodePoints) {
  const NormalizedText text = normalize("㈱ｶﾞ\r\n\u200Bい");
  ASSERT_EQ(text.text, "(株)ガ\nい");
  EXPECT_EQ(text.to_original, (std::vector<std::uint32_t>{0, 0, 0, 1, 3, 6, 7}));
  EXPECT_EQ(text.original_span({1, 2}), (Span{0, 1}));  // half of an expansion is all of the original
  EXPECT_EQ(text.original_span({3, 4}), (Span{1, 3}));  // both half-width characters
  EXPECT_EQ(text.original_span({0, 6}), (Span{0, 7}));
  EXPECT_EQ(text.original_span({2, 2}), (Span{0, 0}));
}

TEST(Normalize, EmptyAndInvisibleTextsAreEmpty) {
  EXPECT_EQ(normalize("").to_original, (std::vector<std::uint32_t>{0}));
  EXPECT_EQ(normalize("\u200B\uFEFF").text, "");
  EXPECT_EQ(normalize("\u200B\uFEFF").to_original, (std::vector<std::uint32_t>{2}));
}

TEST(Normalize, EveryCodePointAloneIsNormalizedOnce) {
  for (char32_t c = 0; c <= 0x10FFFF; ++c) {
    std::string text;
    append_utf8(text, c);
    const std::string once = normalized(text);
    ASSERT_EQ(normalized(once), once) << std::hex << static_cast<std::uint32_t>(c);
  }
}

TEST(FoldForIdentity, CaseSpaceAndClosingMarksDoNotMatter) {
  EXPECT_EQ(fold_for_identity("特に なし。"), "特になし");
  EXPECT_EQ(fold_for_identity("特になし!!"), "特になし");
  EXPECT_EQ(fold_for_identity("  Too   Slow... "), "too slow");
  EXPECT_EQ(fold_for_identity("良い\n製品"), "良い製品");
  EXPECT_EQ(fold_for_identity("easy,fast"), "easy,fast");
}

TEST(FoldForIdentity, AQuestionAndTheVerdictOfAnEmojiMatter) {
  EXPECT_EQ(fold_for_identity("使えない?!?"), "使えない?");
  EXPECT_EQ(fold_for_identity("最高!😊😊😊"), "最高😊");
  EXPECT_NE(fold_for_identity("対応が早い😊"), fold_for_identity("対応が早い😡"));
}

TEST(FoldForIdentity, ATextOfMarksKeepsOneOfEachRun) {
  EXPECT_EQ(fold_for_identity("..."), ".");
  EXPECT_EQ(fold_for_identity("👍👍👍"), "👍");
  EXPECT_NE(fold_for_identity("👍"), fold_for_identity("👎"));
  EXPECT_EQ(fold_for_identity(""), "");
}

}  // namespace
}  // namespace koe::nlp
