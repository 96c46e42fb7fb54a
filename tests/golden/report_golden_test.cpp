// The output folder of one sample run as readable files; KOE_UPDATE_GOLDEN=1 rewrites them.
#include <gtest/gtest.h>

#include <string>

#include "pipeline/report/csv_tables.h"
#include "pipeline/report/html_writer.h"
#include "pipeline/report/manifest_writer.h"
#include "tests/support/golden.h"
#include "tests/support/run_result_builder.h"

namespace koe::report {
namespace {

TEST(ReportGolden, Themes) {
  test::expect_golden("report/themes.csv", to_csv_themes(test::realistic_run().themes));
}

TEST(ReportGolden, Nps) { test::expect_golden("report/nps.csv", to_csv_nps(test::realistic_run().nps)); }

TEST(ReportGolden, Rejects) {
  test::expect_golden("report/rejects.csv", to_csv_rejects(test::realistic_run()));
}

TEST(ReportGolden, Manifest) {
  const std::vector<OutputFile> outputs = {{"themes.csv", "survey\r\n"}};
  test::expect_golden("report/manifest.json", to_manifest(test::realistic_run(), outputs));
}

/// One quarter without comments: a whole page that is still short enough to read. The style sheet is a file
/// of its own.
TEST(ReportGolden, Html) {
  std::string html = render_html(test::one_quarter_run());
  const std::size_t begin = html.find("<style>") + 7;
  html.erase(begin, html.find("</style>") - begin);
  const std::size_t hash = html.find("'sha256-") + 8;
  html.erase(hash, html.find('\'', hash) - hash);
  test::expect_golden("report/one_quarter.html", html);
}

}  // namespace
}  // namespace koe::report
