// Employees stay anonymous: over several runs, late answers included, and to who attacks the outputs.
#include <algorithm>
#include <sstream>

#include "tests/cli/koe_test.h"

namespace koe::testing {
namespace {

/// An eNPS export: `sizes` answers of each department in one quarter, scores going round.
std::string employees(const std::map<std::string, int>& sizes, const std::string& month, const std::string& prefix) {
  std::string text = "response_id,responded_at,department,How likely are you to recommend working here?,comment\n";
  constexpr int kScores[] = {3, 8, 9, 6, 7, 10};
  int number = 0;
  for (const auto& [department, size] : sizes) {
    for (int i = 0; i < size; ++i, ++number) {
      text += prefix + std::to_string(100 + number) + ",2026-" + month + "-10 09:00:00," + department + "," +
              std::to_string(kScores[number % 6]) + ",\n";
    }
  }
  return text;
}

class Anonymity : public KoeTest {
 protected:
  [[nodiscard]] ProgramResult run(const std::string& file) const { return koe({"run", file, "--survey", "enps", "--quiet"}); }

  [[nodiscard]] std::map<std::string, std::string> audit(int expected_exit) const {
    const ProgramResult result = koe({"audit-anonymity"});
    EXPECT_EQ(result.exit_code, expected_exit) << result.err;
    std::map<std::string, std::string> figures;
    std::istringstream lines(result.out);
    for (std::string name, value; lines >> name >> value;) figures[name] = value;
    return figures;
  }

  [[nodiscard]] CsvRow row(const std::string& value, const std::string& period = "2026Q3") const {
    for (const CsvRow& row : rows("nps.csv"))
      if (row.at("value") == value && row.at("period") == period) return row;
    ADD_FAILURE() << "no row for " << value;
    return {};
  }
};

TEST_F(Anonymity, the_audit_of_a_runs_own_outputs_finds_nobody) {
  work_.write("enps.csv", employees({{"Sales", 20}, {"Support", 9}, {"Legal", 3}}, "07", "E"));
  EXPECT_EQ(run("enps.csv").exit_code, kDone);
  EXPECT_EQ(row("Sales").at("n"), "20");
  EXPECT_EQ(row("Support").at("suppressed"), "true");
  EXPECT_EQ(row("Legal").at("suppressed"), "true");
  const auto figures = audit(kDone);
  EXPECT_EQ(figures.at("employees"), "32");
  EXPECT_EQ(figures.at("recovered"), "0");
  EXPECT_EQ(figures.at("hidden_figures"), "2");
  EXPECT_EQ(figures.at("hidden_narrower_than_k"), "0");
}

TEST_F(Anonymity, the_audit_ends_with_3_when_a_small_department_is_shown) {
  work_.write("enps.csv", employees({{"Sales", 20}, {"Support", 9}, {"Legal", 3}}, "07", "E"));
  EXPECT_EQ(run("enps.csv").exit_code, kDone);
  std::string table = read_file(work_ / "koe-report/nps.csv");
  const std::size_t place = table.find("enps,2026Q3,department,Support,");
  ASSERT_NE(place, std::string::npos);
  // Departments by name, 32 answers: Legal has numbers 0-2, Sales 3-22, Support 23-31 with scores from place 5 of the round
  // on: 10 3 8 9 6 7 10 3 8: promoters 3, passives 3, detractors 3. All less Sales less Support is Legal.
  table.replace(place, table.find('\n', place) - place, "enps,2026Q3,department,Support,9,3,3,3,0,-40,40,,,,,false\r");
  work_.write("koe-report/nps.csv", table);
  const auto figures = audit(kWithRejects);
  EXPECT_EQ(figures.at("not_in_ledger"), "1");
  EXPECT_EQ(figures.at("hidden_narrower_than_k"), "1");
  EXPECT_NE(figures.at("combinations_below_k"), "0");
}

TEST_F(Anonymity, a_late_answer_changes_no_figure_until_there_are_enough) {
  work_.write("enps.csv", employees({{"Sales", 20}, {"Support", 20}}, "07", "E"));
  EXPECT_EQ(run("enps.csv").exit_code, kDone);
  const std::string before = read_file(work_ / "koe-report/nps.csv");
  work_.write("late.csv", employees({{"Sales", 1}}, "08", "L"));
  EXPECT_EQ(run("late.csv").exit_code, kDone);
  EXPECT_EQ(read_file(work_ / "koe-report/nps.csv"), before);
  EXPECT_EQ(manifest().at("coverage").at(0).at("responses_withheld"), 1);
  EXPECT_EQ(audit(kDone).at("recovered"), "0");
  work_.write("more.csv", employees({{"Sales", 6}}, "09", "M"));
  EXPECT_EQ(run("more.csv").exit_code, kDone);
  EXPECT_EQ(row("Sales").at("n"), "27");
  EXPECT_EQ(audit(kDone).at("recovered"), "0");
}

TEST_F(Anonymity, a_second_run_publishes_the_same_bytes) {
  work_.write("enps.csv", employees({{"Sales", 20}, {"Support", 9}, {"Legal", 3}, {"People", 5}}, "07", "E"));
  EXPECT_EQ(run("enps.csv").exit_code, kDone);
  const auto first = files_in(work_ / "koe-report");
  EXPECT_EQ(koe({"run", "--quiet"}).exit_code, kDone);
  EXPECT_EQ(differing(first, files_in(work_ / "koe-report")), std::vector<std::string>());
}

/// `table` with the last data row's cell of `column` replaced; cells without commas.
std::string with_cell(const std::string& table, const std::string& column, const std::string& value) {
  const std::string header = table.substr(0, table.find('\n'));
  const auto place = std::count(header.begin(), header.begin() + static_cast<std::ptrdiff_t>(header.find("," + column + ",")) + 1, ',');
  std::size_t begin = table.rfind('\n', table.size() - 2) + 1;
  for (std::ptrdiff_t i = 0; i < place; ++i) begin = table.find(',', begin) + 1;
  return std::string(table).replace(begin, table.find(',', begin) - begin, value);
}

TEST_F(Anonymity, a_theme_that_only_detractors_mention_is_told_as_a_bound) {
  // Of 40 scores 3 8 9 6 7 10 in turns, every third is a detractor's; the first twelve of these are coded "pay".
  work_.write("enps.csv", employees({{"Sales", 40}}, "07", "E"));
  std::string codes = "response_id,code\n";
  for (int i = 0; i < 12; ++i) codes += "E" + std::to_string(100 + 3 * i) + ",pay\n";
  work_.write("codes.csv", codes);
  EXPECT_EQ(koe({"ingest", "enps.csv", "--survey", "enps", "--quiet"}).exit_code, kDone);
  EXPECT_EQ(koe({"themes", "import", "codes.csv", "--quiet"}).exit_code, kDone);
  EXPECT_EQ(koe({"run", "--quiet"}).exit_code, kDone);
  const auto themes = rows("themes.csv");
  ASSERT_EQ(themes.size(), 1U);
  EXPECT_EQ(themes[0].at("responses"), "12");
  EXPECT_EQ(themes[0].at("mostly"), "detractors");
  EXPECT_EQ(themes[0].at("nps"), "");
  // 14 detractors and 13 promoters of 40: eNPS -2.5; ten of twelve or more, middle 11: 100 x 12/28 x (-11/12 + 1/40).
  EXPECT_NEAR(std::stod(themes[0].at("impact")), 100 * 12 / 28.0 * (-11 / 12.0 + 1 / 40.0), 1e-4);
  EXPECT_NE(read_file(work_ / "koe-report/report.html").find("80% or more are detractors"), std::string::npos);
  EXPECT_EQ(audit(kDone).at("recovered"), "0");
  work_.write("koe-report/themes.csv", with_cell(read_file(work_ / "koe-report/themes.csv"), "nps", "-100.0000"));
  const auto figures = audit(kWithRejects);
  EXPECT_EQ(figures.at("not_in_ledger"), "1");
  EXPECT_EQ(figures.at("recovered"), "12");
}

TEST_F(Anonymity, one_answer_is_counted_nowhere_and_the_report_says_so) {
  work_.write("enps.csv", employees({{"Legal", 1}}, "07", "E"));
  EXPECT_EQ(run("enps.csv").exit_code, kDone);
  for (const CsvRow& row : rows("nps.csv")) EXPECT_EQ(row.at("suppressed"), "true");
  EXPECT_NE(read_file(work_ / "koe-report/report.html").find("counted nowhere"), std::string::npos);
  EXPECT_EQ(audit(kDone).at("figures"), "0");
}

}  // namespace
}  // namespace koe::testing
