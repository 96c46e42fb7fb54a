#include "pipeline/report/report.h"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>

#include "pipeline/base/sha256.h"
#include "tests/support/run_result_builder.h"

namespace koe::report {
namespace {

TEST(Report, HoldsTheFilesOfTheContract) {
  std::vector<std::string> names;
  for (const OutputFile& file : render_report(test::empty_run())) names.push_back(file.name);
  EXPECT_EQ(names, (std::vector<std::string>{"report.html", "themes.csv", "groups.csv", "lineage.csv",
                                             "campaigns.csv", "assignments.csv", "nps.csv",
                                             "drivers.csv", "bridge.csv", "accounts.csv", "contacts.csv",
                                             "beta.csv", "fixes.csv", "rejects.csv", "manifest.json"}));
}

TEST(Report, TheManifestHashesTheFilesThatAreWritten) {
  std::string pattern = (std::filesystem::temp_directory_path() / "koe_report_XXXXXX").string();
  const std::filesystem::path dir = ::mkdtemp(pattern.data());
  write_report(test::realistic_run(), dir / "out");
  const auto read = [&](const std::string& name) {
    std::ifstream in(dir / "out" / name, std::ios::binary);
    return std::string{std::istreambuf_iterator<char>(in), {}};
  };
  const auto manifest = nlohmann::json::parse(read("manifest.json"));
  const std::filesystem::directory_iterator written(dir / "out");
  const auto files = std::distance(begin(written), std::filesystem::directory_iterator());
  ASSERT_EQ(manifest["outputs"].size() + 1, static_cast<std::size_t>(files)) << "every file but the manifest itself";
  for (const auto& output : manifest["outputs"]) {
    EXPECT_EQ(output["sha256"], sha256_hex(read(output["name"]))) << output["name"];
  }
  std::filesystem::remove_all(dir);
}

}  // namespace
}  // namespace koe::report
