// What every command-line test needs: koe itself in a folder of its own, small exports, and its output files
// read back.
#pragma once
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "tests/support/csv.h"
#include "tests/support/run_program.h"
#include "tests/support/temp_dir.h"

namespace koe::testing {

/// Exit codes of the contract.
enum ExitCode : int {
  kDone = 0,
  kUsage = 2,
  kWithRejects = 3,
  kRefused = 4,
  kBusy = 5,
  kEnvironment = 6,
  kDamaged = 7,
};

/// The repository, for the bundled sample and the README.
inline const std::filesystem::path kRepository = KOE_SOURCE_DIR;

/// Sixteen good NPS responses, every cell different where it may be.
inline const std::string kSmallExport =
    "response_id,responded_at,respondent_id,account_id,score,comment\n"
    "R01,2026-07-01 09:00:00,U01,A1,3,料金が高すぎて続けられません\n"
    "R02,2026-07-02 09:00:00,U02,A2,9,サポートの方がとても親切でした\n"
    "R03,2026-07-03 09:00:00,U03,A3,4,値上げの理由が分かりません\n"
    "R04,2026-07-04 09:00:00,U04,A4,10,The support team answers within minutes\n"
    "R05,2026-07-05 09:00:00,U05,A5,2,Way too expensive for a small company\n"
    "R06,2026-07-06 09:00:00,U06,A6,8,\n"
    "R07,2026-07-07 09:00:00,U07,A1,7,特になし\n"
    "R08,2026-07-08 09:00:00,U08,A2,5,\"The dashboard is slow, really slow\"\n"
    "R09,2026-07-09 09:00:00,U09,A3,6,ダッシュボードの表示が遅いです\n"
    "R10,2026-07-10 09:00:00,U10,A4,10,サポートのお返事が早くて助かります\n"
    "R11,2026-07-11 09:00:00,U11,A5,1,The price went up again\n"
    "R12,2026-07-12 09:00:00,U12,A6,9,Support is friendly and patient\n"
    "R13,2026-07-13 09:00:00,U13,A1,5,画面が開くまで一分かかります\n"
    "R14,2026-07-14 09:00:00,U14,A2,7,n/a\n"
    "R15,2026-07-15 09:00:00,U15,A3,6,Reports take a minute to load\n"
    "R16,2026-07-16 09:00:00,U16,A4,3,費用に見合う効果がありません\n";

/// The bundled sample's exports, sorted by name.
[[nodiscard]] inline std::vector<std::string> demo_exports() {
  std::vector<std::string> names;
  for (const auto& entry : std::filesystem::directory_iterator(kRepository / "data/demo/exports")) {
    names.push_back(entry.path().string());
  }
  std::ranges::sort(names);
  return names;
}

/// Every file of an output folder: name -> bytes.
[[nodiscard]] inline std::map<std::string, std::string> files_in(const std::filesystem::path& folder) {
  std::map<std::string, std::string> files;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    files[entry.path().filename().string()] = read_file(entry.path());
  }
  return files;
}

/// The names of the files that differ or that only one side has.
[[nodiscard]] inline std::vector<std::string> differing(const std::map<std::string, std::string>& left,
                                                        const std::map<std::string, std::string>& right) {
  std::vector<std::string> names;
  for (const auto& [name, bytes] : left) {
    if (!right.contains(name) || right.at(name) != bytes) names.push_back(name);
  }
  for (const auto& [name, bytes] : right) {
    if (!left.contains(name)) names.push_back(name);
  }
  return names;
}

/// What `manifest` says of the file called `name`; a failure and an empty object when it says nothing.
[[nodiscard]] inline nlohmann::json source_in(const nlohmann::json& manifest, const std::string& name) {
  for (const nlohmann::json& source : manifest.at("sources")) {
    if (source.at("name") == name) return source;
  }
  ADD_FAILURE() << name << " is not in the manifest";
  return nlohmann::json::object();
}

/// A test with a working folder of its own, in which koe runs.
class KoeTest : public ::testing::Test {
 protected:
  /// koe with these arguments in the test's folder, which is also its home.
  [[nodiscard]] ProgramResult koe(std::vector<std::string> arguments, ProgramOptions options = {}) const {
    options.directory = work_.path();
    arguments.insert(arguments.begin(), KOE_PROGRAM);
    return run_program(arguments, options);
  }

  /// Rows of a CSV file in the output folder.
  [[nodiscard]] std::vector<CsvRow> rows(const std::string& name,
                                         const std::string& folder = "koe-report") const {
    return parse_csv(read_file(work_ / folder / name));
  }

  [[nodiscard]] nlohmann::json manifest(const std::string& folder = "koe-report") const {
    return nlohmann::json::parse(read_file(work_ / folder / "manifest.json"));
  }

  /// What the manifest says of the file called `name`.
  [[nodiscard]] nlohmann::json source(const std::string& name,
                                      const std::string& folder = "koe-report") const {
    return source_in(manifest(folder), name);
  }

  TempDir work_;
};

/// records = new + revised + duplicate + rejected, for every file of a manifest.
inline void expect_conservation(const nlohmann::json& manifest) {
  for (const auto& source : manifest.at("sources")) {
    EXPECT_EQ(source.at("records").get<int>(), source.at("new").get<int>() + source.at("revised").get<int>() +
                                                   source.at("duplicate").get<int>() +
                                                   source.at("rejected").get<int>())
        << source.dump();
  }
}

}  // namespace koe::testing
