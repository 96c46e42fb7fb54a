#include "pipeline/ingest/jsonl_reader.h"

#include <gtest/gtest.h>

namespace koe {
namespace {

using Members = std::vector<std::pair<std::string, std::string>>;

std::vector<JsonRecord> read(std::string_view text) {
  std::vector<JsonRecord> records;
  JsonReader reader(text);
  for (JsonRecord record; reader.next(record);) records.push_back(record);
  return records;
}

IssueCode fault_of(std::string_view line) {
  const auto records = read(line);
  EXPECT_EQ(records.size(), 1U) << line;
  return records.empty() || !records[0].fault ? IssueCode::kUsage : *records[0].fault;
}

TEST(JsonReader, OneLineIsOneRecordWithItsPlace) {
  const auto records = read("{\"id\":\"R1\",\"score\":9}\n\n  {\"id\":\"R2\"}\r\n");
  ASSERT_EQ(records.size(), 2U);
  EXPECT_EQ(records[0].members, (Members{{"id", "R1"}, {"score", "9"}}));
  EXPECT_EQ(records[1].line, 3U);
  EXPECT_EQ(records[1].begin, 25U);
  EXPECT_EQ(records[1].end, 36U);
}

TEST(JsonReader, ABrokenLineCostsOnlyItself) {
  const auto records = read("{\"a\":1}\n{\"a\":\n{\"a\":3}\n");
  ASSERT_EQ(records.size(), 3U);
  EXPECT_EQ(records[1].fault, IssueCode::kJsonInvalid);
  EXPECT_EQ(records[1].line, 2U);
  EXPECT_EQ(records[2].members, (Members{{"a", "3"}}));
}

TEST(JsonReader, FlattensObjectsAndLists) {
  const auto records = read(
      R"({"person":{"id":7,"plan":{"name":"Pro"}},"tags":["x","y"],"notes":[{"text":"n0"},{"text":"n1"}],"none":null,"ok":true,"half":0.5})");
  ASSERT_EQ(records.size(), 1U);
  EXPECT_EQ(records[0].members, (Members{{"person.id", "7"},
                                         {"person.plan.name", "Pro"},
                                         {"tags", "x; y"},
                                         {"notes.0.text", "n0"},
                                         {"notes.1.text", "n1"},
                                         {"none", ""},
                                         {"ok", "true"},
                                         {"half", "0.5"}}));
}

TEST(JsonReader, ReadsAWholeFileArrayOfObjects) {
  const auto records = read("[\n {\"a\":\"1,]\"},\n {\"a\":\"2}\"}, 3,\n {\"a\":}\n]\n");
  ASSERT_EQ(records.size(), 4U);
  EXPECT_EQ(records[0].members, (Members{{"a", "1,]"}}));
  EXPECT_EQ(records[1].members, (Members{{"a", "2}"}}));
  EXPECT_EQ(records[1].line, 3U);
  EXPECT_EQ(records[2].fault, IssueCode::kJsonNotAnObject);
  EXPECT_EQ(records[3].fault, IssueCode::kJsonInvalid);
  EXPECT_EQ(records[3].line, 4U);
}

TEST(JsonReader, ACutOffArrayKeepsWhatIsWhole) {
  const auto records = read("[{\"a\":1},{\"a\":2},{\"a\"");
  ASSERT_EQ(records.size(), 3U);
  EXPECT_FALSE(records[1].fault);
  EXPECT_EQ(records[2].fault, IssueCode::kJsonInvalid);
}

TEST(JsonReader, LinesThatAreArraysAreNoObjects) {
  const auto records = read("[1,2]\n[3]\n");
  ASSERT_EQ(records.size(), 2U);
  EXPECT_EQ(records[0].fault, IssueCode::kJsonNotAnObject);
  EXPECT_EQ(records[1].fault, IssueCode::kJsonNotAnObject);
}

TEST(JsonReader, RejectsANameThatOccursTwice) {
  EXPECT_EQ(fault_of(R"({"score":9,"score":1})"), IssueCode::kDuplicateKey);
  EXPECT_EQ(fault_of(R"({"a.b":1,"a":{"b":2}})"), IssueCode::kDuplicateKey);
}

TEST(JsonReader, RejectsWhatTheStandardForbids) {
  for (const char* line : {"{\"a\":01}", "{\"a\":\"\\uD800\"}", "{'a':1}", "{\"a\":1,}", "{\"a\":NaN}",
                           "{\"a\":1} x", "{\"a\":\"tab\there\"}", "{\"a\":123456789012345678901234567890}"})
    EXPECT_EQ(fault_of(line), IssueCode::kJsonInvalid) << line;
  EXPECT_EQ(fault_of("\"text\""), IssueCode::kJsonNotAnObject);
  EXPECT_EQ(fault_of(R"({"a":"\u0000"})"), IssueCode::kNulByte);
}

TEST(JsonReader, RejectsNestingDeeperThanTheLimit) {
  const auto nested = [](std::size_t depth) {
    std::string text;
    for (std::size_t i = 0; i < depth; ++i) text += "{\"a\":";
    return text + "1" + std::string(depth, '}');
  };
  EXPECT_FALSE(read(nested(60))[0].fault);
  EXPECT_EQ(fault_of(nested(70)), IssueCode::kJsonInvalid);
  EXPECT_EQ(fault_of(std::string(100000, '[')), IssueCode::kJsonInvalid);
}

TEST(LooksLikeJson, TellsJsonFromTables) {
  EXPECT_TRUE(looks_like_json(" \n{\"a\":1}"));
  EXPECT_TRUE(looks_like_json("[\n{\"a\":1}]"));
  EXPECT_FALSE(looks_like_json("id,score\n1,9\n"));
  EXPECT_FALSE(looks_like_json("[draft] title,score\n"));
  EXPECT_FALSE(looks_like_json("{name},score\n"));
}

}  // namespace
}  // namespace koe
