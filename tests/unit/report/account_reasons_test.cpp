#include "pipeline/report/account_reasons.h"

#include <gtest/gtest.h>

#include "tests/support/run_result_builder.h"

namespace koe::report {
namespace {

TEST(AccountReasons, SpeakBothLanguagesAndNameTheTheme) {
  RunResult run = test::empty_run();
  run.themes.push_back({.theme_id = "T0001", .label_ja = "請求書", .label_en = "invoices"});
  const std::vector<AccountReason> reasons = {{AccountSign::kLevel, 4.5, ""}, {AccountSign::kBurden, 2, "T0001"}};
  EXPECT_EQ(words_of(reasons, run, Language::kEnglish),
            "mean score 4.5; unresolved complaints, the heaviest about “invoices” (themes: 2)");
  EXPECT_EQ(words_of(reasons, run, Language::kJapanese), "平均スコア4.5点、未解決の不満（最も重いのは「請求書」、計2テーマ）");
}

TEST(AccountReasons, HaveWordsForEverySign) {
  const RunResult run = test::empty_run();
  for (std::size_t sign = 0; sign <= kHealthSigns; ++sign)
    for (const Language language : {Language::kJapanese, Language::kEnglish})
      EXPECT_FALSE(words_of({{static_cast<AccountSign>(sign), 1, "2026-01-01"}}, run, language).empty());
  EXPECT_EQ(words_of(std::vector<AccountReason>{}, run, Language::kEnglish), "no sign of risk");
}

TEST(AccountReasons, ACallListBeginsWithTheUnhappyPerson) {
  const RunResult run = test::empty_run();
  ContactResult contact;
  contact.score = 3;
  contact.reasons = {{AccountSign::kSilence, 1200, ""}};
  EXPECT_EQ(words_of(contact, run, Language::kEnglish), "a score of 3; no answer for 1,200 days");
  contact.score = 7;
  EXPECT_EQ(words_of(contact, run, Language::kEnglish), "no answer for 1,200 days");
}

}  // namespace
}  // namespace koe::report
