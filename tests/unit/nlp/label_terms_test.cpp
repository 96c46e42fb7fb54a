#include "nlp/label_terms.h"

#include <gtest/gtest.h>

#include "tests/unit/nlp/nlp_fixtures.h"

namespace koe::nlp {
namespace {

/// "display(key)" of all label terms; a noun has a trailing '!'.
std::string labels(std::string_view text, Lang lang) {
  std::string out;
  const std::vector<Token> tokens = test::tokenize(text, lang);
  for (const LabelTerm& term : label_terms(tokens, lang)) {
    const LabelText read = text_of(term);
    out += (out.empty() ? "" : " ") + read.display + "(" + read.key + ")" + (read.is_noun ? "!" : "");
  }
  return out;
}

TEST(LabelTerms, JapaneseCompoundsAndTheirNouns) {
  EXPECT_EQ(labels("検索機能を改善", Lang::kJa),
            "検索機能(j検索_機能)! 検索(j検索)! 機能(j機能)! 改善(j改善)!");
  EXPECT_EQ(labels("操作性", Lang::kJa), "操作性(j操作)!");
  EXPECT_EQ(labels("ご検討", Lang::kJa), "検討(j検討)!");
  EXPECT_EQ(labels("Excelと", Lang::kJa), "Excel(eexcel)!");
  EXPECT_EQ(labels("API連携", Lang::kJa), "API連携(j連携)! API(eapi)! 連携(j連携)!");
}

TEST(LabelTerms, JapanesePredicatesWithWhatChangesThem) {
  EXPECT_EQ(labels("使えなかった", Lang::kJa), "使えない(j使える_ない)");
  EXPECT_EQ(labels("分かりません", Lang::kJa), "分かりません(j分かる_ない)");
  EXPECT_EQ(labels("使いにくいです", Lang::kJa), "使いにくい(j使う_にくい)");
  EXPECT_EQ(labels("遅くて高い", Lang::kJa), "遅い(j遅い) 高い(j高い)");
  EXPECT_EQ(labels("待たなければならない", Lang::kJa), "待つ(j待つ)");
}

TEST(LabelTerms, EnglishWordsAndAdjoiningPairs) {
  EXPECT_EQ(labels("The customer support", Lang::kEn),
            "customer(ecustomer)! customer support(ecustomer_support)! support(esupport)!");
  EXPECT_EQ(labels("exports don't work", Lang::kEn), "exports(eexports)! not work(enot_work)");
  EXPECT_EQ(labels("slow, API", Lang::kEn), "slow(eslow) API(eapi)!");
}

TEST(LabelTerms, VagueWordsNameNothingByThemselves) {
  EXPECT_EQ(labels("It always takes forever to get an invoice", Lang::kEn), "forever(eforever) invoice(einvoice)!");
  EXPECT_EQ(labels("いつも請求書を出すのが大変", Lang::kJa), "請求書(j請求)!");
  EXPECT_EQ(labels("事前確認ができない", Lang::kJa), "事前確認(j事前_確認)! 確認(j確認)! できない(jできる_ない)");
}

TEST(LabelTerms, AcronymsKeepTheirCapitalsAndShoutsDoNot) {
  EXPECT_EQ(labels("API SUPPORT", Lang::kEn), "API(eapi)! API support(eapi_support)! support(esupport)!");
}

TEST(LabelTerms, OffsetsAreThoseOfTheText) {
  const std::vector<Token> tokens = test::tokenize("この検索機能が使えない", Lang::kJa);
  const std::vector<LabelTerm> terms = label_terms(tokens, Lang::kJa);
  ASSERT_EQ(terms.size(), 4U);
  EXPECT_EQ(terms[0].tokens.front().begin, 2U);
  EXPECT_EQ(terms[0].tokens.back().end, 6U);
  EXPECT_EQ(terms[3].tokens.front().begin, 7U);
  EXPECT_EQ(terms[3].tokens.back().end, 11U);
}

TEST(LabelTerms, OtherLanguagesHaveNone) { EXPECT_EQ(labels("Sehr langsam", Lang::kOther), ""); }

}  // namespace
}  // namespace koe::nlp
