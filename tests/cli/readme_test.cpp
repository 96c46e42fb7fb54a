// The quick start of the README is a promise: its koe lines are run here exactly as they are written.
#include <sstream>

#include "tests/cli/koe_test.h"

namespace koe::testing {
namespace {

/// Lines inside ``` fences that call koe.
std::vector<std::string> koe_lines(const std::string& markdown) {
  std::vector<std::string> lines;
  std::istringstream stream(markdown);
  bool fenced = false;
  for (std::string line; std::getline(stream, line);) {
    if (line.starts_with("```")) fenced = !fenced;
    if (fenced && (line.starts_with("koe ") || line.starts_with("build/release/koe "))) lines.push_back(line);
  }
  return lines;
}

class Readme : public KoeTest, public ::testing::WithParamInterface<const char*> {};

TEST_P(Readme, its_koe_lines_work_as_written) {
  const auto lines = koe_lines(read_file(kRepository / GetParam()));
  ASSERT_FALSE(lines.empty());
  // The folder looks like the repository after scripts/demo, with an export of the reader's own beside it.
  std::filesystem::create_directories(work_ / "build/release");
  std::filesystem::create_symlink(KOE_PROGRAM, work_ / "build/release/koe");
  std::filesystem::create_symlink(kRepository / "data", work_ / "data");
  std::filesystem::create_directories(work_ / "build/demo");
  work_.write("survey.csv", kSmallExport);
  work_.write("codes.csv", "response_id,code\nR01,price\nR03,price\nR05,price\nR11,price\n");
  work_.write("accounts.csv", "account_id,name,arr\nA1,One,100\nA2,Two,200\n");
  ProgramOptions options;
  options.directory = work_.path();
  options.environment["PATH"] = (work_ / "build/release").string() + ":/usr/bin:/bin";
  for (const std::string& line : lines) {
    const ProgramResult result = run_program({"/bin/bash", "-c", line}, options);
    EXPECT_TRUE(result.exit_code == kDone || result.exit_code == kWithRejects)
        << line << "\nended with " << result.exit_code << "\n"
        << result.err;
  }
}

TEST_P(Readme, names_the_two_set_up_commands) {
  const std::string text = read_file(kRepository / GetParam());
  EXPECT_NE(text.find("scripts/demo"), std::string::npos);
  EXPECT_NE(text.find("scripts/test"), std::string::npos);
}

INSTANTIATE_TEST_SUITE_P(BothLanguages, Readme, ::testing::Values("README.md", "README.ja.md"),
                         [](const auto& language) {
                           return std::string(language.index == 0 ? "english" : "japanese");
                         });

}  // namespace
}  // namespace koe::testing
