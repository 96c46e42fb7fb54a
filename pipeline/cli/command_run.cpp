#include <algorithm>
#include <future>

#include "pipeline/cli/commands.h"
#include "pipeline/cli/ranking_files.h"
#include "pipeline/report/report.h"
#include "pipeline/stages/assets.h"
#include "pipeline/stages/ingest_stage.h"
#include "pipeline/stages/runner.h"
#include "pipeline/store/response_store.h"
#include "pipeline/store/run_lock.h"

namespace koe::cli {
namespace {

constexpr int kExitStored = 0;
constexpr int kExitRejects = 3;
constexpr int kExitRefused = 4;

/// What the files of this run amounted to.
struct Intake {
  std::size_t files = 0, refused = 0;
  bool rejects_or_warnings = false;
};

void tell(const stages::FileSummary& summary, const Console& console) {
  if (summary.refused) {
    console.report_all(summary.issues);
    console.say("cli.file.refused", {summary.name});
    return;
  }
  if (summary.known) {
    console.say("cli.file.known", {summary.name});
    return;
  }
  for (const Finding& finding : summary.findings)
    if (!finding.override_flag.empty())
      console.say("cli.finding", {summary.name + ": " + finding.what, finding.value, finding.why, finding.override_flag});
  console.report_all(summary.issues);
  console.say("cli.file.stored", {summary.name, std::to_string(summary.records), std::to_string(summary.stored),
                                  std::to_string(summary.revised), std::to_string(summary.duplicates),
                                  std::to_string(summary.rejected)});
}

void add(Intake& intake, const stages::FileSummary& summary, const Console& console) {
  tell(summary, console);
  ++intake.files;
  if (summary.refused) ++intake.refused;
  if (summary.known) return;
  intake.rejects_or_warnings =
      intake.rejects_or_warnings || std::any_of(summary.issues.begin(), summary.issues.end(), [](const Issue& issue) {
        return issue.severity == Severity::kWarning || issue.severity == Severity::kReject;
      });
}

Intake take_in(store::Database& database, const CommandLine& line, const Console& console) {
  Intake intake;
  if (line.accounts) add(intake, stages::ingest_accounts(database, *line.accounts, {}), console);
  for (const std::filesystem::path& file : line.files)
    add(intake, stages::ingest_export(database, file, line.read), console);
  return intake;
}

void warn_about_employee_rows(const CommandLine& line, const Console& console) {
  if (!line.config.enps_rows) return;
  console.report(Issue{.code = IssueCode::kEnpsRowsWritten, .severity = Severity::kWarning});
}

/// The assets, loaded while the database is checked and filled where there are threads for both. A failure to load is told by
/// get(), so that one of the database or of the files comes first. `line` outlives it.
std::future<stages::Assets> load_assets(const CommandLine& line, const RunConfig& config) {
  return std::async(config.threads > 1 ? std::launch::async : std::launch::deferred,
                    [&line] { return stages::Assets::load(assets_folder(line), line.encoder); });
}

}  // namespace

int command_run(const CommandLine& line, const Console& console) {
  const RunConfig config = with_ranking_files(line);
  const store::RunLock lock(line.database);
  std::future<stages::Assets> loading;
  if (line.command != "ingest") loading = load_assets(line, config);
  store::Database database = store::Database::open(line.database);
  const Intake intake = take_in(database, line, console);
  if (intake.files > 0 && intake.refused == intake.files) return kExitRefused;
  const int exit_code = intake.refused > 0 ? kExitRefused : intake.rejects_or_warnings ? kExitRejects : kExitStored;
  if (line.command == "ingest") return exit_code;

  const stages::Assets assets = loading.get();
  const stages::Progress progress = [&console](std::string_view stage, std::size_t done, std::size_t total) {
    console.show_stage(stage, done, total);
  };
  RunResult result;
  stages::StageContext context{database, config, assets, progress, result};
  const bool only_analyze = line.command == "analyze";
  stages::run_stages(context, only_analyze ? "theme" : "rank");
  console.clear_stage();
  if (only_analyze) return exit_code;
  if (result.coverage.empty()) console.say("cli.nothing_stored", {line.database.string()});

  warn_about_employee_rows(line, console);
  tell_unknown_efforts(config, result, console);
  report::write_report(result, line.out);
  std::int64_t responses = 0;
  for (const CoverageResult& coverage : result.coverage) responses += coverage.responses;
  console.say("cli.summary", {std::to_string(responses), std::to_string(result.themes.size())});
  console.say("cli.report.written", {(line.out / "report.html").string()});
  return exit_code;
}

}  // namespace koe::cli
