#include "models/topics/theme_label.h"

#include <gtest/gtest.h>

#include <stdexcept>

#include "tests/unit/models/embedding/table_file.h"

namespace koe::models::topics {
namespace {

using embedding::StaticEmbedding;
using embedding::testing::table_bytes;
using embedding::testing::TemporaryFile;

constexpr Language kJa = Language::kJapanese;
constexpr Language kEn = Language::kEnglish;
constexpr std::size_t kJapanese = 0;
constexpr std::size_t kEnglish = 1;

class ThemeLabelTest : public ::testing::Test {
 protected:
  std::vector<ThemeLabel> label(const std::vector<std::vector<WeightedTerm>>& ranked,
                                LabelOptions options = {}) const {
    return make_labels(ranked, terms_, table_, options);
  }

  const std::vector<LabelTerm> terms_ = {{kEn, "invoice", "einvoice", true},         // 0
                                         {kEn, "billing", "ebilling", true},         // 1, means the same as 0
                                         {kEn, "support", "esupport", true},         // 2
                                         {kEn, "reply", "ereply", false},            // 3
                                         {kEn, "slow reply", "eslow_reply", false},  // 4, contains 3
                                         {kJa, "請求書", "j請求書", true},           // 5
                                         {kJa, "再発行", "j再発行", true},           // 6
                                         {kJa, "対応", "j対応", true},               // 7
                                         {kEn, "gizmo", "egizmo", true}};            // 8, not in the table
  TemporaryFile file_{table_bytes({{"ebilling", {0, 100, 5, 0}, 1.0F, 0.5F},
                                   {"einvoice", {0, 100, 0, 0}, 1.0F, 0.5F},
                                   {"ereissue", {90, 10, 0, 0}, 1.0F, 0.5F},
                                   {"ezygote", {100, 0, 0, 0}, 1.0F, 0.999F},
                                   {"j再発行", {100, 0, 0, 0}, 1.0F, 0.5F},
                                   {"j請求書", {0, 100, 0, 1}, 1.0F, 0.5F}})};
  StaticEmbedding table_ = StaticEmbedding::load(file_.path());
};

TEST_F(ThemeLabelTest, JoinsTheHeaviestTermsOfEachLanguage) {
  const auto labels = label({{{0, 0.9, 5}, {5, 0.8, 5}, {2, 0.7, 5}, {6, 0.6, 5}}});
  EXPECT_EQ(labels[0].text[kEnglish], "invoice, support");
  EXPECT_EQ(labels[0].text[kJapanese], "請求書・再発行");
  EXPECT_EQ(labels[0].terms[kJapanese], (std::vector<std::uint32_t>{5, 6}));
  EXPECT_FALSE(labels[0].translated[kEnglish]);
}

TEST_F(ThemeLabelTest, AWordMayBeSharedByFewThemesBehindAWordOfTheirOwn) {
  const auto labels =
      label({{{2, 0.5, 9}, {0, 0.4, 5}}, {{2, 0.6, 9}, {3, 0.1, 5}}, {{2, 0.3, 9}, {8, 0.2, 4}}}, {.themes_of_a_word = 2});
  EXPECT_EQ(labels[0].text[kEnglish], "invoice, support");
  EXPECT_EQ(labels[1].text[kEnglish], "support, reply") << "here it weighs most";
  EXPECT_EQ(labels[2].text[kEnglish], "gizmo") << "the third theme of two";
}

TEST_F(ThemeLabelTest, ALabelHasAWordOfItsOwn) {
  const auto labels = label({{{2, 0.9, 9}, {0, 0.8, 9}}, {{2, 0.5, 9}, {0, 0.4, 9}, {8, 0.1, 9}}}, {.words = 2});
  EXPECT_EQ(labels[0].text[kEnglish], "support, invoice");
  EXPECT_EQ(labels[1].text[kEnglish], "gizmo, support");
}

TEST_F(ThemeLabelTest, AThemeWithoutAWordOfItsOwnStillGetsALabelOfItsOwn) {
  const auto labels = label({{{2, 0.9, 9}, {0, 0.8, 9}}, {{2, 0.5, 9}, {0, 0.4, 9}}});
  EXPECT_EQ(labels[0].text[kEnglish], "support, invoice");
  EXPECT_NE(labels[1].text[kEnglish], "");
  EXPECT_NE(labels[1].text[kEnglish], labels[0].text[kEnglish]);
}

TEST_F(ThemeLabelTest, DoesNotSayTheSameTwice) {
  EXPECT_EQ(label({{{0, 0.9, 5}, {1, 0.8, 5}, {2, 0.7, 5}}})[0].text[kEnglish], "invoice, support");
  EXPECT_EQ(label({{{2, 0.9, 5}, {4, 0.8, 5}, {3, 0.7, 5}}})[0].text[kEnglish], "support, slow reply");
}

TEST_F(ThemeLabelTest, HasANounWhereverTheThemeHasOne) {
  EXPECT_EQ(label({{{4, 0.9, 5}, {8, 0.1, 5}}}, {.words = 1})[0].text[kEnglish], "gizmo");
  EXPECT_EQ(label({{{4, 0.9, 5}}})[0].text[kEnglish], "slow reply");
}

TEST_F(ThemeLabelTest, RareWordsOnlyFillALabelUpToTwoWords) {
  EXPECT_EQ(label({{{8, 0.9, 1}, {2, 0.1, 5}}})[0].text[kEnglish], "support, gizmo");
  EXPECT_EQ(label({{{8, 0.9, 1}, {2, 0.1, 5}, {0, 0.1, 5}}})[0].text[kEnglish], "support, invoice");
  EXPECT_EQ(label({{{8, 0.9, 1}}})[0].text[kEnglish], "gizmo");
}

TEST_F(ThemeLabelTest, AWordAboutTheSubjectGoesBeforeOneThatHappensToBeTypical) {
  const std::vector<LabelTerm> terms = {{kEn, "invoice", "einvoice", true},
                                        {kEn, "billing", "ebilling", true},
                                        {kEn, "zygote", "ezygote", true}};
  const auto labels =
      make_labels(std::vector<std::vector<WeightedTerm>>{{{2, 0.5, 5}, {0, 0.45, 5}, {1, 0.4, 5}}}, terms,
                  table_, {.words = 2});
  EXPECT_EQ(labels[0].text[kEnglish], "invoice, zygote");  // "billing" would say the same as "invoice"
}

TEST_F(ThemeLabelTest, TranslatesIntoTheLanguageThatNobodyWroteIn) {
  const auto labels = label({{{5, 0.9, 5}, {6, 0.8, 5}}});
  EXPECT_EQ(labels[0].text[kEnglish], "invoice, reissue");  // "zygote" is nearer but too rare to be shown
  EXPECT_TRUE(labels[0].translated[kEnglish]);
  EXPECT_FALSE(labels[0].translated[kJapanese]);
  EXPECT_TRUE(labels[0].terms[kEnglish].empty());
  const auto none_vague = label({{{5, 0.9, 5}, {6, 0.8, 5}}}, {.is_vague = [](std::string_view key) { return key == "ereissue"; }});
  EXPECT_EQ(none_vague[0].text[kEnglish].find("reissue"), std::string::npos);
}

TEST_F(ThemeLabelTest, KeepsTheOtherLanguagesWordsWhereTheTableKnowsNone) {
  const auto labels = label({{{8, 0.9, 5}}});
  EXPECT_EQ(labels[0].text[kJapanese], "gizmo");
  EXPECT_TRUE(labels[0].translated[kJapanese]);
}

TEST_F(ThemeLabelTest, AThemeWithoutTermsHasNoLabel) {
  EXPECT_EQ(label({{}})[0].text[kEnglish], "");
  EXPECT_THROW((void)label({{{99, 1.0, 1}}}), std::invalid_argument);
}

}  // namespace
}  // namespace koe::models::topics
