#include "pipeline/ingest/decoding.h"

#include <gtest/gtest.h>

namespace koe {
namespace {

using namespace std::string_view_literals;

TEST(Decode, Cp932IsMicrosoftsTable) {
  // Circled one, (kabu), the hashigo-daka of names, the wave dash as Windows sees it, a half-width katakana,
  // a backslash.
  const DecodedText text = decode("\x87\x40\x87\x8A\xFB\xFC\x81\x60\xB1\x5C", Encoding::kCp932);
  EXPECT_EQ(text.text, "①㈱髙～ｱ\\");
  EXPECT_TRUE(text.broken.empty());
}

TEST(Decode, Cp932TrailBytesThatLookLikeDelimitersAreLetters) {
  EXPECT_EQ(decode("\x83\x5C\x95\x5C\x94\x5C", Encoding::kCp932).text,
            "ソ表能");                                         // trail byte is a backslash
  EXPECT_EQ(decode("\x83\x7C", Encoding::kCp932).text, "ポ");  // trail byte is a pipe
}

TEST(Decode, Cp932LeavesControlCharactersAlone) {
  EXPECT_EQ(decode("\x1A\x1C\x7F\x88\x9F", Encoding::kCp932).text, "\x1A\x1C\x7F亜");
}

TEST(Decode, EucJpWithThreeByteCharactersAndHalfWidthKatakana) {
  EXPECT_EQ(decode("\xA4\xA2\xAD\xA1\x8E\xB1\x8F\xB0\xA1", Encoding::kEucJp).text, "あ①ｱ丂");
}

TEST(Decode, Iso2022Jp) {
  EXPECT_EQ(decode("a\x1B$B$\"$$\x1B(B,b\n\x1B$B$\"\x1B(B\n", Encoding::kIso2022Jp).text, "aあい,b\nあ\n");
}

TEST(Decode, Utf16BothWays) {
  EXPECT_EQ(decode("\xFF\xFE"
                   "a\0\x42\x30\n\0\x3D\xD8\x00\xDE"sv,
                   Encoding::kUtf16Le)
                .text,
            "aあ\n😀");
  EXPECT_EQ(decode("\xFE\xFF\0a\x30\x42\0\n\xD8\x3D\xDE\x00"sv, Encoding::kUtf16Be).text, "aあ\n😀");
}

TEST(Decode, Windows1252WithoutTheHolesOfTheTable) {
  const DecodedText text = decode(
      "caf\xE9 \x97 \x80"
      "5\x81",
      Encoding::kWindows1252);
  EXPECT_EQ(text.text, "café — €5\uFFFD");
  ASSERT_EQ(text.broken.size(), 1U);
  EXPECT_EQ(text.broken[0].byte, 9U);
}

TEST(Decode, AByteOrderMarkIsNoPartOfTheText) {
  EXPECT_EQ(decode("\xEF\xBB\xBFid", Encoding::kUtf8).text, "id");
  EXPECT_EQ(decode("\xEF\xBB\xBFid", Encoding::kUtf8).byte_at(0), 3U);
}

TEST(Decode, RecordsEveryIllFormedUtf8SequenceByItsMaximalSubpart) {
  // Unicode 15, table 3-8: 61 F1 80 80 E1 80 C2 62 80 63 80 BF 64 gives a ? ? ? b ? c ? ? d.
  const DecodedText text = decode("\x61\xF1\x80\x80\xE1\x80\xC2\x62\x80\x63\x80\xBF\x64", Encoding::kUtf8);
  EXPECT_EQ(text.text, "a\uFFFD\uFFFD\uFFFDb\uFFFDc\uFFFD\uFFFDd");
  ASSERT_EQ(text.broken.size(), 6U);
  EXPECT_EQ(text.broken[0].raw, "\xF1\x80\x80");
  EXPECT_EQ(text.broken[0].byte, 1U);
  EXPECT_EQ(text.broken[1].raw, "\xE1\x80");
  EXPECT_EQ(text.broken[1].byte, 4U);
  EXPECT_EQ(text.broken[5].byte, 11U);
}

TEST(Decode, RefusesOverlongSurrogateAndOutOfRangeUtf8) {
  for (const std::string_view bytes :
       {"\xC0\xAF"sv, "\xE0\x80\xAF"sv, "\xED\xA0\x80"sv, "\xF4\x90\x80\x80"sv, "\xF8"sv})
    EXPECT_FALSE(decode(bytes, Encoding::kUtf8).broken.empty());
  for (const std::string_view bytes : {"\xEF\xBF\xBF"sv, "\xF4\x8F\xBF\xBF"sv, "\0"sv})
    EXPECT_TRUE(decode(bytes, Encoding::kUtf8).broken.empty());
}

TEST(Decode, ABrokenSequenceNeverSwallowsALineEndOrQuoteOrComma) {
  struct Case {
    Encoding encoding;
    std::string_view bytes;
    std::string_view text;
    std::uint64_t byte;  // of the broken sequence
  };
  const Case cases[] = {{Encoding::kCp932, "a\x82\nb", "a\uFFFD\nb", 1},
                        {Encoding::kCp932, "a\x82\",b", "a\uFFFD\",b", 1},
                        {Encoding::kCp932, "a\x82,b\r\nc", "a\uFFFD,b\r\nc", 1},
                        {Encoding::kCp932, "ab\x82", "ab\uFFFD", 2},
                        {Encoding::kEucJp, "x\xA4\nb", "x\uFFFD\nb", 1},
                        {Encoding::kEucJp, "x\x8F\xA4\"b", "x\uFFFD\uFFFD\"b", 1},
                        {Encoding::kIso2022Jp, "\x1B$B$\nb", "\uFFFD\nb", 3},
                        {Encoding::kUtf8, "x\xE3\x81\nb", "x\uFFFD\nb", 1},
                        {Encoding::kUtf16Le, "a\0\x00\xD8\n\0"sv, "a\uFFFD\n", 2},
                        {Encoding::kUtf16Le, "a\0\n\0b"sv, "a\n\uFFFD", 4}};
  for (const Case& one : cases) {
    const DecodedText decoded = decode(one.bytes, one.encoding);
    EXPECT_EQ(decoded.text, one.text) << name_of(one.encoding);
    ASSERT_FALSE(decoded.broken.empty()) << name_of(one.encoding);
    EXPECT_EQ(decoded.broken[0].byte, one.byte) << name_of(one.encoding) << " " << one.text;
  }
}

TEST(Decode, LeadsFromTheTextBackToTheFile) {
  // Lines of 5, 3 and 2 bytes; in UTF-8 the first character takes three.
  const DecodedText cp932 = decode("\x82\xA0,1\n\x82\xA2\nz\n", Encoding::kCp932);
  ASSERT_EQ(cp932.text, "あ,1\nい\nz\n");
  EXPECT_EQ(cp932.byte_at(0), 0U);
  EXPECT_EQ(cp932.byte_at(6), 5U);
  EXPECT_EQ(cp932.byte_at(10), 8U);
  EXPECT_EQ(cp932.byte_end(6), 5U);
  EXPECT_EQ(cp932.byte_end(cp932.text.size()), 10U);

  const DecodedText utf8 = decode("\xEF\xBB\xBFok\n\x80z\ny\n", Encoding::kUtf8);
  ASSERT_EQ(utf8.text, "ok\n\uFFFDz\ny\n");
  EXPECT_EQ(utf8.byte_at(6), 7U);  // z: three bytes of mark, three of text, one broken
  EXPECT_EQ(utf8.byte_at(8), 9U);  // y
  EXPECT_NE(utf8.first_broken(3, 8), nullptr);
  EXPECT_EQ(utf8.first_broken(6, 10), nullptr);
}

TEST(TooBroken, BearsAFewLinesAndRefusesAWrongEncoding) {
  const std::string japanese = "\x82\xA0\x82\xA2\n";
  std::string mostly_good;
  for (int i = 0; i < 20; ++i) mostly_good += japanese;
  EXPECT_FALSE(too_broken(decode(mostly_good + "\x82\n", Encoding::kCp932)));
  const auto refused = too_broken(decode(mostly_good, Encoding::kUtf8));
  ASSERT_TRUE(refused);
  EXPECT_EQ(refused->code, IssueCode::kEncodingInvalid);
  EXPECT_EQ(refused->args, (std::vector<std::string>{"UTF-8", "20", "20"}));
  EXPECT_FALSE(too_broken(decode("id,text\n1,a\n2,\xFF\n", Encoding::kUtf8)));  // ASCII but for one line
}

TEST(TryDecoding, GivesUpOnAHopelessEncodingAndOnlyThere) {
  std::string japanese;
  for (int i = 0; i < 5000; ++i) japanese += "\x82\xA0\x82\xA2\n";
  const DecodedText wrong = try_decoding(japanese, Encoding::kUtf8);
  EXPECT_EQ(wrong.lines, 1001U);
  EXPECT_TRUE(too_broken(wrong));
  EXPECT_EQ(try_decoding(japanese, Encoding::kCp932).text, decode(japanese, Encoding::kCp932).text);
}

}  // namespace
}  // namespace koe
