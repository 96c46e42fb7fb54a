// koe themes rename, merge, split, pin, forbid, teach, undo and log. The clock and the login name are read here and nowhere else.
#include <chrono>
#include <cstdlib>
#include <ctime>

#include "pipeline/cli/commands.h"
#include "pipeline/stages/assets.h"
#include "pipeline/stages/runner.h"
#include "pipeline/stages/theme/theme_edits.h"
#include "pipeline/stages/theme_editing.h"
#include "pipeline/stages/theme_teaching.h"
#include "pipeline/store/run_lock.h"
#include "pipeline/store/theme_store.h"

namespace koe::cli {
namespace {

using store::EditKind;
using store::ThemeEdit;

constexpr int kExitRejects = 3;
constexpr int kExitRefused = 4;

std::string environment(const char* variable) {
  const char* value = std::getenv(variable);
  return value == nullptr ? "" : value;
}

/// Now as ISO UTC; SOURCE_DATE_EPOCH (reproducible-builds.org) stands in for the clock where it is set.
std::string now() {
  std::time_t seconds = std::chrono::system_clock::to_time_t(std::chrono::system_clock::now());
  if (const std::string given = environment("SOURCE_DATE_EPOCH"); !given.empty())
    seconds = static_cast<std::time_t>(std::strtoll(given.c_str(), nullptr, 10));
  std::tm utc{};
  ::gmtime_r(&seconds, &utc);
  char text[32];
  const std::size_t length = std::strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", &utc);
  return {text, length};
}

std::string author_of(const CommandLine& line) {
  if (!line.edit.author.empty()) return line.edit.author;
  const std::string login = environment("USER");
  return login.empty() ? environment("LOGNAME") : login;
}

std::string word(const CommandLine& line, std::size_t index) {
  return index < line.files.size() ? line.files[index].string() : "";
}

stages::EditRequest request_of(const CommandLine& line) {
  stages::EditRequest request{.author = author_of(line), .at = now()};
  const std::string command = word(line, 0);
  if (command == "rename") {
    request.theme_id = word(line, 1);
    request.label_ja = line.edit.label_ja;
    request.label_en = line.edit.label_en;
  } else if (command == "merge") {
    request.kind = EditKind::kMerge;
    request.theme_id = word(line, 1);
    request.into_id = word(line, 2);
  } else if (command == "split") {
    request.kind = EditKind::kSplit;
    request.theme_id = word(line, 1);
    request.responses = line.edit.responses;
    request.parts = line.edit.parts;
  } else if (command == "pin" || command == "forbid") {
    request.kind = command == "pin" ? EditKind::kPin : EditKind::kForbid;
    request.response = word(line, 1);
    request.theme_id = word(line, 2);
  } else {
    request.kind = EditKind::kUndo;
    request.event_no = std::strtoll(word(line, 1).c_str(), nullptr, 10);
  }
  return request;
}

std::string parts_of(const ThemeEdit& edit) {
  std::string parts;
  for (const store::ThemePart& part : edit.parts) parts += (parts.empty() ? "" : ", ") + store::theme_id(part.theme_no);
  return parts;
}

std::string names_of(const ThemeEdit& edit) {
  return edit.label_ja + (edit.label_ja.empty() || edit.label_en.empty() ? "" : " / ") + edit.label_en;
}

/// What the edit says beside its theme.
std::string detail_of(const ThemeEdit& edit) {
  switch (edit.kind) {
    case EditKind::kRename: return names_of(edit);
    case EditKind::kMerge: return store::theme_id(edit.into_no);
    case EditKind::kSplit: return parts_of(edit);
    case EditKind::kPin:
    case EditKind::kForbid: return edit.said_by;
    case EditKind::kUndo: return std::to_string(edit.undone_no);
    case EditKind::kTeach: return names_of(edit) + ", " + std::to_string(edit.examples.size());
  }
  return "";
}

void tell(const stages::EditOutcome& outcome, const Console& console) {
  const ThemeEdit& edit = outcome.edit;
  const std::string event = std::to_string(edit.event_no);
  const std::string key = "cli.edit." + std::string(store::name_of(edit.kind));
  if (edit.kind == EditKind::kUndo) {
    console.say(key, {event, std::to_string(edit.undone_no)});
  } else if (edit.kind == EditKind::kPin || edit.kind == EditKind::kForbid) {
    console.say(key, {event, edit.said_by, store::theme_id(edit.theme_no), std::to_string(outcome.segments)});
  } else {
    console.say(key, {event, store::theme_id(edit.theme_no), detail_of(edit)});
  }
}

}  // namespace

namespace {

/// Themes are brought up to date before and after `edit`, which works on the same context.
template <typename Edit>
auto with_themes(const CommandLine& line, const Console& console, Edit edit) {
  const store::RunLock lock(line.database);
  store::Database database = store::Database::open(line.database);
  const stages::Assets assets = stages::Assets::load(assets_folder(line));
  const stages::Progress progress = [&console](std::string_view stage, std::size_t done, std::size_t total) {
    console.show_stage(stage, done, total);
  };
  RunResult result;
  stages::StageContext context{database, line.config, assets, progress, result};
  stages::run_stages(context, "theme");
  auto outcome = edit(context);
  stages::run_stages(context, "theme");
  console.clear_stage();
  return outcome;
}

}  // namespace

int command_theme_edit(const CommandLine& line, const Console& console) {
  tell(with_themes(line, console,
                   [&](stages::StageContext& context) { return stages::edit_themes(context, request_of(line)); }),
       console);
  return 0;
}

int command_theme_teach(const CommandLine& line, const Console& console) {
  const stages::TeachOutcome outcome = with_themes(line, console, [&](stages::StageContext& context) {
    return stages::teach_themes(context, line.files[1], author_of(line), now());
  });
  console.report_all(outcome.file.issues);
  if (outcome.file.refused) return kExitRefused;
  store::Database database = store::Database::open(line.database);
  for (const ThemeEdit& event : outcome.events)
    console.say("cli.edit.teach", {std::to_string(event.event_no), store::theme_id(event.theme_no), names_of(event),
                                   std::to_string(event.examples.size()),
                                   std::to_string(stages::count_gathered(database, event))});
  return outcome.file.issues.empty() ? 0 : kExitRejects;
}

int command_theme_log(const CommandLine& line, const Console& console) {
  store::Database database = store::Database::open(line.database);
  const std::vector<ThemeEdit> log = store::ThemeEditStore(database).edits();
  std::map<std::int64_t, std::int64_t> undone_by;
  for (const ThemeEdit& edit : log)
    if (edit.kind == EditKind::kUndo) undone_by[edit.undone_no] = edit.event_no;
  std::string text = "event\ttime\tauthor\tedit\ttheme_id\tdetail\tundone_by\n";
  for (const ThemeEdit& edit : log) {
    const auto undone = undone_by.find(edit.event_no);
    text += std::to_string(edit.event_no) + "\t" + edit.at + "\t" + printable(edit.author) + "\t" +
            std::string(store::name_of(edit.kind)) + "\t" + (edit.theme_no != 0 ? store::theme_id(edit.theme_no) : "") + "\t" +
            printable(detail_of(edit)) + "\t" + (undone == undone_by.end() ? "" : std::to_string(undone->second)) + "\n";
  }
  console.data(text);
  return 0;
}

}  // namespace koe::cli
