#include "pipeline/cli/commands.h"
#include "pipeline/ingest/export_reader.h"
#include "pipeline/report/catalog.h"

namespace koe::cli {

int command_inspect(const CommandLine& line, const Console& console) {
  int exit_code = 0;
  for (const std::filesystem::path& file : line.files) {
    const auto reading = read_export(file, line.read);
    if (!reading) {
      console.report(reading.error());
      exit_code = 4;
      continue;
    }
    std::string text = file.string() + "\n";
    for (const Finding& finding : reading->findings) {
      text += "  " + finding.what + "\t" + finding.value + "\t" + finding.why;
      text += finding.override_flag.empty() ? "\n" : "\t" + finding.override_flag + "\n";
    }
    for (const ColumnFinding& column : reading->columns)
      text += "  column\t" + std::string(name_of(column.role)) + "\t" + column.header + "\t" + column.why + "\n";
    const std::uint64_t responses = reading->responses.size();
    text += "  " +
            report::format("cli.inspect.responses", console.language(),
                           std::vector{std::to_string(reading->records), std::to_string(responses),
                                       std::to_string(reading->records - responses)}) +
            "\n";
    console.data(text);
    console.report_all(reading->issues);
    for (const Issue& issue : reading->issues)
      if (exit_code == 0 && (issue.severity == Severity::kReject || issue.severity == Severity::kWarning)) exit_code = 3;
  }
  return exit_code;
}

}  // namespace koe::cli
