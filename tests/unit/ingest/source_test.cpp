#include "pipeline/ingest/source.h"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include "tests/support/temp_dir.h"

namespace koe {
namespace {

using testing::TempDir;

TEST(Source, GivesTheBytesOfARegularFile) {
  const TempDir dir;
  const std::string bytes("a\0b\xFF\r\n", 6);
  const auto read = read_source(dir.write("export.csv", bytes));
  ASSERT_TRUE(read);
  EXPECT_EQ(*read, bytes);
}

TEST(Source, RefusesWhatIsNotThere) {
  const TempDir dir;
  const auto read = read_source(dir / "nothing.csv");
  ASSERT_FALSE(read);
  EXPECT_EQ(read.error().code, IssueCode::kFileMissing);
  EXPECT_EQ(read.error().severity, Severity::kRefused);
  EXPECT_EQ(read.error().file, (dir / "nothing.csv").string());
}

TEST(Source, RefusesFoldersPipesAndDevicesWithoutWaiting) {
  const TempDir dir;
  ASSERT_EQ(::mkfifo((dir / "pipe").c_str(), 0600), 0);
  const std::pair<std::filesystem::path, std::string> cases[] = {
      {dir.path(), "folder"}, {dir / "pipe", "pipe"}, {"/dev/null", "device"}};
  for (const auto& [path, kind] : cases) {
    const auto read = read_source(path);
    ASSERT_FALSE(read) << path;
    EXPECT_EQ(read.error().code, IssueCode::kFileUnreadable) << path;
    EXPECT_EQ(read.error().args, std::vector<std::string>{kind});
  }
}

TEST(Source, RefusesAnEmptyFileAndOneBeyondTheLimit) {
  const TempDir dir;
  EXPECT_EQ(read_source(dir.write("empty.csv", "")).error().code, IssueCode::kFileEmpty);
  const auto huge = dir.write("huge.csv", "x");
  std::filesystem::resize_file(huge, kMaxFileBytes + 1);  // sparse: takes no space
  EXPECT_EQ(read_source(huge).error().code, IssueCode::kFileTooLarge);
}

TEST(Binary, IsRecognisedByItsFirstBytes) {
  using namespace std::string_view_literals;
  const std::pair<std::string_view, std::string> cases[] = {
      {"PK\x03\x04 and the rest of a workbook"sv, "XLSX"},
      {"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"sv, "XLS"},
      {"%PDF-1.7"sv, "PDF"},
      {"\x89PNG\r\n\x1A\n"sv, "PNG"},
      {"\xFF\xD8\xFF\xE0"sv, "JPEG"},
      {"GIF89a"sv, "GIF"},
      {"\x1F\x8B\x08\x00"sv, "gzip"}};
  for (const auto& [bytes, name] : cases) {
    const auto issue = find_binary(bytes);
    ASSERT_TRUE(issue) << name;
    EXPECT_EQ(issue->code, IssueCode::kFileBinary);
    EXPECT_EQ(issue->args, std::vector<std::string>{name});
  }
}

TEST(Binary, IsRecognisedByItsControlCharacters) {
  EXPECT_TRUE(find_binary("\x01\x02\x03\x04\x05 abc"));
  EXPECT_FALSE(find_binary("score,comment\r\n9,\"tab\there\"\f\n"));
  EXPECT_FALSE(find_binary("\x1B$B$\"\x1B(B,1"));  // ISO-2022-JP escapes
  EXPECT_FALSE(
      find_binary(std::string_view("\xFF\xFE"
                                   "a\0,\0",
                                   6)));  // UTF-16
}

}  // namespace
}  // namespace koe
