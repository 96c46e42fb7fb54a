// The figures as a user meets them: what the files say of the same people answering twice, of those who stayed silent, of
// money in two currencies, of why the score moved, and of surveys that hold next to nothing.
#include <gtest/gtest.h>

#include <cmath>

#include "tests/cli/koe_test.h"

namespace koe::testing {
namespace {

class Figures : public KoeTest {
 protected:
  /// The row of nps.csv for everybody in `period`.
  [[nodiscard]] CsvRow everybody(const std::string& period) const {
    for (const CsvRow& row : rows("nps.csv"))
      if (row.at("period") == period && row.at("by").empty()) return row;
    ADD_FAILURE() << "no row for " << period;
    return {};
  }
};

/// Two quarters of thirty people, all the same; one in three falls from passive to detractor.
std::string panel_export() {
  std::string text = "response_id,responded_at,respondent_id,account_id,score,comment\n";
  for (const int month : {5, 8})
    for (int person = 0; person < 30; ++person) {
      const int score = person % 3 == 0 ? 9 : person % 3 == 1 ? 8 : month == 5 ? 7 : 3;
      const std::string id = std::to_string(person);
      text += "R" + std::to_string(month) + "-" + id + ",2026-0" + std::to_string(month) + "-15 09:00:00,U" + id + ",A" +
              id + "," + std::to_string(score) + "," + (score == 3 ? "The dashboard is slow" : "") + "\n";
    }
  return text;
}

TEST_F(Figures, the_same_people_are_compared_in_pairs) {
  work_.write("survey.csv", panel_export());
  ASSERT_EQ(koe({"run", "survey.csv"}).exit_code, kDone);
  const CsvRow row = everybody("2026Q3");
  EXPECT_EQ(row.at("change_method"), "paired");
  EXPECT_EQ(row.at("people_in_both"), "30");
  EXPECT_EQ(row.at("change"), "-33.3333");
}

TEST_F(Figures, drivers_add_up_to_the_change_as_printed) {
  work_.write("survey.csv", panel_export());
  ASSERT_EQ(koe({"run", "survey.csv"}).exit_code, kDone);
  long change = 0, sum = 0;
  for (const CsvRow& row : rows("drivers.csv"))
    (row.at("cause") == "change" ? change : sum) += std::lround(std::stod(row.at("total")) * 10000);
  EXPECT_EQ(change, -333333);
  EXPECT_EQ(sum, change);
}

TEST_F(Figures, silent_people_make_a_response_rate) {
  std::string text = kSmallExport;
  for (int i = 0; i < 24; ++i) text += "S" + std::to_string(i) + ",2026-07-20 09:00:00,V" + std::to_string(i) + ",A1,,\n";
  work_.write("survey.csv", text);
  (void)koe({"run", "survey.csv"});
  EXPECT_EQ(everybody("2026Q3").at("invited"), "40");
  EXPECT_EQ(everybody("2026Q3").at("response_rate"), "0.400000");
  EXPECT_EQ(everybody("2026Q3").at("n"), "16");
}

TEST_F(Figures, money_in_two_currencies_is_not_added_up_and_the_file_says_so) {
  work_.write("survey.csv", kSmallExport);
  work_.write("accounts.csv", "account_id,arr\nA1,\"$5,000\"\nA2,\"¥700,000\"\nA3,100\n");
  (void)koe({"run", "survey.csv", "--accounts", "accounts.csv"});
  EXPECT_EQ(everybody("2026Q3").at("weighted_reason"), "mixed_currencies");
  EXPECT_EQ(everybody("2026Q3").at("weighted_nps"), "");
  for (const CsvRow& row : rows("themes.csv")) EXPECT_EQ(row.at("arr_at_risk"), "") << row.at("theme_id");
  EXPECT_NE(read_file(work_ / "koe-report/report.html").find("more than one currency"), std::string::npos);
}

TEST_F(Figures, next_to_nothing_gives_figures_or_empty_cells_and_never_nan) {
  const std::string header = "response_id,responded_at,respondent_id,account_id,score,comment\n";
  std::string promoters = header, everybody_says_it = header;
  for (int i = 0; i < 30; ++i) {
    const std::string id = std::to_string(i);
    promoters += id + ",2026-07-01 09:00:00,U" + id + ",A1,10,Great support\n";
    everybody_says_it += id + ",2026-07-01 09:00:00,U" + id + ",A" + id + "," + std::to_string(i % 11) + ",Too slow\n";
  }
  const std::map<std::string, std::string> surveys = {
      {"one response", header + "R1,2026-07-01 09:00:00,U1,A1,3,Too slow\n"},
      {"no comments", header + "R1,2026-07-01 09:00:00,U1,A1,3,\nR2,2026-07-02 09:00:00,U2,A1,9,\n"},
      {"all promoters", promoters},
      {"one theme", everybody_says_it}};
  for (const auto& [name, text] : surveys) {
    work_.write("survey.csv", text);
    const std::string folder = "out-" + std::to_string(text.size());
    const ProgramResult result = koe({"run", "survey.csv", "--db", folder + ".db", "--out", folder});
    EXPECT_TRUE(result.exit_code == kDone || result.exit_code == kWithRejects) << name << result.err;
    for (const auto& [file, bytes] : files_in(work_ / folder)) {
      if (!file.ends_with(".csv")) continue;
      EXPECT_EQ(bytes.find("nan"), std::string::npos) << name << " " << file;
      EXPECT_EQ(bytes.find("inf"), std::string::npos) << name << " " << file;
    }
    EXPECT_FALSE(rows("nps.csv", folder).empty()) << name;
  }
}

TEST_F(Figures, a_score_and_a_comment_that_contradict_each_other_are_named_but_never_an_employees) {
  const std::string answers =
      "response_id,responded_at,score,comment\n"
      "R1,2026-07-01 09:00:00,10,The dashboard is terribly slow and it crashes every day\n"
      "R2,2026-07-02 09:00:00,1,The support team is excellent and very friendly\n"
      "R3,2026-07-03 09:00:00,10,The support team is excellent and very friendly\n"
      "R4,2026-07-04 09:00:00,8,ダッシュボードが遅くて使いものになりません\n"
      "R5,2026-07-05 09:00:00,9,ダッシュボードが遅くて使いものになりません\n";
  work_.write("survey.csv", answers);
  const std::map<std::string, std::string> expected = {
      {"R1", "complaining_promoter"}, {"R2", "praising_detractor"}, {"R3", ""}, {"R4", ""}, {"R5", "complaining_promoter"}};
  ASSERT_LE(koe({"run", "survey.csv", "--survey", "nps"}).exit_code, kWithRejects);
  std::map<std::string, std::string> found;
  for (const CsvRow& row : rows("assignments.csv")) found[row.at("response_id")] = row.at("contradiction");
  EXPECT_EQ(found, expected);
  const auto counts = manifest().at("coverage").at(0).at("contradictions");
  EXPECT_EQ(counts.at("complaining_promoters"), 2);
  EXPECT_EQ(counts.at("promoters"), 3);
  EXPECT_EQ(counts.at("praising_detractors"), 1);
  ASSERT_LE(koe({"run", "survey.csv", "--survey", "enps", "--enps-rows", "--db", "e.db", "--out", "e"}).exit_code, kWithRejects);
  EXPECT_EQ(rows("assignments.csv", "e").size(), 5U);
  for (const CsvRow& row : rows("assignments.csv", "e")) EXPECT_EQ(row.at("contradiction"), "");
  EXPECT_TRUE(manifest("e").at("coverage").at(0).at("contradictions").is_null());
}

}  // namespace
}  // namespace koe::testing
