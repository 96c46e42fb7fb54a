#include "pipeline/report/report.h"

#include "pipeline/report/csv_tables.h"
#include "pipeline/report/html_writer.h"
#include "pipeline/report/manifest_writer.h"

namespace koe::report {

std::vector<OutputFile> render_report(const RunResult& run) {
  std::vector<OutputFile> files = {{"report.html", render_html(run)},
                                   {"themes.csv", to_csv_themes(run.themes)},
                                   {"groups.csv", to_csv_groups(run.groups)},
                                   {"lineage.csv", to_csv_lineage(run.lineage)},
                                   {"campaigns.csv", to_csv_campaigns(run.campaigns)},
                                   {"assignments.csv", to_csv_assignments(run)},
                                   {"nps.csv", to_csv_nps(run.nps)},
                                   {"drivers.csv", to_csv_drivers(run.drivers)},
                                   {"bridge.csv", to_csv_bridge(run.bridge)},
                                   {"accounts.csv", to_csv_accounts(run)},
                                   {"contacts.csv", to_csv_contacts(run)},
                                   {"beta.csv", to_csv_beta(run.beta)},
                                   {"fixes.csv", to_csv_fixes(run.fixes)},
                                   {"rejects.csv", to_csv_rejects(run)}};
  std::string manifest = to_manifest(run, files);
  files.push_back({"manifest.json", std::move(manifest)});
  return files;
}

void write_report(const RunResult& run, const std::filesystem::path& dir) {
  write_files(dir, render_report(run));
}

}  // namespace koe::report
