// Writes the report of each sample run into FOLDER/<situation>, to be looked at in a browser:
// koe_report_preview FOLDER
#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include "pipeline/report/report.h"
#include "tests/support/run_result_builder.h"

int main(int n_arguments, char** arguments) {
  if (n_arguments != 2) return 2;
  using koe::SurveyKind;
  const std::vector<std::pair<std::string, koe::RunResult>> runs = {
      {"realistic", koe::test::realistic_run()},
      {"empty", koe::test::empty_run()},
      {"only_nps", koe::test::run_without(SurveyKind::kEnps)},
      {"only_enps", koe::test::run_without(SurveyKind::kNps)},
      {"one_quarter", koe::test::one_quarter_run()},
      {"many_themes", koe::test::many_themes_run(300)}};
  for (const auto& [name, run] : runs)
    koe::report::write_report(run, std::filesystem::path(arguments[1]) / name);
}
