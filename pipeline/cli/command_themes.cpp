#include "pipeline/cli/commands.h"
#include "pipeline/store/theme_store.h"

namespace koe::cli {

int command_themes(const CommandLine& line, const Console& console) {
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
