#include "nlp/terms.h"

#include <gtest/gtest.h>

#include "tests/unit/nlp/nlp_fixtures.h"

namespace koe::nlp {
namespace {

std::string keys_of(std::string_view text, Lang lang) {
  std::string out;
  for (const Term& term : terms(test::tokenize(text, lang), lang))
    out += (out.empty() ? "" : " ") + term.keys->key;
  return out;
}

std::string ja(std::string_view text) { return keys_of(text, Lang::kJa); }
std::string en(std::string_view text) { return keys_of(text, Lang::kEn); }

TEST(Terms, JapaneseContentWordsInDictionaryForm) {
  EXPECT_EQ(ja("サポートの返信がとても遅くて困っています。"), "jサポート j返信 j遅い j困る");
  EXPECT_EQ(ja("操作性が悪く、3日で諦めました(笑)"), "j操作 j悪い j諦める");
}

TEST(Terms, NegationIsATermOfItsOwn) {
  EXPECT_EQ(ja("使えない"), "j使える jない");
  EXPECT_EQ(ja("使えません"), "j使える jない");
  EXPECT_EQ(ja("使えず"), "j使える jない");
  EXPECT_EQ(ja("使うことができない"), "j使う jできる jない");
  EXPECT_EQ(ja("機能が無い"), "j機能 jない");
  EXPECT_EQ(ja("未対応の帳票"), "j対応 jない j帳票");
}

TEST(Terms, ANegationThatDeniesNothingIsNone) {
  EXPECT_EQ(ja("毎回入力しなければならない"), "j毎回 j入力");
  EXPECT_EQ(ja("電話しなくてはいけません"), "j電話");
  EXPECT_EQ(ja("確認しないといけない"), "j確認");
  EXPECT_EQ(ja("解約するかもしれません"), "j解約");
  EXPECT_EQ(ja("便利に違いない"), "j便利");
}

TEST(Terms, WishesAndFavoursAreOneTermOrNone) {
  EXPECT_EQ(ja("改善してほしい"), "j改善 jほしい");
  EXPECT_EQ(ja("検索機能が欲しいです"), "j検索 j機能 jほしい");
  EXPECT_EQ(ja("教えてくれない"), "j教える jない");
  EXPECT_EQ(ja("丁寧に教えていただきました"), "j丁寧 j教える");
}

TEST(Terms, SpellingVariantsAreOne) {
  EXPECT_EQ(ja("出来る"), ja("できる"));
  EXPECT_EQ(ja("サーバが落ちる"), ja("サーバーが落ちる"));
}

TEST(Terms, EnglishWordsInsideJapaneseTextAreEnglishTerms) {
  EXPECT_EQ(ja("ＵＩが古くてExcelに負けている"), "eui j古い eexcel j負ける");
}

TEST(Terms, EnglishWordsWithoutStopWordsAndNumbers) {
  EXPECT_EQ(en("The 3 exports don't work, never a reply."), "eexports enot ework enever ereply");
  EXPECT_EQ(en("I can't log in"), "enot elog");
}

TEST(Terms, PlaceholdersAreNoTerms) {
  EXPECT_EQ(en("call [phone] now"), "ecall enow");
  EXPECT_EQ(ja("[email]に連絡"), "j連絡");
}

TEST(Terms, OtherLanguagesHaveNone) { EXPECT_EQ(keys_of("Sehr langsam", Lang::kOther), ""); }

TEST(Terms, CandidatesAreTheFormsWithoutInflection) {
  const std::vector<Token> tokens = test::tokenize("crashes", Lang::kEn);
  const std::vector<Term> found = terms(tokens, Lang::kEn);
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].keys->candidates, (std::vector<std::string>{"ecrash", "ecrashe"}));
  EXPECT_EQ(found[0].begin, 0U);
  EXPECT_EQ(found[0].end, 7U);
}

TEST(BaseFormCandidates, FollowEnglishSpelling) {
  using Forms = std::vector<std::string>;
  EXPECT_EQ(base_form_candidates("replies"), (Forms{"reply", "repli", "replie"}));
  EXPECT_EQ(base_form_candidates("tried"), (Forms{"try", "tri", "trie"}));
  EXPECT_EQ(base_form_candidates("stopped"), (Forms{"stopp", "stoppe", "stop"}));
  EXPECT_EQ(base_form_candidates("loading"), (Forms{"load", "loade"}));
  EXPECT_EQ(base_form_candidates("access"), Forms{});
  EXPECT_EQ(base_form_candidates("bus"), Forms{});
}

}  // namespace
}  // namespace koe::nlp
