#include "pipeline/ingest/encoding.h"

#include <gtest/gtest.h>

namespace koe {
namespace {

using namespace std::string_view_literals;

// "回答,理由" / "9,使いやすい" in each encoding.
constexpr std::string_view kCp932 =
    "\x89\xF1\x93\x9A,\x97\x9D\x97\x52\r\n9,\x8E\x67\x82\xA2\x82\xE2\x82\xB7\x82\xA2\r\n";
constexpr std::string_view kEucJp =
    "\xB2\xF3\xC5\xFA,\xCD\xFD\xCD\xB3\n9,\xBB\xC8\xA4\xA4\xA4\xE4\xA4\xB9\xA4\xA4\n";

Encoding detected(std::string_view bytes) {
  const auto guess = detect_encoding(bytes);
  EXPECT_TRUE(guess);
  return guess ? guess->encoding : Encoding::kUtf8;
}

TEST(Encoding, NamesReadBack) {
  for (const Encoding encoding : {Encoding::kUtf8, Encoding::kUtf16Le, Encoding::kUtf16Be, Encoding::kCp932,
                                  Encoding::kEucJp, Encoding::kIso2022Jp, Encoding::kWindows1252})
    EXPECT_EQ(parse_encoding(name_of(encoding)), encoding);
  EXPECT_EQ(parse_encoding("Shift_JIS"), Encoding::kCp932);
  EXPECT_EQ(parse_encoding("Windows-31J"), Encoding::kCp932);
  EXPECT_FALSE(parse_encoding("EBCDIC"));
}

TEST(DetectEncoding, ByMark) {
  EXPECT_EQ(detected("\xEF\xBB\xBF"
                     "a"),
            Encoding::kUtf8);
  EXPECT_EQ(detected("\xFF\xFE"
                     "a\0"sv),
            Encoding::kUtf16Le);
  EXPECT_EQ(detected("\xFE\xFF\0a"sv), Encoding::kUtf16Be);
  EXPECT_EQ(detect_encoding("\xFF\xFE"
                            "a\0"sv)
                ->bom_bytes,
            2U);
}

TEST(DetectEncoding, Utf16WithoutAMarkByItsNuls) {
  EXPECT_EQ(detected("i\0d\0,\0\x42\x30\n\0"sv), Encoding::kUtf16Le);
  EXPECT_EQ(detected("\0i\0d\0,\x30\x42\0\n"sv), Encoding::kUtf16Be);
  EXPECT_EQ(detected("id,text\n1,a\0b\n2,plain\n"sv), Encoding::kUtf8);  // a stray NUL is not UTF-16
}

TEST(DetectEncoding, Utf8AndAscii) {
  EXPECT_EQ(detected("score,comment\n9,fine\n"), Encoding::kUtf8);
  EXPECT_EQ(detected("点数,理由\n9,使いやすい\n"), Encoding::kUtf8);
}

TEST(DetectEncoding, Iso2022JpByItsEscapes) {
  EXPECT_EQ(detected("id,\x1B$B$\"\x1B(B\n"), Encoding::kIso2022Jp);
}

TEST(DetectEncoding, Cp932AgainstEucJp) {
  EXPECT_EQ(detected(kCp932), Encoding::kCp932);
  EXPECT_EQ(detected(kEucJp), Encoding::kEucJp);
  // Four kana: both decode, one as half-width katakana that nobody writes like this.
  EXPECT_EQ(detected("\xA4\xB3\xA4\xEC\n"), Encoding::kEucJp);
  EXPECT_EQ(detected("\x82\xB1\x82\xEA\n"), Encoding::kCp932);
}

TEST(DetectEncoding, WesternTextOnlyWhenNearlyEverythingIsAscii) {
  EXPECT_EQ(detected("score,comment\n9,The caf\xE9 team was great \x97 thanks\n7,na\xEFve but fine\n"),
            Encoding::kWindows1252);
}

TEST(DetectEncoding, DamagedUtf8IsStillUtf8) {
  std::string bytes = "点数,理由\n";
  for (int i = 0; i < 10; ++i) bytes += "9,使いやすい\n";
  const auto guess = detect_encoding(bytes + "8,\xE3\x81\n");
  ASSERT_TRUE(guess);
  EXPECT_EQ(guess->encoding, Encoding::kUtf8);
  EXPECT_LT(guess->confidence, 1);
}

TEST(DetectEncoding, RefusesWhatFitsNothingAndNamesTheByte) {
  std::string noise = "ab,";
  for (int i = 0; i < 40; ++i) noise += "\xFF\xFE\x80\xA0\xFD\n";
  const auto guess = detect_encoding(noise);
  ASSERT_FALSE(guess);
  EXPECT_EQ(guess.error().code, IssueCode::kEncodingUnknown);
  EXPECT_EQ(guess.error().byte, 3U);
}

TEST(DetectEncoding, SaysWhyInWords) {
  EXPECT_NE(detect_encoding(kCp932)->why.find("strict decoding as UTF-8 fails at byte 0"), std::string::npos);
}

}  // namespace
}  // namespace koe
