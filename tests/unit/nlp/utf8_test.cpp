#include "nlp/utf8.h"

#include <gtest/gtest.h>

namespace koe::nlp {
namespace {

TEST(Utf8, EveryScalarValueSurvivesARoundTrip) {
  std::u32string all;
  for (char32_t c = 0; c <= 0x10FFFF; ++c)
    if (c < 0xD800 || c > 0xDFFF) all.push_back(c);
  EXPECT_TRUE(decode_utf8(encode_utf8(all)) == all);
}

TEST(Utf8, IllFormedBytesBecomeOneReplacementCharacterEach) {
  EXPECT_TRUE(decode_utf8("\xC0\xAF") == U"\uFFFD\uFFFD");                      // overlong
  EXPECT_TRUE(decode_utf8("\xED\xA0\x80") == U"\uFFFD\uFFFD\uFFFD");            // surrogate
  EXPECT_TRUE(decode_utf8("\xF4\x90\x80\x80") == U"\uFFFD\uFFFD\uFFFD\uFFFD");  // above U+10FFFF
  EXPECT_TRUE(decode_utf8("a\xE3\x81") == U"a\uFFFD\uFFFD");                    // cut off
  EXPECT_TRUE(decode_utf8("\x80z") == U"\uFFFDz");                              // trail byte alone
}

TEST(Utf8, CountsAsManyCodePointsAsItDecodes) {
  for (const std::string_view text : {"", "abc", "日本語", "a\xFF\xE3\x81い", "😀!"})
    EXPECT_EQ(count_code_points(text), decode_utf8(text).size()) << text;
}

TEST(Utf8, SlicesInOrderAreThoseTakenOneByOne) {
  const std::string_view text = "あbc。でef";
  Slicer slicer(text);
  for (const Span span : {Span{0, 2}, Span{2, 4}, Span{4, 4}, Span{5, 9}, Span{8, 9}})
    EXPECT_EQ(slicer.next(span), slice(text, span)) << span.begin;
}

TEST(Utf8, ASliceIsClippedToTheText) {
  EXPECT_EQ(slice("日本語text", {1, 4}), "本語t");
  EXPECT_EQ(slice("日本", {1, 9}), "本");
  EXPECT_EQ(slice("日本", {5, 9}), "");
}

}  // namespace
}  // namespace koe::nlp
