#include "pipeline/report/visible_text.h"

#include <gtest/gtest.h>

namespace koe::report {
namespace {

TEST(EscapeHtml, LeavesNoCharacterThatOpensMarkup) {
  EXPECT_EQ(escape_html("</script><img src=x onerror='a'>&\""),
            "&lt;/script&gt;&lt;img src=x onerror=&#39;a&#39;&gt;&amp;&quot;");
}

TEST(EscapeHtml, KeepsOrdinaryTextInAnyScript) {
  const std::string plain = "検索が遅いです。①㈱ ～ résumé 👍🏽 がぎ\n\tend";
  EXPECT_EQ(escape_html(plain), plain);
}

TEST(EscapeHtml, ShowsWhatHidesOrReordersText) {  // CVE-2021-42574 and UAX #9
  EXPECT_EQ(escape_html("a\u202Eb"), "a[U+202E]b");
  EXPECT_EQ(escape_html("\u2066\u2069\u200B\uFEFF\u061C\u00AD"),
            "[U+2066][U+2069][U+200B][U+FEFF][U+061C][U+00AD]");
  EXPECT_EQ(escape_html("\U000E0041"), "[U+E0041]");
  EXPECT_EQ(escape_html(std::string("a\0\x1B", 3)), "a[U+0000][U+001B]");
  EXPECT_EQ(escape_html("a\r\nb"), "a\nb");
}

TEST(EscapeHtml, KeepsEmojiWhole) {
  const std::string family = "\U0001F468\u200D\U0001F469\u200D\U0001F467";
  EXPECT_EQ(escape_html(family), family);
  EXPECT_EQ(escape_html("a\u200Db"), "a[U+200D]b");
}

TEST(EscapeHtml,
     ReplacesBytesThatAreNoUtf8) {  // Unicode 15, table 3-7: overlong, surrogate, cut off, stray trail
  EXPECT_EQ(escape_html("\xC0\xBC"), "\uFFFD\uFFFD");
  EXPECT_EQ(escape_html("\xED\xA0\x80"), "\uFFFD\uFFFD\uFFFD");
  EXPECT_EQ(escape_html("\xF5\x80"), "\uFFFD\uFFFD");
  EXPECT_EQ(escape_html("a\xE3\x81"), "a\uFFFD\uFFFD");
  EXPECT_EQ(escape_html("\xE3<"), "\uFFFD&lt;");
}

}  // namespace
}  // namespace koe::report
