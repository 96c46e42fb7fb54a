// Acceptance on public corpora, when $KOE_CORPORA names the folder that holds them; skipped otherwise.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <sstream>

#include "pipeline/ingest/csv_reader.h"
#include "pipeline/ingest/decoding.h"
#include "pipeline/ingest/export_reader.h"
#include "pipeline/ingest/jsonl_reader.h"
#include "pipeline/ingest/table.h"
#include "tests/support/temp_dir.h"

namespace koe {
namespace {

namespace fs = std::filesystem;

class Corpora : public ::testing::Test {
 protected:
  void SetUp() override {
    const char* root = std::getenv("KOE_CORPORA");
    if (root == nullptr || *root == '\0') GTEST_SKIP() << "KOE_CORPORA is not set";
    root_ = root;
  }

  [[nodiscard]] std::vector<fs::path> files(const std::string& folder) const {
    std::vector<fs::path> out;
    for (const auto& entry : fs::recursive_directory_iterator(root_ / folder)) {
      if (entry.is_regular_file()) out.push_back(entry.path());
    }
    std::sort(out.begin(), out.end());
    return out;
  }

  fs::path root_;
};

std::uint64_t count_rejects(const ExportReading& reading) {
  return static_cast<std::uint64_t>(
      std::count_if(reading.issues.begin(), reading.issues.end(),
                    [](const Issue& issue) { return issue.severity == Severity::kReject; }));
}

// Reads as detected, and again with the first column forced to be the verbatim, so that files without survey
// columns go all the way, too.
void expect_conservation(const fs::path& path) {
  const std::string bytes = testing::read_file(path);
  std::vector<ReadOptions> attempts(1);
  if (const auto table = Table::open(bytes, path.string(), {}); table && !table->columns().empty()) {
    attempts.emplace_back();
    attempts.back().columns[ColumnRole::kVerbatim] = table->columns().front().name;
  }
  for (const ReadOptions& options : attempts) {
    const auto reading = read_export_bytes(bytes, path.string(), options);
    if (!reading) continue;
    EXPECT_EQ(reading->records, reading->responses.size() + count_rejects(*reading)) << path;
  }
}

TEST_F(Corpora, NoFileBreaksTheConservationLaw) {
  for (const char* folder :
       {"duckdb-csv", "csv-spectrum", "json-test-suite", "naughty-strings", "utf8tests", "banking77"})
    for (const fs::path& path : files(folder)) expect_conservation(path);
}

TEST_F(Corpora, Banking77IsReadWhole) {
  const auto reading = read_export(root_ / "banking77/test.csv", {});
  ASSERT_TRUE(reading);
  EXPECT_EQ(reading->responses.size(), 3080U);
  EXPECT_EQ(count_rejects(*reading), 0U);
}

// The expected JSON is an array of objects of texts, which our own reader reads. One file contradicts its own
// JSON.
TEST_F(Corpora, CsvSpectrumEqualsItsJson) {
  std::size_t equal = 0, cases = 0;
  for (const fs::path& path : files("csv-spectrum/csvs")) {
    const std::string csv = testing::read_file(path);
    const std::string json =
        testing::read_file(root_ / "csv-spectrum/json" / path.stem().replace_extension(".json"));
    std::vector<std::vector<std::pair<std::string, std::string>>> rows, expected;
    CsvReader reader(csv, ',');
    Record record;
    ASSERT_TRUE(reader.next(record));
    const std::vector<std::string> header = record.fields;
    while (reader.next(record)) {
      ASSERT_FALSE(record.fault) << path;
      ASSERT_EQ(record.fields.size(), header.size()) << path;
      auto& row = rows.emplace_back();
      for (std::size_t i = 0; i < header.size(); ++i) row.emplace_back(header[i], record.fields[i]);
    }
    JsonReader json_reader(json);
    for (JsonRecord one; json_reader.next(one);) expected.push_back(one.members);
    ++cases;
    if (path.stem() == "location_coordinates") {
      EXPECT_EQ(rows.size(), 1U);
    } else {
      EXPECT_EQ(rows, expected) << path;
      if (rows == expected) ++equal;
    }
  }
  EXPECT_EQ(cases, 12U);
  EXPECT_EQ(equal, 11U);
}

// Each file as the value of an object: of one JSON line, or of an array's only item where line breaks stand
// in it.
TEST_F(Corpora, JsonTestSuiteIsAcceptedAndRejectedAsItSays) {
  std::size_t accepted = 0, rejected = 0;
  for (const fs::path& path : files("json-test-suite/test_parsing")) {
    const std::string name = path.filename().string();
    const std::string value = testing::read_file(path);
    const bool one_line = value.find('\n') == std::string::npos;
    const std::string line = "{\"value\":" + value + "}";
    const DecodedText decoded = decode(one_line ? line : "[" + line + "]", Encoding::kUtf8);
    std::size_t records = 0, invalid = decoded.broken.size(), unusable = 0;
    JsonReader reader(decoded.text);
    for (JsonRecord record; reader.next(record);) {
      ++records;
      if (record.fault == IssueCode::kJsonInvalid) ++invalid;
      if (record.fault) ++unusable;
    }
    if (name.starts_with("y_")) {
      // A name that occurs twice and U+0000 are valid JSON and no usable record; jsonl_reader.h says so.
      EXPECT_EQ(records, 1U) << name;
      EXPECT_EQ(invalid, 0U) << name;
      if (records == 1 && invalid == 0) ++accepted;
    } else if (name.starts_with("n_")) {
      EXPECT_GT(invalid + unusable, 0U) << name;
      if (invalid + unusable > 0) ++rejected;
    }
  }
  EXPECT_EQ(accepted, 95U);
  EXPECT_EQ(rejected, 188U);
}

// utf8tests.bin: lines "number:valid:bytes" and "number:invalid:bytes"; the reference file replaces as
// Unicode advises.
TEST_F(Corpora, Utf8TestsAreAcceptedRejectedAndReplacedAsTheySay) {
  const std::string bytes = testing::read_file(root_ / "utf8tests/utf8tests.bin");
  const std::string reference = testing::read_file(root_ / "utf8tests/artifacts/utf8.replace.ref.txt");
  std::vector<std::string> expected;
  std::istringstream reference_lines(reference);
  for (std::string line; std::getline(reference_lines, line);) expected.push_back(line);
  std::size_t cases = 0;
  std::istringstream lines(bytes);
  for (std::string line; std::getline(lines, line);) {
    if (line.empty() || line[0] < '0' || line[0] > '9') continue;
    const DecodedText decoded = decode(line, Encoding::kUtf8);
    const bool valid = line.find(":valid") != std::string::npos;
    EXPECT_EQ(decoded.broken.empty(), valid) << line;
    if (cases < expected.size()) {
      EXPECT_EQ(decoded.text.substr(decoded.text.rfind(':') + 1),
                expected[cases].substr(expected[cases].rfind(':') + 1))
          << line;
    }
    ++cases;
  }
  EXPECT_EQ(cases, 222U);
}

TEST_F(Corpora, EveryNaughtyStringSurvivesAsACommentByteForByte) {
  const std::string json = testing::read_file(root_ / "naughty-strings/blns.json");
  // An array of texts: one object a text, read by the reader under test elsewhere.
  std::string objects = "[";
  std::size_t begin = json.find('"');
  while (begin != std::string::npos) {
    std::size_t end = begin + 1;
    while (json[end] != '"') end += json[end] == '\\' ? 2U : 1U;
    objects += (objects.size() > 1 ? "," : "") + std::string("{\"text\":") +
               json.substr(begin, end + 1 - begin) + "}";
    begin = json.find('"', end + 1);
  }
  objects += "]";
  std::vector<std::string> strings;
  JsonReader reader(objects);
  for (JsonRecord record; reader.next(record);) {
    ASSERT_FALSE(record.fault);
    strings.push_back(record.members[0].second);
  }
  ASSERT_EQ(strings.size(), 515U);
  std::string csv = "response_id,score,comment\r\n";
  for (std::size_t i = 0; i < strings.size(); ++i) {
    std::string quoted;
    for (const char c : strings[i]) quoted += c == '"' ? std::string("\"\"") : std::string(1, c);
    csv += "R" + std::to_string(i) + ",9,\"" + quoted + "\"\r\n";
  }
  const auto reading = read_export_bytes(csv, "nps.csv", {});
  ASSERT_TRUE(reading);
  ASSERT_EQ(reading->responses.size(), strings.size());
  for (std::size_t i = 0; i < strings.size(); ++i) EXPECT_EQ(reading->responses[i].verbatim, strings[i]);
}

}  // namespace
}  // namespace koe
