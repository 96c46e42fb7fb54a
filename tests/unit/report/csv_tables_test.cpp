#include "pipeline/report/csv_tables.h"

#include <gtest/gtest.h>

#include "tests/support/golden.h"
#include "tests/support/run_result_builder.h"

namespace koe::report {
namespace {

using test::lines_of;

TEST(ThemesCsv, HasTheColumnsOfTheContract) {
  EXPECT_EQ(
      to_csv_themes({}),
      "survey,theme_id,parent_id,rank,rank_low,rank_high,p_top5,label_ja,label_en,responses,respondents,"
      "accounts,"
      "share,share_low,share_high,nps,impact,impact_low,impact_high,net_impact,net_low,net_high,arr_at_risk,"
      "arr_low,arr_high,trend,trend_low,trend_high,trend_q,polarity,phase,family\r\n");
}

TEST(ThemesCsv, WritesUnknownFiguresAsEmptyCells) {
  ThemeResult theme;
  theme.theme_id = "T0001";
  theme.label_en = "=bad, label";
  theme.impact = Estimate{-16.25, -21.4, -11.1};
  EXPECT_EQ(lines_of(to_csv_themes({&theme, 1}))[1],
            "nps,T0001,,0,,,,,\"'=bad, label\",0,0,0,,,,,-16.2500,-21.4000,-11.1000,,,,,,,,,,,,,");
}

TEST(AssignmentsCsv, LeavesEmployeesOutUnlessAskedFor) {
  RunResult run = test::realistic_run();
  EXPECT_EQ(to_csv_assignments(run),
            "survey,response_id,segment,begin,end,lang,theme_id,similarity,polarity,text\r\n"
            "nps,R_1,0,0,9,ja,T0001,0.810000,neg,検索が遅いです。\r\n"
            "nps,R_1,1,9,22,en,,,neu,\"'- other, thanks\"\r\n");
  run.enps_rows = true;
  EXPECT_NE(to_csv_assignments(run).find("社員の言葉"), std::string::npos);
}

TEST(NpsCsv, ASuppressedRowShowsNoFigureEvenIfTheRunHoldsOne) {
  NpsResult row = test::nps_row(SurveyKind::kEnps, "2026Q3", "department", "人事部", 1, 1, 1);
  row.suppressed = true;
  EXPECT_EQ(lines_of(to_csv_nps({&row, 1}))[1], "enps,2026Q3,department,人事部,,,,,,,,,,,,true");
}

TEST(NpsCsv, WritesTheTestOfTheChange) {
  NpsResult row = test::nps_row(SurveyKind::kNps, "2026Q3", "", "", 84, 60, 66);
  row.nps = Estimate{8.571, -1.5, 18.2};
  row.change = Estimate{-11.254, -27.11, 4.61};
  row.p_value = 0.16432;
  EXPECT_EQ(lines_of(to_csv_nps({&row, 1}))[1],
            "nps,2026Q3,,,210,84,60,66,8.5710,-1.5000,18.2000,-11.2540,-27.1100,4.6100,0.1643,false");
}

TEST(AccountsCsv, KeepsUnknownHealthEmpty) {
  const RunResult run = test::realistic_run();
  EXPECT_EQ(to_csv_accounts(run.accounts),
            "account_id,health,health_low,health_high,nps,responses,last_response,arr,churn_risk,top_theme,"
            "reason\r\n"
            "A-001,,,,-50.0000,4,2026-08-30,12400000.00,,T0001,3 detractors\r\n"
            "A-002,,,,100.0000,1,2026-07-02,,,,\r\n");
}

TEST(PlaybookCsvs, HaveAHeaderAndNoRows) {
  EXPECT_EQ(lines_of(to_csv_contacts()).size(), 1U);
  EXPECT_EQ(lines_of(to_csv_beta()).size(), 1U);
}

TEST(RejectsCsv, ShowsThePlaceAndTheExcerptOfCustomers) {
  const std::string csv = to_csv_rejects(test::realistic_run());
  EXPECT_EQ(lines_of(csv)[0], "file,line,byte,column,code,message,excerpt");
  EXPECT_TRUE(lines_of(csv)[1].starts_with("nps_2026.csv,14,1120,score,KOE-1105,")) << csv;
  EXPECT_TRUE(lines_of(csv)[1].ends_with(",11")) << csv;
  EXPECT_NE(csv.find("来週"), std::string::npos);
}

TEST(RejectsCsv, ShowsNoEmployeeWordsUnlessAskedFor) {
  RunResult run = test::realistic_run();
  run.rejects[3].file = "/home/hr/enps.xlsx";  // the run may name the file with its folders
  EXPECT_EQ(to_csv_rejects(run).find("社員の言葉"), std::string::npos);
  EXPECT_NE(to_csv_rejects(run).find("enps.xlsx,3,240,score,KOE-1106,"), std::string::npos);
  run.rejects[3].file = "unknown.csv";
  EXPECT_EQ(to_csv_rejects(run).find("社員の言葉"), std::string::npos)
      << "unknown files count as employee files";
  run.enps_rows = true;
  EXPECT_NE(to_csv_rejects(run).find("社員の言葉"), std::string::npos);
}

TEST(RejectsCsv, LeavesAnUnknownPlaceEmpty) {
  RunResult run = test::empty_run();
  run.rejects = {Issue{.code = IssueCode::kJsonInvalid, .file = "a.jsonl"}};
  EXPECT_TRUE(lines_of(to_csv_rejects(run))[1].starts_with("a.jsonl,,,,KOE-1108,"));
}

}  // namespace
}  // namespace koe::report
