#include "pipeline/cli/commands.h"
#include "pipeline/stages/codes_stage.h"
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

}  // namespace

int command_themes(const CommandLine& line, const Console& console) {
  if (!line.files.empty()) return import_codes(line, console);
  store::Database database = store::Database::open(line.database);
  std::string text = "survey\ttheme_id\tborn_in\tlabel_ja\tlabel_en\n";
  for (SurveyKind survey : {SurveyKind::kNps, SurveyKind::kEnps})
    for (const store::StoredTheme& theme : store::ThemeStore(database).themes(survey))
      text += std::string(name_of(survey)) + "\t" + store::theme_id(theme.theme_no) + "\t" + theme.born_in + "\t" +
              theme.label_ja + "\t" + theme.label_en + "\n";
  console.data(text);
  return 0;
}

}  // namespace koe::cli
