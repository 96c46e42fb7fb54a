// A sentence encoder beside the table: asked once, named in the manifest, and a clear message where it fails.
#include <sqlite3.h>

#include "tests/cli/koe_test.h"

namespace koe::testing {
namespace {

class Encoder : public KoeTest {
 protected:
  void SetUp() override { work_.write("survey.csv", kSmallExport); }

  void write_encoder(const std::string& manner) {
    work_.write("encoder/encoder.json", R"({"name": "fake", "version": "1", "dimensions": 4, "program": [")" KOE_FAKE_ENCODER
                                        R"(", ")" + manner + R"("]})");
  }

  /// Rows of encoded_text.
  int encoded_texts() {
    sqlite3* database = nullptr;
    int count = -1;
    EXPECT_EQ(sqlite3_open((work_ / "koe.db").c_str(), &database), SQLITE_OK);
    const auto read = [](void* out, int, char** values, char**) {
      *static_cast<int*>(out) = std::stoi(values[0]);
      return 0;
    };
    EXPECT_EQ(sqlite3_exec(database, "SELECT count(*) FROM encoded_text", read, &count, nullptr), SQLITE_OK);
    sqlite3_close(database);
    return count;
  }
};

TEST_F(Encoder, is_named_in_the_manifest_and_asked_only_once) {
  write_encoder("well");
  ASSERT_EQ(koe({"run", "survey.csv", "--encoder", "encoder"}).exit_code, kDone);
  const auto assets = manifest().at("assets");
  EXPECT_TRUE(std::ranges::any_of(assets, [](const auto& asset) { return asset.at("name") == "fake"; })) << assets;
  const int asked = encoded_texts();
  EXPECT_GT(asked, 14) << "fourteen comments with content, and the library's examples";
  const auto before = files_in(work_ / "koe-report");

  ASSERT_EQ(koe({"run", "--encoder", "encoder"}).exit_code, kDone);
  EXPECT_EQ(encoded_texts(), asked);
  EXPECT_EQ(differing(before, files_in(work_ / "koe-report")), std::vector<std::string>{});
}

TEST_F(Encoder, that_dies_ends_the_run_with_6_its_last_words_and_nothing_changed) {
  ASSERT_EQ(koe({"run", "survey.csv"}).exit_code, kDone);
  const auto before = files_in(work_ / "koe-report");
  write_encoder("dies");
  const ProgramResult died = koe({"run", "--encoder", "encoder", "--lang", "en"});
  EXPECT_EQ(died.exit_code, kEnvironment);
  EXPECT_NE(died.err.find("out of memory at text 3"), std::string::npos) << died.err;
  EXPECT_NE(died.err.find("without --encoder"), std::string::npos) << "the remedy: " << died.err;
  ASSERT_EQ(koe({"run"}).exit_code, kDone);
  EXPECT_EQ(differing(before, files_in(work_ / "koe-report")), std::vector<std::string>{});
}

TEST_F(Encoder, that_is_not_there_is_refused_before_anything_is_done) {
  const ProgramResult refused = koe({"run", "survey.csv", "--encoder", "nowhere", "--lang", "en"});
  EXPECT_EQ(refused.exit_code, kEnvironment);
  EXPECT_NE(refused.err.find("scripts/get-encoder"), std::string::npos) << refused.err;
  EXPECT_FALSE(std::filesystem::exists(work_ / "koe-report"));
}

}  // namespace
}  // namespace koe::testing
