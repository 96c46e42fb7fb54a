#include "pipeline/stages/known_themes.h"

#include <gtest/gtest.h>

#include <fstream>
#include <map>

#include "nlp/load_error.h"
#include "tests/support/temp_dir.h"

namespace koe::stages {
namespace {

class KnownThemes : public ::testing::Test {
 protected:
  std::string write(const std::string& name, const std::string& text) {
    const auto path = folder_.path() / name;
    std::ofstream(path) << "# Licence: CC0-1.0\n" << text;
    return path.string();
  }
  KnownThemeLibrary load(const std::string& themes) {
    return load_known_themes(write("known.tsv", "key\tsurvey\tname_ja\tname_en\tphase\tfamily\n" + themes),
                             write("pairs.tsv",
                                   "key\tkind\tpolarity\tja\ten\n"
                                   "price\tnps\tneg\t高い\ttoo dear\n"
                                   "pay\tenps\tneg\t給料が安い\tlow pay\n"));
  }
  koe::testing::TempDir folder_;
};

TEST_F(KnownThemes, HaveNamesPlacementAndExamplesInBothLanguages) {
  const KnownThemeLibrary library =
      load("price\tnps\t価格\tPrice\texpansion_renewal\tperformance\npay\tenps\t給与\tPay\t-\t-\n");
  ASSERT_EQ(library.themes.size(), 2U);
  EXPECT_EQ(library.themes[0].name_ja, "価格");
  EXPECT_EQ(library.themes[0].phase, Phase::kExpansionRenewal);
  EXPECT_EQ(library.themes[0].family, Family::kPerformance);
  EXPECT_EQ(library.themes[1].survey, SurveyKind::kEnps);
  EXPECT_EQ(library.themes[1].phase, Phase::kNone);
  ASSERT_EQ(library.examples.size(), 4U);
  EXPECT_EQ(library.examples[1].text, "too dear");
  EXPECT_EQ(library.examples[2].theme, 1U);
}

TEST_F(KnownThemes, ThatAUserDeletedTakeTheirExamplesWithThem) {
  EXPECT_EQ(load("price\tnps\t価格\tPrice\t-\t-\n").examples.size(), 2U);
}

TEST_F(KnownThemes, RefuseARepeatedKeyAnUnknownSurveyAndAnUnknownPhaseWithTheLine) {
  const std::string good = "price\tnps\t価格\tPrice\t-\t-\n";
  for (const std::string& bad : {good, std::string("pay\tboth\t給与\tPay\t-\t-\n"),
                                 std::string("pay\tenps\t給与\tPay\tadoptoin\t-\n")}) {
    try {
      (void)load(good + bad);
      FAIL() << "accepted: " << bad;
    } catch (const nlp::LoadError& error) {
      EXPECT_EQ(error.line(), 4U) << error.what();
    }
  }
}

TEST(ShippedKnownThemes, HaveEnoughExamplesInBothLanguagesEach) {
  const KnownThemeLibrary library =
      load_known_themes(KOE_SOURCE_DIR "/data/themes/known.tsv", KOE_SOURCE_DIR "/data/feedback/pairs.tsv");
  std::map<std::pair<std::uint32_t, Language>, int> count;
  for (const KnownThemeExample& example : library.examples) ++count[{example.theme, example.language}];
  EXPECT_EQ(count.size(), 2 * library.themes.size());
  for (const auto& [of, examples] : count) EXPECT_GE(examples, 15) << library.themes[of.first].key;
  for (const KnownTheme& theme : library.themes)
    EXPECT_EQ(theme.phase == Phase::kNone, theme.survey == SurveyKind::kEnps) << theme.key;
}

}  // namespace
}  // namespace koe::stages
