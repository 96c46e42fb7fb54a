// What koe says and where: data on standard output, everything else on standard error, little of it, in both
// languages.
#include "tests/cli/koe_test.h"

namespace koe::testing {
namespace {

class Talk : public KoeTest {};

TEST_F(Talk, help_names_every_command_and_the_flags_of_the_contract) {
  const ProgramResult help = koe({"--help"});
  EXPECT_EQ(help.exit_code, kDone);
  EXPECT_EQ(help.err, "");
  for (const char* word : {"run", "ingest", "analyze", "report", "inspect", "themes", "doctor", "audit-anonymity"}) {
    EXPECT_NE(help.out.find(word), std::string::npos) << word;
  }
  const ProgramResult run_help = koe({"run", "--help"});
  EXPECT_EQ(run_help.exit_code, kDone);
  for (const char* flag : {"--accounts", "--db", "--out", "--rank-by", "--enps-rows", "--threads", "--lang",
                           "--quiet", "--encoding", "--survey", "--score-column", "--text-column"}) {
    EXPECT_NE(run_help.out.find(flag), std::string::npos) << flag;
  }
}

TEST_F(Talk, version_is_one_line) {
  const ProgramResult version = koe({"--version"});
  EXPECT_EQ(version.exit_code, kDone);
  EXPECT_TRUE(version.out.starts_with("koe ")) << version.out;
  EXPECT_EQ(std::ranges::count(version.out, '\n'), 1);
}

TEST_F(Talk, inspect_explains_encoding_layout_and_columns_and_stores_nothing) {
  work_.write("survey.csv", kSmallExport);
  const ProgramResult result = koe({"inspect", "survey.csv"});
  EXPECT_EQ(result.exit_code, kDone) << result.err;
  for (const char* word : {"UTF-8", "score", "comment", "response_id", "nps"}) {
    EXPECT_NE(result.out.find(word), std::string::npos) << word << "\n" << result.out;
  }
  EXPECT_FALSE(std::filesystem::exists(work_ / "koe.db"));
  EXPECT_FALSE(std::filesystem::exists(work_ / "koe-report"));
}

TEST_F(Talk, inspect_recognises_every_layout_of_the_bundled_sample) {
  const std::map<std::string, std::vector<std::string>> expected = {
      {"nps_2025Q4.csv", {"qualtrics", "UTF-8", "nps"}},
      {"nps_2026Q1.tsv", {"UTF-16", "nps"}},
      {"nps_2026Q2.csv", {"google", "UTF-8", "nps"}},
      {"nps_2026Q3.jsonl", {"jsonl", "nps"}},
      {"enps_2025Q4.csv", {"CP932", "enps"}},
      {"enps_2026Q2.csv", {"google", "enps"}}};
  for (const auto& [name, words] : expected) {
    const ProgramResult result = koe({"inspect", (kRepository / "data/demo/exports" / name).string()});
    EXPECT_TRUE(result.exit_code == kDone || result.exit_code == kWithRejects) << name << "\n" << result.err;
    for (const std::string& word : words) {
      EXPECT_NE(result.out.find(word), std::string::npos) << name << " " << word << "\n" << result.out;
    }
  }
}

TEST_F(Talk, doctor_lists_what_the_results_depend_on) {
  const ProgramResult result = koe({"doctor"});
  EXPECT_EQ(result.exit_code, kDone) << result.err << result.out;
  for (const char* word : {"koe\t", "koe-ja-en\t", "koe-polarity\t", "mecab-dictionary\t", "lexicons\t"}) {
    EXPECT_NE(result.out.find(word), std::string::npos) << word << "\n" << result.out;
  }
}

TEST_F(Talk, without_a_terminal_standard_error_is_a_short_summary_without_control_characters) {
  work_.write("survey.csv", kSmallExport);
  const ProgramResult result = koe({"run", "survey.csv"});
  EXPECT_EQ(result.err.find('\r'), std::string::npos);
  EXPECT_EQ(result.err.find('\x1b'), std::string::npos);
  EXPECT_LT(std::ranges::count(result.err, '\n'), 40) << result.err;
  EXPECT_NE(result.err.find("--encoding"), std::string::npos)
      << "each detection names its flag: " << result.err;
}

TEST_F(Talk, quiet_says_nothing_when_all_is_well_and_still_says_what_is_wrong) {
  work_.write("survey.csv", kSmallExport);
  EXPECT_EQ(koe({"run", "survey.csv", "--quiet"}).err, "");
  EXPECT_NE(koe({"run", "absent.csv", "--quiet"}).err, "");
}

TEST_F(Talk, messages_come_in_the_language_asked_for) {
  const std::string english = koe({"run", "absent.csv", "--lang", "en"}).err;
  const std::string japanese = koe({"run", "absent.csv", "--lang", "ja"}).err;
  const auto is_japanese = [](const std::string& text) {
    return text.find("\xe3\x81") != std::string::npos;
  };  // hiragana
  EXPECT_FALSE(is_japanese(english)) << english;
  EXPECT_TRUE(is_japanese(japanese)) << japanese;
}

}  // namespace
}  // namespace koe::testing
