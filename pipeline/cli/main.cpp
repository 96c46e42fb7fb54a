// Dispatch, the one place that catches everything, and the exit codes of CONTRACT.md.
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <string>
#include <vector>

#include "nlp/load_error.h"
#include "pipeline/cli/commands.h"
#include "pipeline/report/catalog.h"
#include "pipeline/store/database.h"

namespace koe::cli {
namespace {

constexpr int kExitUsage = 2;
constexpr int kExitInternal = 8;

/// Japanese when the environment asks for it, in the order POSIX gives the variables.
Language environment_language() {
  for (const char* variable : {"LC_ALL", "LC_MESSAGES", "LANG"}) {
    const char* value = std::getenv(variable);
    if (value != nullptr && *value != '\0')
      return std::string_view(value).starts_with("ja") ? Language::kJapanese : Language::kEnglish;
  }
  return Language::kEnglish;
}

int dispatch(const CommandLine& line, const Console& console) {
  if (line.help) {
    console.data(help_text(line.config.language));
    return 0;
  }
  if (line.version) {
    console.data("koe " KOE_VERSION "\n");
    return 0;
  }
  if (line.command == "inspect") return command_inspect(line, console);
  if (line.command == "themes") return command_themes(line, console);
  if (line.command == "fix") return command_fix(line, console);
  if (line.command == "doctor") return command_doctor(line, console);
  if (line.command == "audit-anonymity") return command_audit_anonymity(line, console);
  if (line.command == "tokenize" || line.command == "polarity-features") return command_tokenize(line, console);
  return command_run(line, console);
}

/// Runs the command; whatever ends it becomes one message and one exit code.
int guarded(const CommandLine& line, const Console& console) {
  try {
    return dispatch(line, console);
  } catch (const RunError& error) {
    console.report(error.issue);
    return error.exit_code;
  } catch (const nlp::LoadError& error) {
    Issue issue{.code = IssueCode::kAssetCorrupt, .severity = Severity::kRefused, .file = error.path()};
    issue.args = {error.what(), error.hint()};
    console.report(issue);
    return 6;
  } catch (const std::exception& error) {
    if (const auto explained = store::explain(error)) {
      Issue issue = explained->issue;
      issue.file = line.database.string();
      console.report(issue);
      return explained->exit_code;
    }
    console.say("cli.unexpected", {error.what()});
    return kExitInternal;
  }
}

int run(const std::vector<std::string>& arguments) {
  // A reader that went away, or a file-size limit, must not kill a run in the middle of a write: writes fail instead.
  std::signal(SIGPIPE, SIG_IGN);
  std::signal(SIGXFSZ, SIG_IGN);
  const Language language = environment_language();
  try {
    const CommandLine line = parse_command_line(arguments, language);
    return guarded(line, Console(line.config.language, line.quiet));
  } catch (const UsageError& error) {
    std::fprintf(stderr, "koe: %s\n", error.message.c_str());
    return kExitUsage;
  }
}

}  // namespace
}  // namespace koe::cli

int main(int argc, char** argv) { return koe::cli::run({argv + 1, argv + argc}); }
