// The bundled sample from end to end: run once for the whole suite, then looked at from several sides.
// data/demo/README.md says what was planted; data/demo/exports hold it.
#include <set>

#include "tests/cli/koe_test.h"

namespace koe::testing {
namespace {

/// Runs koe on the sample and keeps what came out.
struct DemoRun {
  TempDir work;
  ProgramResult result;

  ProgramResult run(const std::string& database, const std::string& out,
                    std::vector<std::string> more = {}) const {
    std::vector<std::string> arguments = {KOE_PROGRAM, "run"};
    const auto exports = demo_exports();
    arguments.insert(arguments.end(), exports.begin(), exports.end());
    for (const std::string& argument :
         {std::string("--accounts"), (kRepository / "data/demo/accounts.csv").string(), std::string("--db"),
          database, std::string("--out"), out}) {
      arguments.push_back(argument);
    }
    arguments.insert(arguments.end(), more.begin(), more.end());
    ProgramOptions options;
    options.directory = work.path();
    return run_program(arguments, options);
  }

  DemoRun() { result = run("first.db", "first"); }
};

class Demo : public ::testing::Test {
 protected:
  static void SetUpTestSuite() { run_ = new DemoRun; }
  static void TearDownTestSuite() {
    delete run_;
    run_ = nullptr;
  }
  static std::vector<CsvRow> rows(const std::string& name, const std::string& folder = "first") {
    return parse_csv(read_file(run_->work / folder / name));
  }
  static nlohmann::json manifest(const std::string& folder = "first") {
    return nlohmann::json::parse(read_file(run_->work / folder / "manifest.json"));
  }
  static nlohmann::json source(const std::string& name) { return source_in(manifest(), name); }
  /// The theme whose members share most with the responses that contain one of `words` (assignments' text).
  static std::string theme_about(const std::vector<std::string>& words) {
    std::map<std::string, int> votes;
    for (const CsvRow& row : rows("assignments.csv")) {
      const bool about = std::ranges::any_of(
          words, [&](const std::string& word) { return row.at("text").find(word) != std::string::npos; });
      if (about && !row.at("theme_id").empty()) ++votes[row.at("theme_id")];
    }
    if (votes.empty()) return "";
    return std::ranges::max_element(votes, {}, [](const auto& vote) { return vote.second; })->first;
  }
  static CsvRow theme(const std::string& theme_id) {
    for (const CsvRow& row : rows("themes.csv")) {
      if (row.at("theme_id") == theme_id && row.at("survey") == "nps") return row;
    }
    ADD_FAILURE() << "no NPS theme " << theme_id;
    return {};
  }

  static DemoRun* run_;
};
DemoRun* Demo::run_ = nullptr;

TEST_F(Demo, ends_with_3_because_of_its_planted_bad_rows) {
  EXPECT_EQ(run_->result.exit_code, kWithRejects) << run_->result.err;
  EXPECT_EQ(run_->result.out, "");
}

TEST_F(Demo, every_record_is_accounted_for) {
  expect_conservation(manifest());
  EXPECT_EQ(manifest().at("sources").size(), 8U);
  EXPECT_EQ(source("nps_2025Q4.csv").at("records"), 342);
  EXPECT_EQ(source("nps_2025Q4.csv").at("rejected"), 1);
  EXPECT_EQ(source("nps_2026Q1.tsv").at("records"), 351);
  EXPECT_EQ(source("nps_2026Q1.tsv").at("rejected"), 1);
  EXPECT_EQ(source("nps_2026Q2.csv").at("records"), 351);
  EXPECT_EQ(source("nps_2026Q2.csv").at("rejected"), 2);
  EXPECT_EQ(source("nps_2026Q3.jsonl").at("rejected"), 1);
  EXPECT_EQ(source("nps_2026Q3.jsonl").at("revised"), 1);
  EXPECT_GT(source("nps_2026Q3.jsonl").at("duplicate"), 20);
  EXPECT_EQ(source("nps_2026Q3.jsonl").at("new"), 368 + 2 + 14);
  EXPECT_EQ(source("enps_2026Q1.csv").at("rejected"), 1);
  EXPECT_EQ(source("enps_2026Q3.csv").at("rejected"), 1);
}

TEST_F(Demo, every_planted_bad_row_is_in_the_rejects_with_its_line) {
  std::multiset<std::string> seen;
  for (const CsvRow& row : rows("rejects.csv")) {
    const std::string file = std::filesystem::path(row.at("file")).filename().string();
    seen.insert(file + " " + row.at("code"));
    EXPECT_NE(row.at("line"), "") << file;
  }
  const std::multiset<std::string> expected = {"nps_2025Q4.csv KOE-1105",   "nps_2026Q1.tsv KOE-1107",
                                               "nps_2026Q2.csv KOE-1106",   "nps_2026Q2.csv KOE-1107",
                                               "nps_2026Q3.jsonl KOE-1108", "enps_2026Q1.csv KOE-1105",
                                               "enps_2026Q3.csv KOE-1107"};
  EXPECT_EQ(seen, expected);
}

TEST_F(Demo, again_stores_nothing_twice_and_writes_the_same_bytes) {
  const auto first = files_in(run_->work / "first");
  const int exit_code = run_->run("first.db", "first").exit_code;
  EXPECT_TRUE(exit_code == kDone || exit_code == kWithRejects) << "known files are skipped: " << exit_code;
  EXPECT_EQ(differing(first, files_in(run_->work / "first")), std::vector<std::string>{});
}

TEST_F(Demo, another_database_and_another_number_of_threads_give_the_same_bytes) {
  const auto first = files_in(run_->work / "first");
  run_->run("one.db", "one", {"--threads", "1"});
  EXPECT_EQ(differing(first, files_in(run_->work / "one")), std::vector<std::string>{});
  run_->run("two.db", "two", {"--threads", "2"});
  EXPECT_EQ(differing(first, files_in(run_->work / "two")), std::vector<std::string>{});
}

TEST_F(Demo, identical_texts_have_one_theme) {
  std::map<std::string, std::set<std::string>> themes;
  for (const CsvRow& row : rows("assignments.csv")) themes[row.at("text")].insert(row.at("theme_id"));
  for (const auto& [text, ids] : themes) EXPECT_EQ(ids.size(), 1U) << text;
}

TEST_F(Demo, themes_are_ranked_without_gaps_and_within_their_intervals) {
  for (const char* survey : {"nps", "enps"}) {
    const auto ranked = rows_where(rows("themes.csv"), "survey", survey);
    ASSERT_GE(ranked.size(), 5U) << survey;
    std::set<int> places;
    for (const CsvRow& row : ranked) {
      places.insert(std::stoi(row.at("rank")));
      EXPECT_NE(row.at("label_ja"), "");
      EXPECT_NE(row.at("label_en"), "");
      if (!row.at("impact_low").empty()) {
        EXPECT_LE(std::stod(row.at("impact_low")), std::stod(row.at("impact")));
        EXPECT_LE(std::stod(row.at("impact")), std::stod(row.at("impact_high")));
      }
      if (!row.at("rank_low").empty()) {
        EXPECT_LE(std::stoi(row.at("rank_low")), std::stoi(row.at("rank_high")));
      }
    }
    EXPECT_EQ(places.size(), ranked.size()) << survey;
    EXPECT_EQ(*places.begin(), 1) << survey;
    EXPECT_EQ(*places.rbegin(), static_cast<int>(ranked.size())) << survey;
  }
}

TEST_F(Demo, every_group_that_a_theme_names_has_a_row_and_employees_groups_have_names_only) {
  std::map<std::string, CsvRow> groups;
  for (const CsvRow& row : rows("groups.csv")) groups[row.at("theme_id")] = row;
  std::map<std::string, int> largest;
  std::size_t grouped = 0;
  for (const CsvRow& row : rows("themes.csv")) {
    EXPECT_FALSE(groups.contains(row.at("theme_id"))) << "a group is no theme";
    const std::string& parent = row.at("parent_id");
    if (parent.empty()) continue;
    ++grouped;
    ASSERT_TRUE(groups.contains(parent)) << parent;
    EXPECT_EQ(groups[parent].at("survey"), row.at("survey"));
    largest[parent] = std::max(largest[parent], std::stoi(row.at("responses")));
  }
  EXPECT_GT(grouped, 10U);
  for (const auto& [id, group] : groups) {
    EXPECT_NE(group.at("label_ja"), "") << id;
    EXPECT_NE(group.at("label_en"), "") << id;
    EXPECT_TRUE(largest.contains(id)) << id;
    if (group.at("survey") == "enps") {
      for (const char* figure : {"responses", "respondents", "share", "nps", "impact"}) EXPECT_EQ(group.at(figure), "") << id;
    } else {
      EXPECT_GE(std::stoi(group.at("responses")), largest[id]) << id;
    }
  }
}

TEST_F(Demo, every_theme_says_where_it_comes_from) {
  std::map<std::string, int> born;
  for (const CsvRow& row : rows("lineage.csv"))
    if (row.at("event") == "born" || row.at("event") == "opened") ++born[row.at("theme_id")];
  for (const CsvRow& row : rows("themes.csv")) EXPECT_EQ(born[row.at("theme_id")], 1) << row.at("theme_id");
}

TEST_F(Demo, the_text_that_was_pasted_into_the_form_is_named_and_counted) {
  const auto campaigns = rows("campaigns.csv");
  ASSERT_FALSE(campaigns.empty());
  EXPECT_NE(campaigns[0].at("text").find("キャンペーン"), std::string::npos) << campaigns[0].at("text");
  EXPECT_EQ(campaigns[0].at("responses"), "14");
  EXPECT_EQ(campaigns[0].at("accounts"), "1");
  const auto copies = std::ranges::count_if(rows("assignments.csv"), [&](const CsvRow& row) { return row.at("text") == campaigns[0].at("text"); });
  EXPECT_EQ(copies, 14) << "none is dropped";
}

TEST_F(Demo, the_price_theme_outranks_the_mobile_app_theme_that_is_wished_for_more_often) {
  const CsvRow price = theme(theme_about({"値上げ", "料金", "pricing", "price change"}));
  const CsvRow mobile = theme(theme_about({"アプリ版", "スマホ", "mobile app"}));
  ASSERT_NE(price.at("theme_id"), mobile.at("theme_id"));
  EXPECT_LT(std::stoi(price.at("rank")), std::stoi(mobile.at("rank")));
  EXPECT_LT(std::stod(price.at("impact_high")), 0.0) << "the price costs points";
  EXPECT_LE(std::stoi(price.at("rank")), 3) << "the planted worst cause is near the top";
}

TEST_F(Demo, nps_of_the_quarters_is_what_the_exports_say) {
  // Of the exports' own score columns, the revised answer counted once and in its new place; all without a
  // rejected row.
  struct Count {
    int n, promoters, detractors;
  };
  const std::map<std::string, Count> expected = {{"2025Q4", {340, 128, 83}},
                                                 {"2026Q1", {349, 125, 95}},
                                                 {"2026Q2", {349, 108, 107}},
                                                 {"2026Q3", {384, 123, 119}}};
  std::size_t seen = 0;
  for (const CsvRow& row : rows("nps.csv")) {
    if (row.at("survey") != "nps" || !row.at("by").empty() || !expected.contains(row.at("period"))) continue;
    ++seen;
    const Count count = expected.at(row.at("period"));
    EXPECT_EQ(std::stoi(row.at("n")), count.n) << row.at("period");
    EXPECT_EQ(std::stoi(row.at("promoters")), count.promoters) << row.at("period");
    EXPECT_EQ(std::stoi(row.at("detractors")), count.detractors) << row.at("period");
    EXPECT_NEAR(std::stod(row.at("nps")), 100.0 * (count.promoters - count.detractors) / count.n, 0.051);
  }
  EXPECT_EQ(seen, expected.size());
}

TEST_F(Demo, the_department_of_three_is_suppressed_everywhere) {
  bool seen_another_department = false;
  for (const CsvRow& row : rows("nps.csv")) {
    if (row.at("survey") != "enps") continue;
    seen_another_department = seen_another_department || row.at("value") == "開発";
    if (row.at("value") != "法務") continue;
    EXPECT_EQ(row.at("suppressed"), "true");
    for (const char* column : {"n", "promoters", "passives", "detractors", "nps", "nps_low", "change"}) {
      EXPECT_EQ(row.at(column), "") << column;
    }
  }
  EXPECT_TRUE(seen_another_department);
}

TEST_F(Demo, no_employee_is_quoted_anywhere_unless_asked_for) {
  std::vector<std::string> said;
  for (const char* name : {"enps_2026Q2.csv", "enps_2026Q3.csv"}) {
    for (const auto& record : parse_csv_fields(read_file(kRepository / "data/demo/exports" / name))) {
      if (record.back().size() > 60 && record.back().find('\n') == std::string::npos)
        said.push_back(record.back());
    }
  }
  ASSERT_GT(said.size(), 50U);
  for (const auto& [name, bytes] : files_in(run_->work / "first")) {
    for (const std::string& text : said) {
      EXPECT_EQ(bytes.find(text.substr(0, 45)), std::string::npos) << name << " quotes " << text;
    }
  }
  EXPECT_TRUE(rows_where(rows("assignments.csv"), "survey", "enps").empty());
}

TEST_F(Demo, an_attack_on_what_is_said_of_employees_finds_nobody) {
  EXPECT_FALSE(rows_where(rows("themes.csv"), "survey", "enps").empty());
  ProgramOptions options;
  options.directory = run_->work.path();
  const ProgramResult audit = run_program({KOE_PROGRAM, "audit-anonymity", "--db", "first.db", "--out", "first"}, options);
  EXPECT_EQ(audit.exit_code, kDone) << audit.err;
  for (const char* nobody : {"recovered\t0\n", "combinations_below_k\t0\n", "hidden_narrower_than_k\t0\n", "not_in_ledger\t0\n"})
    EXPECT_NE(audit.out.find(nobody), std::string::npos) << nobody << audit.out;
  EXPECT_EQ(audit.out.find("employees\t0\n"), std::string::npos);
}

TEST_F(Demo, employee_rows_appear_only_on_request_with_a_warning_in_the_manifest) {
  const ProgramResult result = run_->run("first.db", "with-rows", {"--enps-rows"});
  EXPECT_FALSE(rows_where(rows("assignments.csv", "with-rows"), "survey", "enps").empty());
  EXPECT_EQ(manifest("with-rows").at("enps_rows"), true);
  EXPECT_NE(result.err.find("KOE-1207"), std::string::npos) << result.err;
}

TEST_F(Demo, telephone_numbers_and_mail_addresses_are_redacted_in_every_output) {
  for (const auto& [name, bytes] : files_in(run_->work / "first")) {
    EXPECT_EQ(bytes.find("03-0000-0000"), std::string::npos) << name;
    EXPECT_EQ(bytes.find("taro@example.com"), std::string::npos) << name;
  }
  EXPECT_FALSE(rows_where(rows("assignments.csv"), "response_id", "R90008").empty());
}

TEST_F(Demo, revenue_at_risk_of_the_themes_never_exceeds_the_revenue_there_is) {
  double revenue = 0, at_risk = 0;
  for (const CsvRow& account : parse_csv(read_file(kRepository / "data/demo/accounts.csv")))
    revenue += std::stod(account.at("arr"));
  for (const CsvRow& row : rows("themes.csv")) {
    if (!row.at("arr_at_risk").empty()) at_risk += std::stod(row.at("arr_at_risk"));
  }
  EXPECT_GT(at_risk, 0);
  EXPECT_LT(at_risk, revenue);
}

TEST_F(Demo, the_report_is_one_file_that_asks_nothing_of_the_network) {
  const std::string html = read_file(run_->work / "first" / "report.html");
  EXPECT_NE(html.find("<!DOCTYPE html>"), std::string::npos);
  for (const char* word : {"<script src", "<link ", "@import", "url(http", "src=\"http", "fetch("}) {
    EXPECT_EQ(html.find(word), std::string::npos) << word;
  }
}

TEST_F(Demo, a_new_quarter_keeps_the_identity_of_the_themes_found_before) {
  const auto exports = demo_exports();
  ProgramOptions options;
  options.directory = run_->work.path();
  const auto run = [&](std::vector<std::string> files, const std::string& out) {
    std::vector<std::string> arguments = {KOE_PROGRAM, "run"};
    arguments.insert(arguments.end(), files.begin(), files.end());
    for (const std::string& argument :
         {std::string("--db"), std::string("grow.db"), std::string("--out"), out}) {
      arguments.push_back(argument);
    }
    const ProgramResult result = run_program(arguments, options);
    ASSERT_TRUE(result.exit_code == kDone || result.exit_code == kWithRejects) << result.err;
  };
  run({exports[4], exports[5], exports[6]}, "three-quarters");  // nps_2025Q4, nps_2026Q1, nps_2026Q2
  run({exports[7]}, "four-quarters");                           // nps_2026Q3

  std::set<std::string> themes_before;
  for (const CsvRow& row : rows("themes.csv", "three-quarters")) themes_before.insert(row.at("theme_id"));
  std::map<std::string, std::string> now;
  for (const CsvRow& row : rows("assignments.csv", "four-quarters")) {
    now[row.at("response_id") + "/" + row.at("segment")] = row.at("theme_id");
  }
  int assigned = 0, kept = 0;
  for (const CsvRow& row : rows("assignments.csv", "three-quarters")) {
    if (row.at("theme_id").empty()) continue;
    ++assigned;
    const auto found = now.find(row.at("response_id") + "/" + row.at("segment"));
    kept += found != now.end() && found->second == row.at("theme_id") ? 1 : 0;
  }
  ASSERT_GT(assigned, 300);
  EXPECT_GT(kept, assigned * 9 / 10) << kept << " of " << assigned << " segments kept their theme";
  std::set<std::string> themes_now;
  for (const CsvRow& row : rows("themes.csv", "four-quarters")) themes_now.insert(row.at("theme_id"));
  int gone = 0;
  for (const std::string& id : themes_before) gone += themes_now.contains(id) ? 0 : 1;
  EXPECT_LE(gone, 1) << "themes do not vanish because more was said";
}

}  // namespace
}  // namespace koe::testing
