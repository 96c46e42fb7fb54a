// Which records are new? Reads export and accounts files into the store and enters every record in the ledger.
#pragma once
#include <filesystem>
#include <string>
#include <vector>

#include "pipeline/domain/issue.h"
#include "pipeline/ingest/accounts_reader.h"
#include "pipeline/ingest/export_reader.h"
#include "pipeline/store/database.h"

namespace koe::stages {

/// What became of one file, for the summary on stderr.
struct FileSummary {
  std::string name;
  bool refused = false;    ///< nothing of it was stored; `issues` says why
  bool known = false;      ///< read before with the same settings: skipped
  std::uint64_t records = 0, stored = 0, revised = 0, duplicates = 0, rejected = 0;
  std::vector<Finding> findings;
  std::vector<ColumnFinding> columns;
  std::vector<Issue> issues;
};

/// Reads one survey export ("-" = standard input) in a transaction of its own: all of its good records or none.
/// User data errors are issues in the summary, never exceptions. Checked in tests/unit/stages/ingest_stage_test.cpp.
[[nodiscard]] FileSummary ingest_export(store::Database& database, const std::filesystem::path& path,
                                        const ReadOptions& options);

/// Reads one accounts file; a later row or file replaces an account's earlier values. The export's overrides do not apply.
[[nodiscard]] FileSummary ingest_accounts(store::Database& database, const std::filesystem::path& path,
                                          const ReadOptions& options);

}  // namespace koe::stages
