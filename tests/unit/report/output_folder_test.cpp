#include "pipeline/report/output_folder.h"

#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <fstream>
#include <iterator>
#include <vector>

#include "pipeline/domain/issue.h"

namespace koe::report {
namespace {

namespace fs = std::filesystem;

class OutputFolder : public testing::Test {
 protected:
  void SetUp() override {
    std::string pattern = (fs::temp_directory_path() / "koe_output_XXXXXX").string();
    ASSERT_NE(::mkdtemp(pattern.data()), nullptr);
    root_ = pattern;
  }
  void TearDown() override { fs::remove_all(root_); }

  static std::string read(const fs::path& path) {
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
  }
  static std::size_t n_entries(const fs::path& dir) {
    return static_cast<std::size_t>(std::distance(fs::directory_iterator(dir), fs::directory_iterator()));
  }
  /// Writes and expects a refusal with exit code 6 that names `path`.
  static void expect_refused(const fs::path& dir, const std::vector<OutputFile>& files,
                             const fs::path& path) {
    try {
      write_files(dir, files);
      ADD_FAILURE() << "not refused";
    } catch (const RunError& error) {
      EXPECT_EQ(error.exit_code, 6);
      EXPECT_EQ(error.issue.code, IssueCode::kOutputUnwritable);
      EXPECT_EQ(error.issue.file, path.string());
      ASSERT_EQ(error.issue.args.size(), 2U);
      EXPECT_FALSE(error.issue.args[1].empty());
    }
  }

  fs::path root_;
  const std::vector<OutputFile> files_ = {{"a.csv", "one"}, {"b.html", std::string(100'000, 'x')}};
};

TEST_F(OutputFolder, IsCreatedAndFilledForTheOwnerOnly) {
  const fs::path dir = root_ / "deep" / "out";
  write_files(dir, files_);
  EXPECT_EQ(read(dir / "a.csv"), "one");
  EXPECT_EQ(read(dir / "b.html").size(), 100'000U);
  EXPECT_EQ(n_entries(dir), 2U) << "no temporary file stays";
  struct stat status {};
  ASSERT_EQ(::stat((dir / "a.csv").c_str(), &status), 0);
  EXPECT_EQ(status.st_mode & 0777U, 0600U);
}

TEST_F(OutputFolder, ReplacesEarlierFilesAndKeepsOthers) {
  write_files(root_, files_);
  std::ofstream(root_ / "mine.txt") << "keep";
  write_files(root_, std::vector<OutputFile>{{"a.csv", "two"}});
  EXPECT_EQ(read(root_ / "a.csv"), "two");
  EXPECT_EQ(read(root_ / "mine.txt"), "keep");
}

TEST_F(OutputFolder, RefusesALinkAsTargetAndWritesNothing) {
  std::ofstream(root_ / "victim") << "precious";
  fs::create_directory(root_ / "out");
  fs::create_symlink(root_ / "victim", root_ / "out" / "b.html");
  expect_refused(root_ / "out", files_, root_ / "out" / "b.html");
  EXPECT_EQ(read(root_ / "victim"), "precious");
  EXPECT_EQ(n_entries(root_ / "out"), 1U) << "not even the file that could have been written";
}

TEST_F(OutputFolder, RefusesAFolderAsTarget) {
  fs::create_directory(root_ / "a.csv");
  expect_refused(root_, files_, root_ / "a.csv");
}

TEST_F(OutputFolder, RefusesALinkAsFolder) {
  fs::create_directory(root_ / "real");
  fs::create_directory_symlink(root_ / "real", root_ / "link");
  expect_refused(root_ / "link", files_, root_ / "link");
  expect_refused(root_ / "link" / "", files_, root_ / "link");
  EXPECT_EQ(n_entries(root_ / "real"), 0U);
}

TEST_F(OutputFolder, RefusesAFileAsFolder) {
  std::ofstream(root_ / "file") << "x";
  expect_refused(root_ / "file", files_, root_ / "file");
}

TEST_F(OutputFolder, StepsAroundTemporaryNamesLeftByAKilledRun) {
  std::ofstream(root_ / ("victim")) << "precious";
  fs::create_symlink(root_ / "victim", root_ / (".a.csv." + std::to_string(::getpid()) + "-0.tmp"));
  write_files(root_, files_);
  EXPECT_EQ(read(root_ / "a.csv"), "one");
  EXPECT_EQ(read(root_ / "victim"), "precious");
}

TEST_F(OutputFolder, AFullDiskLeavesEarlierFilesWhole) {
  const fs::path full = "/dev/full";
  if (!fs::exists(full)) GTEST_SKIP();
  expect_refused(full, files_, full);  // no folder at all: the same refusal, nothing thrown past it
}

}  // namespace
}  // namespace koe::report
