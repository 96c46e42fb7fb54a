#include <array>

#include "pipeline/cli/commands.h"
#include "pipeline/report/catalog.h"
#include "pipeline/store/fix_store.h"
#include "pipeline/store/run_lock.h"
#include "pipeline/store/theme_store.h"

namespace koe::cli {
namespace {

[[noreturn]] void refuse(const char* key, const std::string& theme_id, Language language) {
  throw UsageError{report::format("cli.usage", language,
                                  std::array{report::format(key, language, std::array{theme_id})})};
}

/// The customer theme of that id. Employees' themes are refused: figures before and after any date of one's choice could be
/// subtracted from each other until single people stand out.
store::StoredTheme theme_named(const store::ThemeStore& themes, const std::string& theme_id, Language language) {
  for (store::StoredTheme& theme : themes.themes(SurveyKind::kNps))
    if (store::theme_id(theme.theme_no) == theme_id) return std::move(theme);
  for (const store::StoredTheme& theme : themes.themes(SurveyKind::kEnps))
    if (store::theme_id(theme.theme_no) == theme_id) refuse("cli.fix.employees", theme_id, language);
  refuse("cli.fix.unknown_theme", theme_id, language);
}

int add_fix(const CommandLine& line, const Console& console) {
  const store::RunLock lock(line.database);
  store::Database database = store::Database::open(line.database);
  const std::string theme_id = line.files[1].string();
  const store::StoredTheme theme = theme_named(store::ThemeStore(database), theme_id, line.config.language);
  store::Transaction transaction(database);
  const bool is_new = store::FixStore(database).add({theme.theme_no, line.date, line.note});
  transaction.commit();
  const std::string& label = line.config.language == Language::kJapanese ? theme.shown_ja() : theme.shown_en();
  console.say(is_new ? "cli.fix.added" : "cli.fix.known", {theme_id, label, line.date});
  return 0;
}

int list_fixes(const CommandLine& line, const Console& console) {
  store::Database database = store::Database::open(line.database);
  std::string text = "theme_id\tfixed_on\tnote\n";
  for (const store::StoredFix& fix : store::FixStore(database).read_all())
    text += store::theme_id(fix.theme_no) + "\t" + fix.fixed_on + "\t" + fix.note + "\n";
  console.data(text);
  return 0;
}

}  // namespace

int command_fix(const CommandLine& line, const Console& console) {
  return line.files[0] == "add" ? add_fix(line, console) : list_fixes(line, console);
}

}  // namespace koe::cli
