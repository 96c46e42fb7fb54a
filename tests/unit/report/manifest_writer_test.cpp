#include "pipeline/report/manifest_writer.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "pipeline/base/sha256.h"
#include "tests/support/run_result_builder.h"

namespace koe::report {
namespace {

TEST(Manifest, ListsEveryOutputWithItsHash) {
  const std::vector<OutputFile> outputs = {{"themes.csv", "abc"}, {"nps.csv", ""}};
  const auto manifest = nlohmann::json::parse(to_manifest(test::realistic_run(), outputs));
  ASSERT_EQ(manifest["outputs"].size(), 2U);
  EXPECT_EQ(manifest["outputs"][0]["name"], "themes.csv");
  EXPECT_EQ(manifest["outputs"][0]["bytes"], 3);
  EXPECT_EQ(manifest["outputs"][0]["sha256"], sha256_hex("abc"));
}

TEST(Manifest, AccountsForEveryRecordOfEverySource) {
  const auto manifest = nlohmann::json::parse(to_manifest(test::realistic_run(), {}));
  ASSERT_EQ(manifest["sources"].size(), 3U);
  for (const auto& source : manifest["sources"]) {
    const int sum = source["new"].get<int>() + source["revised"].get<int>() + source["duplicate"].get<int>() +
                    source["rejected"].get<int>();
    EXPECT_EQ(source["records"].get<int>(), sum) << source;
  }
}

TEST(Manifest, CountsBothSurveys) {
  const auto manifest = nlohmann::json::parse(to_manifest(test::realistic_run(), {}));
  EXPECT_EQ(manifest["counts"]["themes_nps"], 16);
  EXPECT_EQ(manifest["counts"]["themes_enps"], 4);
  EXPECT_EQ(manifest["coverage"][1]["survey"], "enps");
}

TEST(Manifest, SurvivesNamesThatAreNoUtf8) {
  RunResult run = test::empty_run();
  run.sources.push_back({.name = "\x83\x41.csv"});
  EXPECT_NE(to_manifest(run, {}).find("\uFFFD"), std::string::npos);
}

TEST(Manifest, IsTheSameForTheSameRun) {
  EXPECT_EQ(to_manifest(test::realistic_run(), {}), to_manifest(test::realistic_run(), {}));
}

}  // namespace
}  // namespace koe::report
