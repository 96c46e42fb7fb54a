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
      "arr_low,arr_high,trend,trend_low,trend_high,trend_q,polarity,phase,family,ordinal_impact,"
      "second_opinion,relative_weight,success_gap,penalty,penalty_low,penalty_high,reward,reward_low,reward_high,"
      "contrast,contrast_low,contrast_high,quality,score,effort,value_per_effort,mostly\r\n");
}

TEST(ThemesCsv, WritesUnknownFiguresAsEmptyCells) {
  ThemeResult theme;
  theme.theme_id = "T0001";
  theme.label_en = "=bad, label";
  theme.impact = Estimate{-16.25, -21.4, -11.1};
  EXPECT_EQ(lines_of(to_csv_themes({&theme, 1}))[1],
            "nps,T0001,,0,,,,,\"'=bad, label\",0,0,0,,,,,-16.2500,-21.4000,-11.1000,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,");
}

TEST(ThemesCsv, SaysWhereOnlyABoundIsPublic) {
  ThemeResult theme;
  theme.survey = SurveyKind::kEnps;
  theme.mostly = ScoreBand::kDetractor;
  const std::string row = lines_of(to_csv_themes({&theme, 1}))[1];
  EXPECT_EQ(row.substr(row.rfind(',') + 1), "detractors");
}

TEST(AssignmentsCsv, LeavesEmployeesOutUnlessAskedFor) {
  RunResult run = test::realistic_run();
  run.assignments[0].contradiction = Contradiction::kComplainingPromoter;
  EXPECT_EQ(to_csv_assignments(run),
            "survey,response_id,segment,begin,end,lang,theme_id,similarity,polarity,text,contradiction\r\n"
            "nps,R_1,0,0,9,ja,T0001,0.810000,neg,検索が遅いです。,complaining_promoter\r\n"
            "nps,R_1,1,9,22,en,,,neu,\"'- other, thanks\",\r\n");
  run.enps_rows = true;
  EXPECT_NE(to_csv_assignments(run).find("社員の言葉"), std::string::npos);
}

TEST(NpsCsv, ASuppressedRowShowsNoFigureEvenIfTheRunHoldsOne) {
  NpsResult row = test::nps_row(SurveyKind::kEnps, "2026Q3", "department", "人事部", 1, 1, 1);
  row.suppressed = true;
  EXPECT_EQ(lines_of(to_csv_nps({&row, 1}))[1], "enps,2026Q3,department,人事部,,,,,,,,,,,,true,,,,,,,,,");
}

TEST(NpsCsv, WritesTheTestOfTheChange) {
  NpsResult row = test::nps_row(SurveyKind::kNps, "2026Q3", "", "", 84, 60, 66);
  row.nps = Estimate{8.571, -1.5, 18.2};
  row.change = Estimate{-11.254, -27.11, 4.61};
  row.p_value = 0.16432;
  row.change_method = "overlapping";
  row.people_in_both = 120;
  row.weighted_nps = Estimate{4, -9.5, 17.5};
  row.effective_n = 127.06;
  row.invited = 700;
  row.response_rate = 0.3;
  EXPECT_EQ(lines_of(to_csv_nps({&row, 1}))[1],
            "nps,2026Q3,,,210,84,60,66,8.5710,-1.5000,18.2000,-11.2540,-27.1100,4.6100,0.1643,false,"
            "overlapping,120,4.0000,-9.5000,17.5000,127.1,,700,0.300000");
}

TEST(DriversCsv, WritesTheChangeItsPartsAndTheThemes) {
  ChangeDrivers drivers{.before = "2026Q2", .after = "2026Q3", .by = "segment", .reason = {}, .rows = {}};
  drivers.rows.push_back({.cause = DriverCause::kChange, .theme_id = {}, .label_ja = {}, .label_en = {}, .total = {-5, -9, -1}});
  drivers.rows.push_back({.cause = DriverCause::kMix, .theme_id = {}, .label_ja = {}, .label_en = {}, .total = {-1, -2, 0}});
  drivers.rows.push_back({.cause = DriverCause::kTheme, .theme_id = "T0001", .label_ja = "遅い", .label_en = "slow",
                          .total = {-4, -6, -2}, .prevalence = Estimate{-3, -4, -2}, .severity = Estimate{-1, -3, 1},
                          .mentions_before = 5, .mentions_after = 20});
  const auto lines = lines_of(to_csv_drivers(drivers));
  EXPECT_EQ(lines[1], "nps,2026Q2,2026Q3,change,,,,-5.0000,-9.0000,-1.0000,,,,,,,,,");
  EXPECT_EQ(lines[2], "nps,2026Q2,2026Q3,mix,,,,-1.0000,-2.0000,0.0000,,,,,,,,,segment");
  EXPECT_EQ(lines[3],
            "nps,2026Q2,2026Q3,theme,T0001,遅い,slow,-4.0000,-6.0000,-2.0000,-3.0000,-4.0000,-2.0000,-1.0000,"
            "-3.0000,1.0000,5,20,");
  EXPECT_EQ(lines_of(to_csv_drivers(std::nullopt)).size(), 1U);
}

TEST(BridgeCsv, WritesPairsAndWhyNoLagIsKnown) {
  Bridge bridge;
  bridge.rows.push_back({.enps_theme = "T0009", .enps_label_ja = "残業", .enps_label_en = "overtime",
                         .nps_theme = "T0001", .nps_label_ja = "遅い", .nps_label_en = "slow", .similarity = 0.5,
                         .mutual = true, .lag = {}, .correlation = {}, .p_value = {}, .q_value = {},
                         .lag_reason = "few_quarters"});
  EXPECT_EQ(lines_of(to_csv_bridge(bridge))[1], "T0009,残業,overtime,T0001,遅い,slow,0.500000,true,,,,,few_quarters");
}

TEST(AccountsCsv, SaysHealthRiskAndReason) {
  RunResult run = test::realistic_run();
  run.language = "en";
  EXPECT_EQ(to_csv_accounts(run),
            "account_id,health,health_low,health_high,nps,responses,last_response,arr,churn_risk,top_theme,"
            "reason\r\n"
            "A-001,62.00,48.00,74.00,-50.0000,4,2026-08-30,12400000.00,0.380000,T0001,"
            "\"mean score 4.5; unresolved complaints, the heaviest about “" + run.themes[0].label_en +
                "” (themes: 2)\"\r\n"
                "A-002,95.00,88.00,98.00,100.0000,1,2026-07-02,,0.050000,,no sign of risk\r\n");
}

TEST(ContactsCsv, SaysWhomToCallAndWhy) {
  RunResult run = test::realistic_run();
  run.language = "en";
  const std::vector<std::string> lines = lines_of(to_csv_contacts(run));
  ASSERT_EQ(lines.size(), 2U);
  EXPECT_EQ(lines[0],
            "priority,account_id,reason,theme_id,nps,last_response,arr,churn_risk,respondent_id,score,value,"
            "account_name");
  EXPECT_TRUE(lines[1].starts_with("1,A-001,\"a score of 3; mean score 4.5; ")) << lines[1];
  EXPECT_TRUE(lines[1].ends_with(",T0001,-50.0000,2026-08-30,12400000.00,0.380000,P-7,3,3900000.00,Example <Works>"))
      << lines[1];
}

TEST(BetaCsv, SaysWhomToOfferAFix) {
  const std::vector<std::string> lines = lines_of(to_csv_beta(test::realistic_run().beta));
  ASSERT_EQ(lines.size(), 2U);
  EXPECT_EQ(lines[0],
            "theme_id,theme_rank,priority,account_id,responses,last_response,arr,respondent_id,value");
  EXPECT_EQ(lines[1], "T0001,1,1,A-001,2,2026-08-30,12400000.00,P-7,2000000.00");
}

TEST(FixesCsv, SaysWhatHappenedSince) {
  FixResult fix;
  fix.theme_id = "T0001";
  fix.label_ja = "遅い";
  fix.label_en = "slow";
  fix.fixed_on = "2026-05-01";
  fix.note = "=v5.2";
  fix.verdict = FixVerdict::kFewer;
  fix.mentions_before = 40;
  fix.responses_before = 400;
  fix.mentions_after = 9;
  fix.responses_after = 300;
  fix.change = Estimate{-1.5, -2.25, -0.75};
  fix.change_p = 0.0004;
  fix.impact_before = -3.5;
  fix.untouched = 12;
  EXPECT_EQ(lines_of(to_csv_fixes({&fix, 1}))[1],
            "T0001,遅い,slow,2026-05-01,'=v5.2,fewer,40,400,9,300,-1.500000,-2.250000,-0.750000,0.0004,-3.5000,,,,,,12");
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
