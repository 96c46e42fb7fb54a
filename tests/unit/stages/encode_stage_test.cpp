// The folder of a sentence encoder, the stage that asks it, and the vectors that themes are sought in.
#include <gtest/gtest.h>

#include "pipeline/domain/issue.h"
#include "pipeline/stages/assets.h"
#include "pipeline/stages/identity.h"
#include "pipeline/stages/stage.h"
#include "pipeline/stages/theme/text_vectors.h"
#include "pipeline/store/ledger_store.h"
#include "pipeline/store/response_store.h"
#include "pipeline/store/segment_store.h"
#include "tests/support/temp_dir.h"

namespace koe::stages {
namespace {

std::string description(const std::string& manner) {
  return R"({"name": "fake", "version": "1", "dimensions": 4, "program": [")" KOE_FAKE_ENCODER R"(", ")" + manner + R"("]})";
}

/// An encoder's folder with `json` as its description, or without one.
class EncodeStage : public ::testing::Test {
 protected:
  int refusal_of(const std::string& json) {
    folder_.write("encoder.json", json);
    try {
      (void)open_encoder(folder_.path());
    } catch (const RunError& error) {
      EXPECT_EQ(error.exit_code, 6);
      return static_cast<int>(error.issue.code);
    }
    return 0;
  }

  static void add_segments(store::Database& database) {
    std::vector<store::StoredSegment> segments;
    const std::int64_t source = store::LedgerStore(database).add_source(
        {.sha256 = "s", .name = "test", .content = "nps", .layout = "generic", .encoding = "UTF-8"});
    for (const char* text : {"値段 が 高い", "the price is high", "値段 が 高い", ""}) {
      Response response;
      response.response_id = "R-" + std::to_string(segments.size());
      const std::string content = content_hash(response);
      store::ResponseStore(database).offer(response, IdentityRule().identity_of(response, content), content, source);
      store::StoredSegment segment;
      segment.response_no = static_cast<std::int64_t>(segments.size()) + 1;
      segment.unit_key = segment.normalized = text;
      segments.push_back(segment);
    }
    store::SegmentStore(database).replace_segments(segments);
  }

  /// What the encode stage says it did.
  StageSummary run(store::Database& database, const Assets& assets) {
    const RunConfig config;
    const Progress silent = [](std::string_view, std::size_t, std::size_t) {};
    RunResult result;
    StageContext context{database, config, assets, silent, result};
    return run_encode(context);
  }

  testing::TempDir folder_;
};

TEST_F(EncodeStage, RefusesAFolderWithoutOrWithAWrongDescription) {
  EXPECT_THROW((void)open_encoder(folder_.path() / "nowhere"), RunError);
  const int wrong = static_cast<int>(IssueCode::kEncoderWrong);
  EXPECT_EQ(refusal_of("no json"), wrong);
  EXPECT_EQ(refusal_of(R"({"name": "a", "version": "1", "dimensions": 4})"), wrong);
  EXPECT_EQ(refusal_of(R"({"name": "a", "version": "1", "dimensions": 0, "program": ["./p"]})"), wrong);
  EXPECT_EQ(refusal_of(R"({"name": "a", "version": "1", "dimensions": -4, "program": ["./p"]})"), wrong);
  EXPECT_EQ(refusal_of(R"({"name": "a", "version": "1", "dimensions": 4, "program": ["p"]})"), wrong);
  EXPECT_EQ(refusal_of(description("well")), 0);
}

TEST_F(EncodeStage, AsksForEachDifferentTextOnce) {
  folder_.write("encoder.json", description("well"));
  const Assets assets = Assets::load(KOE_SOURCE_DIR, folder_.path());
  store::Database database = store::Database::in_memory();
  add_segments(database);
  const std::size_t asked = run(database, assets).rows_out;
  EXPECT_GT(asked, 2U);  // the library's examples as well
  EXPECT_EQ(run(database, assets).rows_out, 0U);

  store::Database without_segments = store::Database::in_memory();
  EXPECT_EQ(asked - run(without_segments, assets).rows_out, 2U);
}

TEST_F(EncodeStage, WithoutAnEncoderHasNothingToDo) {
  store::Database database = store::Database::in_memory();
  add_segments(database);
  EXPECT_EQ(run(database, Assets::load(KOE_SOURCE_DIR)).rows_out, 0U);
}

TEST_F(EncodeStage, SaysWhyTheEncoderFailed) {
  folder_.write("encoder.json", description("dies"));
  const Assets assets = Assets::load(KOE_SOURCE_DIR, folder_.path());
  store::Database database = store::Database::in_memory();
  try {
    run(database, assets);
    FAIL() << "a dead encoder went unnoticed";
  } catch (const RunError& error) {
    EXPECT_EQ(error.issue.code, IssueCode::kEncoderFailed);
    EXPECT_EQ(error.exit_code, 6);
    ASSERT_EQ(error.issue.args.size(), 2U);
    EXPECT_NE(error.issue.args[1].find("out of memory"), std::string::npos) << error.issue.args[1];
  }
}

TEST_F(EncodeStage, TextVectorsHoldTheTableBesideTheEncoder) {
  folder_.write("encoder.json", description("well"));
  const Assets assets = Assets::load(KOE_SOURCE_DIR, folder_.path());
  store::Database database = store::Database::in_memory();
  add_segments(database);
  run(database, assets);
  const UnitSet texts = {{.key = "a", .normalized = "the price is high", .language = Language::kEnglish},
                         {.key = "b", .normalized = "never asked about", .language = Language::kEnglish}};
  const TextVectors table(assets, database, "", 1);
  const TextVectors both(assets, database, assets.encoder()->identity, 1);
  const models::Matrix narrow = table.raw(texts).all(), wide = both.raw(texts).all();
  ASSERT_EQ(both.blocks(), (models::embedding::Blocks{narrow.columns(), 4}));
  ASSERT_EQ(wide.columns(), narrow.columns() + 4);
  EXPECT_EQ(both.prior().mean[0].size(), wide.columns());
  for (std::size_t j = 0; j < narrow.columns(); ++j) EXPECT_EQ(wide.row(0)[j], narrow.row(0)[j]);
  EXPECT_FLOAT_EQ(wide.row(0)[narrow.columns()], 1.0F);  // "price"
  for (std::size_t j = 0; j < 4; ++j) EXPECT_EQ(wide.row(1)[narrow.columns() + j], 0.0F);
}

}  // namespace
}  // namespace koe::stages
