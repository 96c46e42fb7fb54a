#include "nlp/polarity_features.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "nlp/japanese_negation.h"
#include "tests/unit/nlp/nlp_fixtures.h"

namespace koe::nlp {
namespace {

std::vector<std::string> names(std::string_view raw, Lang lang) {
  const std::string text = normalize(raw).text;
  const std::vector<Token> tokens = test::tokenize(text, lang);
  const PolarityEvidence evidence = polarity_evidence(text, tokens, lang, test::lexicons());
  return polarity_feature_names(tokens, lang, evidence);
}

bool has(std::string_view text, Lang lang, std::string_view name) {
  const std::vector<std::string> found = names(text, lang);
  return std::find(found.begin(), found.end(), name) != found.end();
}

TEST(PolarityFeatures, HashesAreThoseOfTheNames) {
  // Training reads names, a run hashes: were they to differ, the weights would belong to other features.
  for (const auto& [raw, lang] : {std::pair{"使えないわけではないが、返信が遅いです。改善してほしい。", Lang::kJa},
                                  std::pair{"It isn't bad, but exports never work. Please fix it?", Lang::kEn}}) {
    const std::string text = normalize(raw).text;
    const std::vector<Token> tokens = test::tokenize(text, lang);
    const PolarityEvidence evidence = polarity_evidence(text, tokens, lang, test::lexicons());
    std::vector<std::uint64_t> expected;
    for (const std::string& name : polarity_feature_names(tokens, lang, evidence))
      expected.push_back(polarity_feature_hash(name));
    EXPECT_EQ(polarity_features(tokens, lang, evidence), expected);
    EXPECT_GT(expected.size(), 20U);
  }
}

TEST(PolarityFeatures, BeginningsOfWordsAreWholeLetters) {
  EXPECT_TRUE(has("The cafés of Aurvåg", Lang::kEn, "ep aurv")) << "å takes the fifth byte and the sixth";
  EXPECT_TRUE(has("a naïve idea", Lang::kEn, "ep naïv"));
}

TEST(PolarityFeatures, ADeniedWordIsAnotherFeature) {
  EXPECT_TRUE(has("使える", Lang::kJa, "ju 使える"));
  EXPECT_TRUE(has("使えない", Lang::kJa, "jn 使える"));
  EXPECT_FALSE(has("使えない", Lang::kJa, "ju 使える"));
  EXPECT_TRUE(has("使えないわけではない", Lang::kJa, "ju 使える"));
  EXPECT_TRUE(has("It does not work", Lang::kEn, "en work"));
  EXPECT_TRUE(has("No problem, it works", Lang::kEn, "eu works"));  // a mark ends the scope
  EXPECT_TRUE(has("Not cheap but good", Lang::kEn, "eu good"));     // so does a contrast
}

TEST(PolarityFeatures, SpellingsAreOne) {
  EXPECT_TRUE(has("出来る", Lang::kJa, "ju できる"));
  EXPECT_TRUE(has("30分待った", Lang::kJa, "ju 0"));
}

TEST(PolarityFeatures, EndsOfJapaneseSentences) {
  const char* text = "遅いです。直してほしい！";
  EXPECT_TRUE(has(text, Lang::kJa, "jg 遅い です"));
  EXPECT_TRUE(has(text, Lang::kJa, "jG て ほしい"));
  EXPECT_FALSE(has(text, Lang::kJa, "jG 遅い です"));
}

TEST(PolarityFeatures, BeginningsOfEnglishSentences) {
  const char* text = "It is slow. Add an index";
  EXPECT_TRUE(has(text, Lang::kEn, "es it"));
  EXPECT_TRUE(has(text, Lang::kEn, "eS add an"));
}

TEST(PolarityFeatures, EvidenceOfTheLexicons) {
  EXPECT_TRUE(has("検索を速くしてほしい", Lang::kJa, "jr +"));  // 速い praises
  EXPECT_TRUE(has("毎月使っています", Lang::kJa, "jw 0 0"));
  EXPECT_TRUE(has("Expensive but excellent", Lang::kEn, "ex - +"));
}

TEST(PolarityFeatures, NothingIsSeenInNothing) {
  EXPECT_TRUE(names("", Lang::kJa).empty());
  EXPECT_TRUE(names("Sehr langsam", Lang::kOther).empty());
  EXPECT_FALSE(names("👍", Lang::kJa).empty());
  EXPECT_FALSE(names("...", Lang::kEn).empty());
}

TEST(DeniedWords, AnEvenNumberOfNegationsDeniesNothing) {
  const auto denied = [](std::string_view text) -> bool {
    return denied_words(test::tokenize(text, Lang::kJa)).front();
  };
  EXPECT_FALSE(denied("使える"));
  EXPECT_TRUE(denied("使えない"));
  EXPECT_TRUE(denied("使えません"));
  EXPECT_FALSE(denied("使えないわけではない"));
  EXPECT_FALSE(denied("使わなければならない"));  // an obligation
}

}  // namespace
}  // namespace koe::nlp
