#include "pipeline/cli/commands.h"
#include "pipeline/stages/codes_stage.h"
#include "pipeline/stages/theme/editable_theme.h"
#include "pipeline/store/run_lock.h"
#include "pipeline/store/theme_store.h"

namespace koe::cli {

namespace {

constexpr int kExitRejects = 3;
constexpr int kExitRefused = 4;

int import_codes(const CommandLine& line, const Console& console) {
  const store::RunLock lock(line.database);
  store::Database database = store::Database::open(line.database);
  int exit_code = 0;
  for (std::size_t i = 1; i < line.files.size(); ++i) {
    const stages::FileSummary summary = stages::import_codes(database, line.files[i]);
    console.report_all(summary.issues);
    if (summary.refused) return kExitRefused;
    console.say("cli.codes.stored", {summary.name, std::to_string(summary.records), std::to_string(summary.stored),
                                     std::to_string(summary.rejected)});
    if (!summary.issues.empty()) exit_code = kExitRejects;
  }
  return exit_code;
}

/// What is special about a theme: where its texts are now when it is not shown, or where it comes from.
std::string state_of(const store::StoredTheme& theme, const stages::EditPlan& plan) {
  if (const auto merged = plan.merged.find(theme.theme_no); merged != plan.merged.end())
    return "merged into " + store::theme_id(merged->second);
  if (plan.parts.contains(theme.theme_no)) return "split";
  if (stages::is_undone(theme, plan)) return "undone";
  if (theme.retired) return "retired";
  if (theme.origin == store::ThemeOrigin::kTaught) return "taught";
  return theme.origin == store::ThemeOrigin::kGroup ? "group" : "";
}

int list_themes(const CommandLine& line, const Console& console) {
  store::Database database = store::Database::open(line.database);
  const stages::EditPlan plan = stages::plan_of(store::ThemeEditStore(database).edits());
  std::string text = "survey\ttheme_id\tborn_in\tlabel_ja\tlabel_en\tparent_id\tstate\n";
  for (SurveyKind survey : {SurveyKind::kNps, SurveyKind::kEnps})
    for (const store::StoredTheme& theme : store::ThemeStore(database).themes(survey))
      text += std::string(name_of(survey)) + "\t" + store::theme_id(theme.theme_no) + "\t" + theme.born_in + "\t" +
              theme.shown_ja() + "\t" + theme.shown_en() + "\t" +
              (theme.parent_no ? store::theme_id(*theme.parent_no) : "") + "\t" + state_of(theme, plan) + "\n";
  console.data(text);
  return 0;
}

}  // namespace

int command_themes(const CommandLine& line, const Console& console) {
  const std::string command = line.files.empty() ? "list" : line.files[0].string();
  if (command == "list") return list_themes(line, console);
  if (command == "import") return import_codes(line, console);
  if (command == "log") return command_theme_log(line, console);
  if (command == "teach") return command_theme_teach(line, console);
  return command_theme_edit(line, console);
}

}  // namespace koe::cli
