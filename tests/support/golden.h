// Compares an output with its file under tests/golden/; KOE_UPDATE_GOLDEN=1 rewrites the file instead.
#pragma once
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>

namespace koe::test {

/// The lines of `text`; a CR before the line end is dropped, because git keeps the golden files with LF.
inline std::vector<std::string> lines_of(std::string_view text) {
  std::vector<std::string> lines;
  while (!text.empty()) {
    const std::size_t end = text.find('\n');
    std::string_view line = text.substr(0, end);
    if (line.ends_with('\r')) line.remove_suffix(1);
    lines.emplace_back(line);
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
  }
  return lines;
}

/// "-golden / +now" for the first lines that differ, each with its line number; common start and end are left
/// out.
inline std::string readable_diff(const std::vector<std::string>& golden,
                                 const std::vector<std::string>& now) {
  constexpr std::size_t kShownLines = 20;
  std::size_t begin = 0;
  while (begin < golden.size() && begin < now.size() && golden[begin] == now[begin]) ++begin;
  std::size_t tail = 0;
  while (begin + tail < golden.size() && begin + tail < now.size() &&
         golden[golden.size() - 1 - tail] == now[now.size() - 1 - tail]) {
    ++tail;
  }
  std::string diff;
  const auto show = [&](const std::vector<std::string>& lines, std::string_view mark) {
    const std::size_t end = lines.size() - tail;
    for (std::size_t i = begin; i < end && i < begin + kShownLines; ++i) {
      diff += std::string(mark) + std::to_string(i + 1) + ": " + lines[i] + '\n';
    }
    if (end > begin + kShownLines) diff += "  ... " + std::to_string(end - begin - kShownLines) + " more\n";
  };
  show(golden, "-");
  show(now, "+");
  return diff;
}

/// Expects `actual` to equal tests/golden/`name` line by line.
inline void expect_golden(const std::string& name, std::string_view actual) {
  const std::filesystem::path path = std::filesystem::path(KOE_SOURCE_DIR) / "tests/golden" / name;
  const std::vector<std::string> now = lines_of(actual);
  if (std::getenv("KOE_UPDATE_GOLDEN") != nullptr) {
    std::filesystem::create_directories(path.parent_path());
    std::ofstream out(path, std::ios::binary);
    for (const std::string& line : now) out << line << '\n';
    return;
  }
  std::ifstream in(path, std::ios::binary);
  ASSERT_TRUE(in) << path << " is missing; KOE_UPDATE_GOLDEN=1 writes it";
  const std::string bytes{std::istreambuf_iterator<char>(in), {}};
  const std::vector<std::string> golden = lines_of(bytes);
  EXPECT_TRUE(golden == now) << name << " differs (KOE_UPDATE_GOLDEN=1 rewrites it):\n"
                             << readable_diff(golden, now);
}

}  // namespace koe::test
