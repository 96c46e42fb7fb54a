#include "nlp/redact.h"

#include <gtest/gtest.h>

#include <chrono>

namespace koe::nlp {
namespace {

std::string redacted(std::string_view text) { return redact(normalize(text)).text.text; }

TEST(Redact, EmailAddresses) {
  EXPECT_EQ(redacted("taro.yamada+nps@example.co.jp へ"), "[email] へ");
  EXPECT_EQ(redacted("連絡先：ｔａｒｏ＠ｅｘａｍｐｌｅ．ｃｏｍ。"), "連絡先:[email]。");
  EXPECT_EQ(redacted("mail me: bob (at) example.com, please"), "mail me: [email], please");
  EXPECT_EQ(redacted("@support please, 50 users@once"), "@support please, 50 users@once");
}

TEST(Redact, JapanesePhoneNumbersInTheirManyForms) {
  for (const char* number : {"03-1234-5678", "０３－１２３４－５６７８", "(03)1234-5678", "03(1234)5678",
                             "090-1234-5678", "09012345678", "090 1234 5678", "0120-123-456", "0120123456",
                             "+81-90-1234-5678", "+81 3 1234 5678", "06ー6123ー4567", "0467-22-1234"})
    EXPECT_EQ(redacted(std::string("電話は") + number + "です"), "電話は[phone]です") << number;
}

TEST(Redact, InternationalPhoneNumbers) {
  EXPECT_EQ(redacted("Call +1 (415) 555-2671 today"), "Call [phone] today");
  EXPECT_EQ(redacted("Call 415-555-2671 or +442071838750"), "Call [phone] or [phone]");
  EXPECT_EQ(redacted("TEL 1234-5678"), "TEL [phone]");
}

TEST(Redact, NumbersThatAreNoTelephoneStay) {
  for (const char* text :
       {"1-2-3", "10,000-20,000円", "2026-11-22 10:30", "2026/04/01-2026/09/30", "01-02-2026 10:30", "3.14",
        "注文番号 1234-5678", "バージョン 1.2.3.4", "v10.0.19041.1", "1200000円", "24時間365日"})
    EXPECT_EQ(redacted(text), normalize(text).text);
}

TEST(Redact, CardsMyNumbersAndOtherLongNumbers) {
  EXPECT_EQ(redacted("4111 1111 1111 1111"), "[card]");
  EXPECT_EQ(redacted("カード 4111-1111-1111-1111 で"), "カード [card] で");
  EXPECT_EQ(redacted("3782 822463 10005"), "[card]");
  EXPECT_EQ(redacted("番号は 1234 5678 9018 です"), "番号は [my-number] です");  // the ordinance's example
  EXPECT_EQ(redacted("マイナンバー 1234 5678 9012"),
            "マイナンバー [my-number]");  // mistyped, but said to be one
  EXPECT_EQ(redacted("会員番号 1234567890"), "会員番号 [number]");
}

TEST(Redact, UrlsWithCredentialsQueriesOrTokens) {
  EXPECT_EQ(redacted("https://example.com/reset?token=abc を"), "[url] を");
  EXPECT_EQ(redacted("see http://bob:pw@example.com/x."), "see [url].");
  EXPECT_EQ(redacted("https://example.com/i/9f8e7d6c5b4a39281706f5e4"), "[url]");
  EXPECT_EQ(redacted("https://example.com/help/0312345678/page"), "https://example.com/help/0312345678/page");
}

TEST(Redact, PostalCodesAndAddresses) {
  EXPECT_EQ(redacted("〒100-0001"), "[address]");
  EXPECT_EQ(redacted("東京都千代田区丸の内1-2-3に本社"), "[address]に本社");
  EXPECT_EQ(redacted("大阪府吹田市山田丘一丁目1番地の店"), "[address]の店");
  EXPECT_EQ(redacted("東京都の支店は3つ"), "東京都の支店は3つ");
}

TEST(Redact, InternetAddresses) { EXPECT_EQ(redacted("サーバ192.168.10.1が落ちた"), "サーバ[ip]が落ちた"); }

TEST(Redact, APlaceholderStandsForAllItHides) {
  const Redaction redaction = redact(normalize("㈱A 03-1234-5678 遅い"));
  EXPECT_EQ(redaction.count, 1U);
  ASSERT_EQ(redaction.text.text, "(株)A [phone] 遅い");
  // code points of the original: ㈱ A space 03-1234-5678 space 遅 い
  EXPECT_EQ(redaction.text.original_span({5, 12}), (Span{3, 15}));
  EXPECT_EQ(redaction.text.original_span({13, 15}), (Span{16, 18}));
}

TEST(Redact, HostileTextsTakeLinearTime) {
  for (const std::string_view unit :
       {"1-", "a@", "://", "a://", "(", "+1", "東京都1", "(at)", "0", "1.", "http://a?"}) {
    std::string text;
    while (text.size() < 200000) text += unit;
    const auto start = std::chrono::steady_clock::now();
    static_cast<void>(redact(normalize(text)));
    EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(10)) << unit;
  }
}

}  // namespace
}  // namespace koe::nlp
