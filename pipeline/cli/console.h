// How does the program speak? Messages on stderr in the user's language, data on stdout, and nothing a file can smuggle
// into the terminal.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "pipeline/domain/issue.h"
#include "pipeline/domain/run_result.h"

namespace koe::cli {

/// `text` with control characters (terminal escapes in a file name, say) shown instead of sent; a line break is a space.
[[nodiscard]] std::string printable(std::string_view text);

/// stderr and stdout of one run.
class Console {
 public:
  Console(Language language, bool quiet) : language_(language), quiet_(quiet) {}

  /// A line of progress or summary; nothing when quiet.
  void say(std::string_view key, const std::vector<std::string>& args = {}) const;

  /// An issue with its place: "survey.csv:7: rejected KOE-1105: ...". Notes are left out when quiet.
  void report(const Issue& issue) const;

  /// At most kShownIssues of `issues`, then how many more there are.
  void report_all(const std::vector<Issue>& issues) const;

  /// Overwrites the current line of a terminal with the stage at work; nothing when stderr is no terminal.
  void show_stage(std::string_view stage, std::size_t done, std::size_t total) const;
  void clear_stage() const;

  /// Data for another program.
  void data(std::string_view text) const;

  [[nodiscard]] Language language() const { return language_; }

 private:
  void line(std::string_view text) const;
  Language language_;
  bool quiet_;
};

}  // namespace koe::cli
