// How koe ends: every exit code of the contract, and that a refused file leaves nothing behind.
#include <sys/stat.h>

#include "tests/cli/koe_test.h"

namespace koe::testing {
namespace {

class ExitCodes : public KoeTest {};

TEST_F(ExitCodes, a_good_export_ends_with_0_and_writes_every_file_of_the_contract) {
  const auto export_file = work_.write("survey.csv", kSmallExport);
  const ProgramResult result = koe({"run", "survey.csv"});
  EXPECT_EQ(result.exit_code, kDone) << result.err;
  EXPECT_EQ(result.out, "") << "standard output is for data only";
  for (const char* name : {"themes.csv", "assignments.csv", "nps.csv", "drivers.csv", "bridge.csv",
                           "accounts.csv", "contacts.csv", "beta.csv", "fixes.csv", "rejects.csv", "report.html", "manifest.json"}) {
    EXPECT_TRUE(std::filesystem::is_regular_file(work_ / "koe-report" / name)) << name;
  }
  EXPECT_TRUE(std::filesystem::is_regular_file(work_ / "koe.db"));
  EXPECT_TRUE(rows("rejects.csv").empty());
}

TEST_F(ExitCodes, wrong_usage_ends_with_2_and_says_what_to_type) {
  work_.write("survey.csv", kSmallExport);
  const std::vector<std::vector<std::string>> wrong = {
      {"fly"},
      {"run", "survey.csv", "--no-such-flag"},
      {"run", "survey.csv", "--threads", "many"},
      {"run", "survey.csv", "--lang", "fr"},
      {"run", "survey.csv", "--survey", "csat"},
      {"run", "survey.csv", "--rank-by", "mood"},
      {"run", "survey.csv", "--db"},
      {"ingest"},
      {"inspect"},
  };
  for (const auto& arguments : wrong) {
    const ProgramResult result = koe(arguments);
    std::string line = "koe";
    for (const std::string& argument : arguments) line += " " + argument;
    EXPECT_EQ(result.exit_code, kUsage) << line << "\n" << result.err;
    EXPECT_NE(result.err, "") << line;
    EXPECT_EQ(result.out, "") << line;
  }
  EXPECT_FALSE(std::filesystem::exists(work_ / "koe.db"))
      << "nothing is made before the arguments are understood";
}

TEST_F(ExitCodes, a_bad_row_ends_with_3_and_the_good_ones_are_kept) {
  work_.write("survey.csv", kSmallExport + "R17,2026-07-17 09:00:00,U17,A5,11,eleven\n");
  EXPECT_EQ(koe({"run", "survey.csv"}).exit_code, kWithRejects);
  EXPECT_EQ(source("survey.csv").at("new"), 16);
  EXPECT_EQ(source("survey.csv").at("rejected"), 1);
}

/// A file that must be refused, and the words its refusal is filed under.
struct Refusal {
  std::string name;
  std::string bytes;
};

TEST_F(ExitCodes, a_file_that_is_no_survey_export_is_refused_with_4_and_nothing_of_it_is_stored) {
  const std::vector<Refusal> refusals = {
      {"empty.csv", ""},
      {"header-only.csv", "response_id,responded_at,score,comment\n"},
      {"binary.csv",
       std::string("\x7f\x45\x4c\x46\x02\x01\x00\x00\x00\x00\xff\xfe\x00\x01\x02\x03\x00\x00\x90\x90", 20)},
      {"image.csv", std::string("\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00", 22)},
      {"no-question.csv", "device,city\nphone,Osaka\ntablet,Kobe\nphone,Nara\nlaptop,Otsu\n"},
      {"broken-encoding.csv", "response_id,score,comment\nR1,5,\xff\xfe\xfd\xfc\x81\nR2,6,\xa0\xff\x80\n"},
  };
  for (const Refusal& refusal : refusals) {
    const TempDir folder;
    folder.write(refusal.name, refusal.bytes);
    ProgramOptions options;
    options.directory = folder.path();
    const ProgramResult result = run_program({KOE_PROGRAM, "run", refusal.name}, options);
    EXPECT_EQ(result.exit_code, kRefused) << refusal.name << "\n" << result.err;
    EXPECT_NE(result.err.find(refusal.name), std::string::npos)
        << "the message names the file: " << result.err;
    EXPECT_NE(result.err.find("KOE-"), std::string::npos) << "the message has a code: " << result.err;
    if (std::filesystem::exists(folder / "koe-report/manifest.json")) {
      EXPECT_TRUE(
          nlohmann::json::parse(read_file(folder / "koe-report/manifest.json")).at("coverage").empty());
    }
  }
}

TEST_F(ExitCodes, a_missing_file_is_refused_with_4) {
  const ProgramResult result = koe({"run", "absent.csv"});
  EXPECT_EQ(result.exit_code, kRefused);
  EXPECT_NE(result.err.find("absent.csv"), std::string::npos) << result.err;
}

TEST_F(ExitCodes, a_folder_in_place_of_a_file_is_refused_with_4) {
  std::filesystem::create_directory(work_ / "survey.csv");
  EXPECT_EQ(koe({"run", "survey.csv"}).exit_code, kRefused);
}

TEST_F(ExitCodes, a_file_without_read_permission_is_refused_with_4) {
  const auto file = work_.write("survey.csv", kSmallExport);
  ASSERT_EQ(::chmod(file.c_str(), 0), 0);
  ASSERT_EQ(::chmod(work_.path().c_str(), 0777), 0);
  ProgramOptions options;
  options.as_nobody = true;
  const ProgramResult result = koe({"run", "survey.csv"}, options);
  if (result.exit_code == 127) GTEST_SKIP() << "the build folder cannot be read by another user";
  EXPECT_EQ(result.exit_code, kRefused) << result.err;
}

TEST_F(ExitCodes, good_files_beside_a_refused_one_are_stored_and_the_run_still_ends_with_4) {
  work_.write("survey.csv", kSmallExport);
  work_.write("empty.csv", "");
  EXPECT_EQ(koe({"run", "empty.csv", "survey.csv"}).exit_code, kRefused);
  EXPECT_EQ(source("survey.csv").at("new"), 16);
}

TEST_F(ExitCodes, an_output_folder_that_cannot_be_made_ends_with_6) {
  work_.write("survey.csv", kSmallExport);
  EXPECT_EQ(koe({"run", "survey.csv", "--out", "/proc/koe-report"}).exit_code, kEnvironment);
  EXPECT_EQ(koe({"run", "survey.csv", "--out", "survey.csv"}).exit_code, kEnvironment);
  EXPECT_EQ(read_file(work_ / "survey.csv"), kSmallExport) << "an input is never overwritten";
}

TEST_F(ExitCodes, a_database_that_cannot_be_made_ends_with_6) {
  work_.write("survey.csv", kSmallExport);
  EXPECT_EQ(koe({"run", "survey.csv", "--db", "/proc/koe.db"}).exit_code, kEnvironment);
  EXPECT_EQ(koe({"run", "survey.csv", "--db", "no/such/folder/koe.db"}).exit_code, kEnvironment);
}

TEST_F(ExitCodes, a_folder_without_write_permission_ends_with_6) {
  const auto file = work_.write("survey.csv", kSmallExport);
  ASSERT_EQ(::chmod(file.c_str(), 0644), 0);
  ASSERT_EQ(::chmod(work_.path().c_str(), 0555), 0);
  ProgramOptions options;
  options.as_nobody = true;
  const ProgramResult result = koe({"run", "survey.csv"}, options);
  ASSERT_EQ(::chmod(work_.path().c_str(), 0755), 0);
  if (result.exit_code == 127) GTEST_SKIP() << "the build folder cannot be read by another user";
  EXPECT_EQ(result.exit_code, kEnvironment) << result.err;
}

TEST_F(ExitCodes, a_missing_or_damaged_model_ends_with_6_before_anything_is_reported) {
  work_.write("survey.csv", kSmallExport);
  EXPECT_EQ(koe({"run", "survey.csv", "--assets", "nowhere"}).exit_code, kEnvironment);

  std::filesystem::create_directories(work_ / "assets/models");
  std::filesystem::copy(kRepository / "data", work_ / "assets/data",
                        std::filesystem::copy_options::recursive);
  std::filesystem::copy(kRepository / "models/assets", work_ / "assets/models/assets",
                        std::filesystem::copy_options::recursive);
  ASSERT_EQ(koe({"run", "survey.csv", "--assets", "assets"}).exit_code, kDone) << "a whole copy works";
  std::filesystem::remove_all(work_ / "koe-report");
  for (const auto& entry : std::filesystem::directory_iterator(work_ / "assets/models/assets")) {
    if (entry.path().extension() != ".table" && entry.path().extension() != ".tsv") continue;
    const std::string whole = read_file(entry.path());
    std::string bytes = whole;
    bytes[bytes.size() / 2] = static_cast<char>(bytes[bytes.size() / 2] ^ 1);
    write_file(entry.path(), bytes);
    const ProgramResult damaged = koe({"run", "survey.csv", "--assets", "assets"});
    EXPECT_EQ(damaged.exit_code, kEnvironment) << damaged.err;
    EXPECT_NE(damaged.err.find(entry.path().filename().string()), std::string::npos) << damaged.err;
    EXPECT_NE(damaged.err.find("SHA-256"), std::string::npos) << damaged.err;
    EXPECT_FALSE(std::filesystem::exists(work_ / "koe-report"));
    write_file(entry.path(), whole);
  }
}

TEST_F(ExitCodes, a_database_that_is_none_ends_with_7_and_is_left_alone) {
  work_.write("survey.csv", kSmallExport);
  const std::string letter = "Dear diary, this was never a database. " + std::string(4096, '.');
  work_.write("koe.db", letter);
  EXPECT_EQ(koe({"run", "survey.csv"}).exit_code, kDamaged);
  EXPECT_EQ(read_file(work_ / "koe.db"), letter);
}

TEST_F(ExitCodes, a_damaged_database_ends_with_7) {
  work_.write("survey.csv", kSmallExport);
  ASSERT_EQ(koe({"run", "survey.csv"}).exit_code, kDone);
  std::string bytes = read_file(work_ / "koe.db");
  ASSERT_GT(bytes.size(), 16384U);
  for (std::size_t i = 4096; i < bytes.size() - 4096; i += 512)
    bytes.replace(i, 100, std::string(100, '\xAA'));
  work_.write("koe.db", bytes);
  EXPECT_EQ(koe({"run"}).exit_code, kDamaged);
}

TEST_F(ExitCodes, a_fix_needs_a_theme_that_exists_and_a_real_day) {
  work_.write("survey.csv", kSmallExport);
  work_.write("codes.csv", "response_id,code\nR01,price\nR03,price\nR05,price\nR11,price\n");
  ASSERT_EQ(koe({"run", "survey.csv", "--quiet"}).exit_code, kDone);
  ASSERT_EQ(koe({"themes", "import", "codes.csv", "--quiet"}).exit_code, kDone);
  const std::string themes = koe({"themes"}).out;
  const std::string theme = themes.substr(themes.rfind("\tT") + 1, 5);
  EXPECT_EQ(koe({"fix", "add", "T9999", "--date", "2026-07-08"}).exit_code, kUsage);
  EXPECT_EQ(koe({"fix", "add", theme, "--date", "2026-02-30"}).exit_code, kUsage);
  EXPECT_EQ(koe({"fix", "add", theme}).exit_code, kUsage);
  EXPECT_EQ(koe({"fix"}).exit_code, kUsage);
  EXPECT_EQ(koe({"fix", "add", theme, "--date", "2026-07-08", "--note", "v5.2"}).exit_code, kDone);
  EXPECT_EQ(koe({"fix", "add", theme, "--date", "2026-07-08", "--note", "v5.2"}).exit_code, kDone);
  EXPECT_EQ(koe({"fix", "list"}).out, "theme_id\tfixed_on\tnote\n" + theme + "\t2026-07-08\tv5.2\n");
  EXPECT_EQ(koe({"run", "--quiet"}).exit_code, kDone);
  ASSERT_EQ(rows("fixes.csv").size(), 1U);
  EXPECT_EQ(rows("fixes.csv")[0].at("verdict"), "no_comparison") << "one theme has none to be compared with";
}

TEST_F(ExitCodes, a_wrong_weights_or_effort_file_ends_with_2_and_says_where) {
  work_.write("survey.csv", kSmallExport);
  work_.write("weights.csv", "criterion,weight\nnps,1\nfame,2\n");
  work_.write("effort.csv", "theme_id,effort\nT0001,much\n");
  const ProgramResult weights = koe({"run", "survey.csv", "--rank-by", "score", "--weights", "weights.csv"});
  EXPECT_EQ(weights.exit_code, kUsage);
  EXPECT_NE(weights.err.find("fame"), std::string::npos) << weights.err;
  const ProgramResult effort = koe({"run", "survey.csv", "--effort", "effort.csv"});
  EXPECT_EQ(effort.exit_code, kUsage);
  EXPECT_NE(effort.err.find("effort.csv:2"), std::string::npos) << effort.err;
  EXPECT_EQ(koe({"run", "survey.csv", "--weights", "absent.csv"}).exit_code, kUsage);
}

TEST_F(ExitCodes, weights_and_effort_change_rank_and_columns) {
  work_.write("survey.csv", kSmallExport);
  work_.write("codes.csv", "response_id,code\nR01,price\nR03,price\nR05,price\nR08,speed\nR09,speed\n");
  ASSERT_EQ(koe({"run", "survey.csv", "--quiet"}).exit_code, kDone);
  ASSERT_EQ(koe({"themes", "import", "codes.csv", "--quiet"}).exit_code, kDone);
  work_.write("weights.tsv", "criterion\tweight\nnet\t1\nreach\t1\n");
  for (const char* rank_by : {"net", "score"}) {
    ASSERT_EQ(koe({"run", "--quiet", "--rank-by", rank_by, "--weights", "weights.tsv"}).exit_code, kDone) << rank_by;
    ASSERT_EQ(rows("themes.csv").size(), 2U);
    EXPECT_EQ(rows("themes.csv")[0].at("label_en"), "price");
    EXPECT_EQ(rows("themes.csv")[0].at("effort"), "");
  }
  work_.write("effort.csv", "theme_id,effort\n" + rows("themes.csv")[0].at("theme_id") + ",4\n");
  ASSERT_EQ(koe({"run", "--quiet", "--rank-by", "score", "--weights", "weights.tsv", "--effort", "effort.csv"}).exit_code,
            kDone);
  EXPECT_EQ(rows("themes.csv")[0].at("score"), "1.000000") << "first by both";
  EXPECT_EQ(rows("themes.csv")[0].at("value_per_effort"), "0.250000");
}

}  // namespace
}  // namespace koe::testing
