// The CSV files of the output folder, column by column as in CONTRACT.md. All: rows in the order of the
// RunResult, absent values as empty cells, format and rounding as in csv_writer.h. Cost: linear. Errors:
// none. Checked in tests/unit/report/csv_tables_test.cpp and tests/golden/report_golden_test.cpp.
#pragma once
#include <optional>
#include <span>
#include <string>

#include "pipeline/domain/run_result.h"

namespace koe::report {

/// themes.csv: one row a theme and survey kind.
[[nodiscard]] std::string to_csv_themes(std::span<const ThemeResult> themes);

/// groups.csv: one row a group of themes, which themes.csv names in parent_id. Employee groups have names only.
[[nodiscard]] std::string to_csv_groups(std::span<const ThemeResult> groups);

/// lineage.csv: one row an event of a theme.
[[nodiscard]] std::string to_csv_lineage(std::span<const LineageResult> rows);

/// campaigns.csv: texts that came many times.
[[nodiscard]] std::string to_csv_campaigns(std::span<const CampaignResult> rows);

/// assignments.csv: one row a segment. Employee rows only if `run.enps_rows`, whatever the run holds.
[[nodiscard]] std::string to_csv_assignments(const RunResult& run);

/// nps.csv. A suppressed row keeps its place and its name and shows no figure at all.
[[nodiscard]] std::string to_csv_nps(std::span<const NpsResult> rows);

/// drivers.csv: why the customers' score changed. Header only without a decomposition.
[[nodiscard]] std::string to_csv_drivers(const std::optional<ChangeDrivers>& drivers);

/// bridge.csv: employee themes beside the nearest customer themes. Header only where one of the two is missing.
[[nodiscard]] std::string to_csv_bridge(const std::optional<Bridge>& bridge);

/// accounts.csv, reasons in `run.language`.
[[nodiscard]] std::string to_csv_accounts(const RunResult& run);

/// contacts.csv: whom to call first and why, in `run.language`.
[[nodiscard]] std::string to_csv_contacts(const RunResult& run);

/// beta.csv: whom to offer the fix of each top theme.
[[nodiscard]] std::string to_csv_beta(std::span<const BetaResult> rows);

/// fixes.csv: which fixes worked.
[[nodiscard]] std::string to_csv_fixes(std::span<const FixResult> fixes);

/// rejects.csv, messages in `run.language`. For files of an employee survey the excerpt and the message's
/// arguments are left out unless `run.enps_rows`: they are employees' words. The place (file, line, byte,
/// column) is always there.
[[nodiscard]] std::string to_csv_rejects(const RunResult& run);

}  // namespace koe::report
