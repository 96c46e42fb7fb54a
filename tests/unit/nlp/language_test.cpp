#include "nlp/language.h"

#include <gtest/gtest.h>

#include "tests/unit/nlp/nlp_fixtures.h"

namespace koe::nlp {
namespace {

std::string_view language_of(std::string_view text) {
  return name_of(detect_language(normalize(text).text, test::lexicons()));
}

std::string_view segment_language(std::string_view text, Lang whole) {
  return name_of(detect_segment_language(normalize(text).text, whole, test::lexicons()));
}

TEST(StatementLanguages, AreThoseOfEachStatementInItsText) {
  // A German sentence in a German text, an English one in it, and a Latin name in a Japanese answer.
  const auto languages = [](std::string_view raw) {
    const std::u32string text = decode_utf8(normalize(raw).text);
    const std::vector<Statement> statements = split_sentences(text, test::lexicons());
    StatementLanguages reader(test::lexicons());
    std::string names;
    for (const Lang lang : reader.of(text, statements)) names.append(name_of(lang)).push_back(' ');
    return names;
  };
  EXPECT_EQ(languages("Die Software ist leider nicht sehr schnell und zu teuer. The support is good though. Excel VBA."),
            "other en other ");
  EXPECT_EQ(languages("サポートが遅い。Excel VBA。"), "ja ja ");
  EXPECT_EQ(languages("The menu is confusing to our staff and slow. 設定。"), "en en ");
  EXPECT_EQ(languages("Great product"), "en ");
  EXPECT_EQ(languages(""), "");
}

TEST(DetectLanguage, KanaMeansJapaneseEvenAmongLatinNames) {
  EXPECT_EQ(language_of("サポートが遅い"), "ja");
  EXPECT_EQ(language_of("Windows10で使うとExcelが落ちる"), "ja");
  EXPECT_EQ(language_of("ﾀｶｲ"), "ja");
}

TEST(DetectLanguage, HanAloneIsJapaneseUnlessItIsChinese) {
  EXPECT_EQ(language_of("料金改定反対"), "ja");
  EXPECT_EQ(language_of("髙橋様 対応良好"), "ja");
  EXPECT_EQ(language_of("这个软件很慢"), "other");
  EXPECT_EQ(language_of("客服回覆很慢"), "other");
}

TEST(DetectLanguage, LatinTextIsEnglishWithoutEvidenceForAnother) {
  EXPECT_EQ(language_of("Great product"), "en");
  EXPECT_EQ(language_of("Super!"), "en");
  EXPECT_EQ(language_of("The café menu is naïve but good"), "en");
  EXPECT_EQ(language_of("The menu 設定 is confusing to our staff"), "en");
}

TEST(DetectLanguage, OtherLatinLanguagesAreToldByTheirFunctionWords) {
  EXPECT_EQ(language_of("Die Software ist leider nicht sehr schnell und zu teuer"), "other");
  EXPECT_EQ(language_of("Le service est très lent et la facture n'est pas claire"), "other");
  EXPECT_EQ(language_of("El servicio es muy lento y no funciona para la empresa"), "other");
  EXPECT_EQ(language_of("Phần mềm chậm quá, giá đắt"), "other");
}

TEST(DetectLanguage, OtherScriptsAndNoLettersAreOther) {
  EXPECT_EQ(language_of("Очень медленно"), "other");
  EXPECT_EQ(language_of("너무 느려요"), "other");
  EXPECT_EQ(language_of("👍 10/10"), "other");
  EXPECT_EQ(language_of(""), "other");
}

TEST(DetectSegmentLanguage, FollowsTheWholeWithoutEnoughEvidence) {
  EXPECT_EQ(segment_language("Excel VBA", Lang::kJa), "ja");
  EXPECT_EQ(segment_language("👍", Lang::kEn), "en");
  EXPECT_EQ(segment_language("高い", Lang::kEn), "en");
}

TEST(DetectSegmentLanguage, IsItsOwnWithEnoughEvidence) {
  EXPECT_EQ(segment_language("The price is too high", Lang::kJa), "en");
  EXPECT_EQ(segment_language("価格が高い", Lang::kEn), "ja");
}

}  // namespace
}  // namespace koe::nlp
