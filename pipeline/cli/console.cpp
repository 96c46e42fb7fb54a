#include "pipeline/cli/console.h"

#include <unistd.h>

#include <algorithm>
#include <cstdio>

#include "pipeline/report/catalog.h"

namespace koe::cli {
namespace {

constexpr std::size_t kShownIssues = 20;

bool stderr_is_terminal() { return ::isatty(STDERR_FILENO) == 1; }

std::string_view severity_key(Severity severity) {
  switch (severity) {
    case Severity::kNote: return "cli.severity.note";
    case Severity::kWarning: return "cli.severity.warning";
    case Severity::kReject: return "cli.severity.reject";
    case Severity::kRefused: return "cli.severity.refused";
  }
  return "cli.severity.refused";
}

}  // namespace

std::string printable(std::string_view text) {
  std::string out;
  for (char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte >= 0x20 && byte != 0x7f) {
      out += c;
      continue;
    }
    static constexpr char kHex[] = "0123456789ABCDEF";
    out += c == '\n' ? std::string(" ") : std::string("\\x") + kHex[byte >> 4] + kHex[byte & 15];
  }
  return out;
}

void Console::line(std::string_view text) const {
  clear_stage();
  const std::string out = printable(text) + "\n";
  std::fwrite(out.data(), 1, out.size(), stderr);
}

void Console::say(std::string_view key, const std::vector<std::string>& args) const {
  if (!quiet_) line(report::format(key, language_, args));
}

void Console::report(const Issue& issue) const {
  if (quiet_ && issue.severity == Severity::kNote) return;
  std::string place = issue.file;
  if (issue.line > 0) place += ":" + std::to_string(issue.line);
  if (!place.empty()) place += ": ";
  line(place + std::string(report::text(severity_key(issue.severity), language_)) + " " + code_name(issue.code) + ": " +
       report::message(issue, language_));
}

void Console::report_all(const std::vector<Issue>& issues) const {
  for (std::size_t i = 0; i < std::min(issues.size(), kShownIssues); ++i) report(issues[i]);
  if (issues.size() > kShownIssues) say("cli.more_issues", {std::to_string(issues.size() - kShownIssues)});
}

void Console::show_stage(std::string_view stage, std::size_t done, std::size_t total) const {
  if (quiet_ || !stderr_is_terminal()) return;
  const std::string text = "\r\x1b[K[" + std::to_string(done + 1) + "/" + std::to_string(total) + "] " +
                           std::string(report::text("cli.stage." + std::string(stage), language_)) + " ...";
  std::fwrite(text.data(), 1, text.size(), stderr);
}

void Console::clear_stage() const {
  if (!quiet_ && stderr_is_terminal()) std::fputs("\r\x1b[K", stderr);
}

void Console::data(std::string_view text) const { std::fwrite(text.data(), 1, text.size(), stdout); }

}  // namespace koe::cli
