// What happens to each record: nothing vanishes, bad rows are found again, overlaps and revisions count once.
#include "tests/cli/koe_test.h"

namespace koe::testing {
namespace {

class Input : public KoeTest {};

TEST_F(Input, bad_rows_are_listed_with_file_line_code_and_excerpt_and_the_good_ones_are_stored) {
  work_.write("survey.csv", kSmallExport +
                                "R17,2026-07-17 09:00:00,U17,A5,11,out of range\n"      // line 18
                                "R18,2026-07-18 09:00:00,U18,A5,十,not a number\n"      // line 19
                                "R19,2026-13-45 09:00:00,U19,A5,7,no such day\n"        // line 20
                                "R20,2026-07-20 09:00:00,U20,A5,8,fine again\n"         // line 21
                                "R21,2026-07-21 09:00:00,U21,A5,8,too,many,fields\n");  // line 22
  EXPECT_EQ(koe({"run", "survey.csv", "--lang", "en"}).exit_code, kWithRejects);
  expect_conservation(manifest());
  EXPECT_EQ(source("survey.csv").at("records"), 21);
  EXPECT_EQ(source("survey.csv").at("new"), 17);
  const auto rejects = rows("rejects.csv");
  ASSERT_EQ(rejects.size(), 4U);
  const std::vector<std::pair<std::string, std::string>> expected = {
      {"18", "KOE-1105"}, {"19", "KOE-1106"}, {"20", "KOE-1107"}, {"22", "KOE-1101"}};
  for (std::size_t i = 0; i < expected.size(); ++i) {
    EXPECT_EQ(rejects[i].at("file"), "survey.csv");
    EXPECT_EQ(rejects[i].at("line"), expected[i].first);
    EXPECT_EQ(rejects[i].at("code"), expected[i].second);
    EXPECT_NE(rejects[i].at("message"), "");
    EXPECT_NE(rejects[i].at("byte"), "");
  }
  EXPECT_NE(rejects[0].at("excerpt").find("11"), std::string::npos);
}

TEST_F(Input, the_same_file_again_adds_nothing_and_is_reported_the_same) {
  work_.write("survey.csv", kSmallExport);
  ASSERT_EQ(koe({"run", "survey.csv"}).exit_code, kDone);
  const auto first = files_in(work_ / "koe-report");
  ASSERT_EQ(koe({"run", "survey.csv"}).exit_code, kDone);
  EXPECT_EQ(differing(first, files_in(work_ / "koe-report")), std::vector<std::string>{});
}

TEST_F(Input, an_overlapping_export_counts_duplicates_once_and_takes_the_revised_answer) {
  work_.write("july.csv", kSmallExport);
  std::string again = kSmallExport;
  const std::string old_row = "R16,2026-07-16 09:00:00,U16,A4,3,費用に見合う効果がありません\n";
  again.replace(again.find(old_row), old_row.size(),
                "R16,2026-07-16 09:00:00,U16,A4,9,費用に見合う効果が出てきました\n"
                "R17,2026-08-01 09:00:00,U17,A5,8,新しい回答です\n");
  work_.write("august.csv", again);
  EXPECT_EQ(koe({"run", "july.csv", "august.csv"}).exit_code, kDone);
  expect_conservation(manifest());
  const auto august = source("august.csv");
  EXPECT_EQ(august.at("records"), 17);
  EXPECT_EQ(august.at("new"), 1);
  EXPECT_EQ(august.at("revised"), 1);
  EXPECT_EQ(august.at("duplicate"), 15);
  bool found = false;
  for (const CsvRow& row : rows("assignments.csv")) {
    if (row.at("response_id") == "R16") {
      found = true;
      EXPECT_EQ(row.at("text"), "費用に見合う効果が出てきました");
    }
  }
  EXPECT_TRUE(found);
}

TEST_F(Input, exports_given_one_by_one_or_together_give_the_same_report) {
  const std::string header = kSmallExport.substr(0, kSmallExport.find('\n') + 1);
  const std::size_t middle = kSmallExport.find("R09");
  work_.write("a.csv", kSmallExport.substr(0, middle));
  work_.write("b.csv", header + kSmallExport.substr(middle));
  ASSERT_EQ(koe({"run", "a.csv", "b.csv", "--db", "together.db", "--out", "together"}).exit_code, kDone);
  ASSERT_EQ(koe({"ingest", "a.csv", "--db", "split.db"}).exit_code, kDone);
  ASSERT_EQ(koe({"ingest", "b.csv", "--db", "split.db"}).exit_code, kDone);
  ASSERT_EQ(koe({"run", "--db", "split.db", "--out", "split"}).exit_code, kDone);
  EXPECT_EQ(differing(files_in(work_ / "together"), files_in(work_ / "split")), std::vector<std::string>{});
}

TEST_F(Input, one_export_can_come_through_standard_input) {
  work_.write("survey.csv", kSmallExport);
  ProgramOptions options;
  options.input = kSmallExport;
  const ProgramResult result = koe({"run", "-"}, options);
  EXPECT_EQ(result.exit_code, kDone) << result.err;
  EXPECT_EQ(manifest().at("sources").at(0).at("new"), 16);
}

TEST_F(Input, an_export_without_scores_is_accepted_for_its_text) {
  work_.write("survey.csv",
              "response_id,responded_at,comment\n"
              "R1,2026-07-01,The price is far too high for us\n"
              "R2,2026-07-02,Support answered within a minute\n"
              "R3,2026-07-03,料金が高すぎます\n"
              "R4,2026-07-04,The price keeps going up\n");
  const ProgramResult result = koe({"run", "survey.csv"});
  EXPECT_TRUE(result.exit_code == kDone || result.exit_code == kWithRejects) << result.err;
  EXPECT_EQ(source("survey.csv").at("new"), 4);
  EXPECT_EQ(rows("assignments.csv").size(), 4U);
}

TEST_F(Input, flags_override_what_is_detected) {
  std::string export_text = kSmallExport;
  export_text.replace(0, export_text.find('\n'), "response_id,responded_at,respondent_id,account_id,foo,bar");
  work_.write("survey.csv", export_text);
  ASSERT_EQ(koe({"run", "survey.csv", "--score-column", "foo", "--text-column", "bar", "--survey", "nps"})
                .exit_code,
            kDone);
  EXPECT_EQ(manifest().at("coverage").at(0).at("with_score"), 16);
  EXPECT_EQ(manifest().at("coverage").at(0).at("with_text"), 15);
}

TEST_F(Input, cells_that_a_spreadsheet_would_execute_are_made_harmless) {
  work_.write("survey.csv",
              kSmallExport +
                  "R17,2026-07-17 09:00:00,U17,A5,2,\"=HYPERLINK(\"\"http://example.com\"\",\"\"pay\"\")\"\n"
                  "R18,2026-07-18 09:00:00,U18,A5,2,+1 for lower prices\n"
                  "R19,2026-07-19 09:00:00,U19,A5,2,@everyone the price is too high\n"
                  "R20,2026-07-20 09:00:00,U20,A5,2,-1 because the price is too high\n");
  ASSERT_EQ(koe({"run", "survey.csv"}).exit_code, kDone);
  for (const CsvRow& row : rows("assignments.csv")) {
    const std::string& text = row.at("text");
    EXPECT_EQ(std::string("=+-@\t\r").find(text.substr(0, 1)), text.empty() ? 0U : std::string::npos) << text;
  }
}

}  // namespace
}  // namespace koe::testing
